import { describe, expect, it } from '@jest/globals';
import { RESPONDER_KINDS } from '#libs/contracts';
import { maySeeConditions, ownHomesOnly } from './kinds.ts';

describe('The kinds of helpers', () => {
  it('see conditions only where it is their work', () => {
    expect(RESPONDER_KINDS.filter(maySeeConditions)).toEqual([
      'stationStaff',
      'rescueTeam',
      'communityWorker',
      'villageDoctor',
    ]);
  });

  it('are asked for their own homes only, if they are neighbours or family', () => {
    expect(RESPONDER_KINDS.filter(ownHomesOnly)).toEqual(['neighbour', 'nearbyFamily']);
  });
});
