// Phones in the register are masked (domain rule 2).
import { describe, expect, it } from '@jest/globals';
import { hiddenPhone } from './hidden-phone.ts';

describe('A phone in the register', () => {
  it('keeps its last four digits, however it was written', () => {
    expect(hiddenPhone('154 0000-1234')).toBe('*******1234');
    expect(hiddenPhone('0579 8765 4321')).toBe('********4321');
  });
  it('is hidden whole when it is short', () => {
    expect(hiddenPhone('120')).toBe('***');
    expect(hiddenPhone('8765432')).toBe('*******');
  });
});
