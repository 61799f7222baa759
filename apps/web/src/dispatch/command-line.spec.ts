// The command line: what it understands in two languages, and that it explains the rest.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCommand, type Command } from './command-line.ts';

const understood = (line: string): Command | null => {
  const parsed = parseCommand(line);
  return parsed?.ok ? parsed.command : null;
};
const why = (line: string): string | null => {
  const parsed = parseCommand(line);
  return parsed && !parsed.ok ? parsed.why : null;
};

describe('The command line', () => {
  it.each(['派 2 3', '派2 3', '派单 2、3', '/派 2,3', 'dispatch 2 3', 'D ２　３', '派 2 3 3'])(
    'sends by %p',
    (line) => {
      expect(understood(line)).toEqual({ do: 'dispatch', places: [2, 3] });
    },
  );

  it('sends the preselected when nobody is named', () => {
    expect(understood('派')).toEqual({ do: 'dispatch', places: [] });
  });

  it('calls by place in the list', () => {
    expect(understood('呼 1')).toEqual({ do: 'call', place: 1 });
    expect(understood('call 2')).toEqual({ do: 'call', place: 2 });
    expect(understood('呼叫')).toEqual({ do: 'call', place: null });
  });

  it('takes the numbers of public rescue as they are', () => {
    for (const service of ['120', '119', '110'] as const)
      expect(understood(service)).toEqual({ do: 'rescue', service });
    expect(understood('１２０')).toEqual({ do: 'rescue', service: '120' });
    expect(understood('燃气')).toEqual({ do: 'rescue', service: 'gasCompany' });
  });

  it('closes with the key of an outcome', () => {
    expect(understood('关 4')).toEqual({ do: 'close', choice: '4' });
    expect(understood('close a')).toEqual({ do: 'close', choice: 'A' });
    expect(understood('close')).toEqual({ do: 'close', choice: null });
  });

  it('keeps a note as it was typed', () => {
    expect(understood('备注 儿子说：钥匙在 2 号，　马上到')).toEqual({
      do: 'note',
      text: '儿子说：钥匙在 2 号，　马上到',
    });
    expect(understood('NOTE Son is ON his way')).toEqual({ do: 'note', text: 'Son is ON his way' });
  });

  it('helps', () => {
    for (const line of ['?', '？', 'help', '帮助']) expect(understood(line)).toEqual({ do: 'help' });
  });

  it('explains what it does not understand', () => {
    expect(why('派 张三')).toBe('number');
    expect(why('派 0')).toBe('number');
    expect(why('呼 1 2')).toBe('tooMany');
    expect(why('关 99')).toBe('number');
    expect(why('备注')).toBe('noText');
    expect(why('跳舞')).toBe('unknown');
    expect(why('121')).toBe('unknown');
    expect(why('constructor 1')).toBe('unknown');
    for (const inherited of ['constructor', '__proto__', 'toString']) expect(why(inherited)).toBe('unknown');
    expect(parseCommand('   ')).toBeNull();
  });

  it('answers every line with an order or a reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (line) => {
        const parsed = parseCommand(line);
        expect(parsed === null).toBe(line.trim() === '');
        if (parsed?.ok && parsed.command.do === 'dispatch') {
          expect(parsed.command.places.every((place) => Number.isInteger(place) && place > 0)).toBe(true);
        }
      }),
    );
  });
});
