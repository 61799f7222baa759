// Arguments of npm run simulate: every wrong one is named at once.
import { describe, expect, it } from '@jest/globals';
import { townArguments } from './town-arguments.ts';

const parse = (line: string) => townArguments(line.split(' ').filter(Boolean));

describe('The arguments of a town', () => {
  it('are numbers with a default, and a seed', () => {
    expect(parse('')).toEqual({ devices: 200, rate: 20, minutes: 1, seed: 'wuyi' });
    expect(parse('--devices 10 --rate=2.5 --minutes 0.5 --seed a')).toEqual({
      devices: 10,
      rate: 2.5,
      minutes: 0.5,
      seed: 'a',
    });
  });

  it('are all named where they are wrong', () => {
    const line = '--devices 99999 --rate fast --minutes 0 --speed 3';
    for (const what of [
      /--devices must be a whole number/,
      /--rate must be a number/,
      /--minutes must be/,
      /--speed is not known/,
    ]) {
      expect(() => parse(line)).toThrow(what);
    }
  });

  it('need a value and are given once', () => {
    expect(() => parse('--devices --rate 3')).toThrow(/--devices needs a value/);
    expect(() => parse('--seed')).toThrow(/--seed needs a value/);
    expect(() => parse('--rate 1 --rate 2')).toThrow(/--rate is given twice/);
    expect(() => parse('--devices 1.5')).toThrow(/--devices must be a whole number/);
    expect(() => parse('constructor')).toThrow(/constructor is not known/);
  });
});
