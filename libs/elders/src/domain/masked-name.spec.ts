// Names in lists outside a case.
import { describe, expect, it } from '@jest/globals';
import { maskedName } from './masked-name.ts';

describe('A masked name', () => {
  it.each([
    ['王红', '王*'],
    ['王小红', '王*红'],
    ['欧阳小红', '欧**红'],
    ['𠮷田', '𠮷*'],
    ['王', '*'],
    ['', '*'],
  ])('shows %s as %s', (name, masked) => expect(maskedName(name)).toBe(masked));
});
