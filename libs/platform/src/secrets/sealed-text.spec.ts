import { describe, expect, it } from '@jest/globals';
import { SealedText } from './sealed-text.ts';

const key = (fill: number): Buffer => Buffer.alloc(32, fill);
const sealed = new SealedText({ encryption: new Map([['k1', key(1)]]), index: key(9) });

describe('Sealed text', () => {
  it('opens to what was sealed and never looks the same twice', () => {
    const once = sealed.seal('住院：协和');
    expect(sealed.open(once)).toBe('住院：协和');
    expect(once).toMatch(/^a256gcm:k1:[^:]+:[^:]+$/);
    expect(sealed.seal('住院：协和')).not.toBe(once);
  });

  it('written under an old key opens after the key has changed', () => {
    const old = sealed.seal('x');
    const next = new SealedText({ encryption: new Map([['k2', key(2)], ['k1', key(1)]]), index: key(9) }); // prettier-ignore
    expect(next.open(old)).toBe('x');
    expect(next.seal('x')).toMatch(/^a256gcm:k2:/);
  });

  it('does not open when somebody changed it, or with another key', () => {
    const once = sealed.seal('13800000000');
    const [suite, id, iv, data] = once.split(':') as [string, string, string, string];
    const bytes = Buffer.from(data, 'base64');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    expect(() => sealed.open([suite, id, iv, bytes.toString('base64')].join(':'))).toThrow();
    expect(() => new SealedText({ encryption: new Map([['k1', key(3)]]), index: key(9) }).open(once)).toThrow();
  });

  it('finds equal values by their blind index, kept apart by field', () => {
    expect(sealed.blindIndex('phone', '1')).toBe(sealed.blindIndex('phone', '1'));
    expect(sealed.blindIndex('phone', '1')).not.toBe(sealed.blindIndex('idNumber', '1'));
  });
});
