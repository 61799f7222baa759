// Links to maps: the right place in the right order of numbers, and nobody's name in them.
import { describe, expect, it } from '@jest/globals';
import { phoneOf, placeLink, routeLinks, telLink } from './outer-links.ts';

const home = { lng: 119.8151234, lat: 28.8976 };

describe('A route link', () => {
  it('gives 高德 longitude first, and says that the place is WGS-84', () => {
    const url = new URL(routeLinks(home, 'other')[0]?.href ?? '');
    expect(url.searchParams.get('to')).toBe('119.815123,28.897600,目的地');
    expect(url.searchParams.get('coordinate')).toBe('wgs84');
  });

  it('gives every other map latitude first', () => {
    expect(routeLinks(home, 'android')[1]?.href).toBe('geo:28.897600,119.815123?q=28.897600,119.815123');
    expect(routeLinks(home, 'ios')[1]?.href).toContain('daddr=28.897600,119.815123');
    expect(routeLinks(home, 'other')[1]?.href).toContain('to=28.897600,119.815123');
    expect(placeLink(home)).toContain('position=119.815123,28.897600');
  });

  it('goes by the phone', () => {
    expect(phoneOf('Mozilla/5.0 (Linux; Android 14; HarmonyOS) Mobile')).toBe('android');
    expect(phoneOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)')).toBe('ios');
    expect(phoneOf('Mozilla/5.0 (X11; Linux x86_64)')).toBe('other');
  });
});

describe('A number to call', () => {
  it('keeps digits and the plus, and is none without enough of them', () => {
    expect(telLink('0579-8765 4321')).toBe('tel:057987654321');
    expect(telLink('+86 138')).toBe('tel:+86138');
    expect(telLink('未知')).toBeNull();
  });
});
