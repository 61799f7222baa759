// Which addresses count as one place.
import { describe, expect, it } from '@jest/globals';
import { network } from './login-throttle.ts';

describe('An address that fails to sign in', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('%s counts as %s', (address, counted) => expect(network(address)).toBe(counted));
});
