// When the console tells the server that a case was displayed.
import { describe, expect, it } from '@jest/globals';
import { anAlert } from './an-alert.ts';
import { proofsDue, withProof } from './displayed-proof.ts';

const raised = [anAlert({ id: 'a' }), anAlert({ id: 'c', state: 'claimed' })];
const seen = { audible: false, visible: true };
const both = { audible: true, visible: true };

describe('The proof of display', () => {
  it('is for what is in sight: another case is proven to be heard, and again when it is seen', () => {
    const two = [anAlert({ id: 'a' }), anAlert({ id: 'b' })];
    const firstOnly = ({ id }: { id: string }) => ({ audible: true, visible: id === 'a' });
    const first = proofsDue(two, new Map(), firstOnly);
    expect(first.due).toEqual(['a', 'b']);
    const proven = two.reduce((known, alert) => withProof(known, alert.id, firstOnly(alert)), first.proven);
    expect(proofsDue(two, proven, firstOnly).due).toEqual([]);
    expect(proofsDue(two, proven, () => both).due).toEqual(['b']);
  });

  it('is due once for each raised case and never for others', () => {
    const first = proofsDue(raised, new Map(), () => seen);
    expect(first.due).toEqual(['a']);
    expect(proofsDue(raised, withProof(first.proven, 'a', seen), () => seen).due).toEqual([]);
  });

  it('is due again when the console becomes audible', () => {
    expect(proofsDue(raised, new Map([['a', seen]]), () => both).due).toEqual(['a']);
  });

  it('is due again when the page becomes visible', () => {
    expect(proofsDue(raised, new Map([['a', { audible: true, visible: false }]]), () => both).due).toEqual(['a']);
  });

  it('is not due when a sense is lost, and not due when nobody sees or hears', () => {
    expect(proofsDue(raised, new Map([['a', both]]), () => seen).due).toEqual([]);
    expect(proofsDue(raised, new Map(), () => ({ audible: false, visible: false })).due).toEqual([]);
  });

  it('is due anew when a case returns to raised', () => {
    const claimed = proofsDue([anAlert({ id: 'a', state: 'claimed' })], new Map([['a', both]]), () => both);
    expect(claimed.proven.size).toBe(0);
    expect(proofsDue([anAlert({ id: 'a' })], claimed.proven, () => both).due).toEqual(['a']);
  });

  it('adds up over its proofs', () => {
    const proven = withProof(new Map([['a', { audible: true, visible: false }]]), 'a', seen);
    expect(proven.get('a')).toEqual(both);
  });
});
