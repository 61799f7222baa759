import { describe, expect, it } from '@jest/globals';
import { isMobile, lastFour, maskedPhone, plainPhone } from './phone.ts';

describe('A phone number', () => {
  it.each([
    ['+86 138-0000-9999', '13800009999'],
    ['0086 0579 8765 4321', '057987654321'],
    ['(0579) 8765 4321', '057987654321'],
    ['013800009999', '13800009999'],
    ['010-82345678', '01082345678'],
    ['12345', '12345'],
    ['anonymous', ''],
  ])('%s is compared as %s', (told, plain) => expect(plainPhone(told)).toBe(plain));

  it('is a mobile one by its form', () => {
    expect(['13800009999', '+8615400000001', '013800009999'].map(isMobile)).toEqual([true, true, true]);
    expect(['057987654321', '01082345678', '87654321', '12345', ''].map(isMobile)).toEqual(Array(5).fill(false));
  });

  it('is masked so that nobody can dial it', () => {
    expect(maskedPhone('13812341234')).toBe('138****1234');
    expect(maskedPhone('0579 8765 4321')).toBe('0579****4321');
    expect(maskedPhone('87654321')).toBe('8****4321');
    expect([maskedPhone('12345'), maskedPhone('')]).toEqual(['*****', '']);
    expect(lastFour('138 0000 9999')).toBe('9999');
  });
});
