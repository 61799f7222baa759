// Real servers take their time on a busy machine (a project of Jest cannot set testTimeout).
import { jest } from '@jest/globals';

jest.setTimeout(180_000);
