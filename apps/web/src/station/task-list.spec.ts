// The open tasks on a phone: deltas in any order, nothing lost, and nothing kept of what is over.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anAlert } from '../dispatch/an-alert.ts';
import { aTask } from './a-task.ts';
import {
  emptyTasks,
  isOver,
  takeAnswer,
  takeCase,
  takeRemoved,
  takeSnapshot,
  takeSync,
  takeTask,
} from './task-list.ts';
import type { TaskList } from './task-list.ts';

const offered = takeTask(emptyTasks(), 10, aTask()).list;
const accepted = takeTask(
  offered,
  11,
  aTask({ state: 'accepted', version: 2, lead: true }, { alert: { version: 2 } }),
).list;

describe('An offer', () => {
  it('is held with its case', () => {
    expect(offered.tasks.get('t1')?.task.state).toBe('offered');
    expect(offered.alerts.get('a1')?.elder?.name).toBe('李桂兰');
  });

  it('that is told twice, or after its answer, changes nothing', () => {
    expect(takeTask(accepted, 10, aTask()).list).toBe(accepted);
    expect(takeTask(accepted, 10, aTask({ state: 'accepted', version: 2 })).list).toBe(accepted);
  });

  it('learns that others are on the way without a new version of its own', () => {
    const led = takeTask(offered, 12, aTask({}, { othersOnTheWay: 1 })).list;
    expect(led.tasks.get('t1')?.othersOnTheWay).toBe(1);
    expect(takeTask(led, 11, aTask()).list.tasks.get('t1')?.othersOnTheWay).toBe(1);
  });
});

describe('What others have done at the door', () => {
  it('comes without a new version of the task, and is not undone by a word that comes late', () => {
    const doorSteps = [
      { id: 'd1', at: '', step: 'knock', result: 'noResult', by: null, with: null, note: null, photoId: null } as const,
    ];
    const told = takeTask(accepted, 12, aTask({ state: 'accepted', version: 2 }, { doorSteps })).list;
    expect(told.tasks.get('t1')?.doorSteps).toEqual(doorSteps);
    const late = takeTask(told, 11, aTask({ state: 'accepted', version: 2 }, { doorSteps: [] })).list;
    expect(late.tasks.get('t1')?.doorSteps).toEqual(doorSteps);
  });
});

describe('The answer to a verb', () => {
  it('is taken if it is newer, and its delta is then no news', () => {
    const taken = takeAnswer(offered, aTask({ state: 'accepted', version: 2 })).list;
    expect(taken.tasks.get('t1')?.task.state).toBe('accepted');
    expect(takeAnswer(taken, aTask({ state: 'accepted', version: 2 }, { othersOnTheWay: 3 })).list).toBe(taken);
  });
});

describe('A task that is over', () => {
  it.each(['left', 'recalled', 'expired', 'declined'] as const)('by being %s leaves no address and no key', (state) => {
    const { list, ended } = takeTask(accepted, 20, aTask({ state, version: 3 }));
    expect(ended).toEqual([{ taskId: 't1', state }]);
    expect(list.tasks.size).toBe(0);
    expect(list.alerts.size).toBe(0);
    expect(JSON.stringify([[...list.past], [...list.seqs]])).not.toMatch(/壶山|李桂兰|钥匙/);
  });

  it('is not brought back by a word that comes late, nor is its case', () => {
    const { list } = takeTask(accepted, 20, aTask({ state: 'left', version: 5 }));
    expect(takeTask(list, 21, aTask({ state: 'onScene', version: 4 })).list).toBe(list);
    expect(takeCase(list, anAlert({ version: 9 }))).toBe(list);
  });

  it('does not stand in the way of a later offer for the same case', () => {
    const { list } = takeTask(accepted, 20, aTask({ state: 'recalled', version: 3 }));
    const again = takeTask(list, 30, aTask({ id: 't2' }, { alert: { version: 4 } })).list;
    expect(again.alerts.get('a1')?.version).toBe(4);
  });
});

describe('A case', () => {
  it('is taken if its version is greater, and only where a task of ours is open', () => {
    const newer = takeCase(accepted, anAlert({ version: 3, presses: 2 }));
    expect(newer.alerts.get('a1')?.presses).toBe(2);
    expect(takeCase(newer, anAlert({ version: 2 }))).toBe(newer);
    expect(takeCase(newer, anAlert({ id: 'other' }))).toBe(newer);
  });

  it('that is closed hides person, address and key while the task still has to be left', () => {
    const closed = takeCase(accepted, anAlert({ version: 7, state: 'closed' }));
    expect(closed.alerts.size).toBe(0);
    expect(closed.tasks.get('t1')).toMatchObject({ help: null, task: { state: 'accepted' } });
    expect(takeCase(closed, anAlert({ version: 6 }))).toBe(closed);
    expect(takeCase(closed, anAlert({ version: 8 })).alerts.size).toBe(1);
  });

  it('that is closed shows nothing, even if the task is told again with its address', () => {
    const closed = takeCase(accepted, anAlert({ version: 7, state: 'closed' }));
    const told = takeTask(
      closed,
      20,
      aTask({ state: 'onScene', version: 4 }, { alert: { version: 7, state: 'closed' } }),
    ).list;
    expect(told.tasks.get('t1')).toMatchObject({ help: null, task: { state: 'onScene' } });
    expect(told.alerts.size).toBe(0);
  });

  it('that was merged into another leaves the phone; the other one takes its place', () => {
    const into = aTask({ state: 'accepted', version: 2 }, { alert: { id: 'a9', version: 6 } });
    const merged = takeTask(accepted, 12, into).list;
    expect([...merged.alerts.keys()]).toEqual(['a9']);
    expect(merged.tasks.get('t1')?.caseId).toBe('a9');
    expect(takeCase(merged, anAlert({ id: 'a9', version: 7, presses: 3 })).alerts.get('a9')?.presses).toBe(3);
    expect(
      takeTask(merged, 13, { ...into, task: { ...into.task, state: 'left', version: 3 }, alert: null }).list.alerts
        .size,
    ).toBe(0);
  });

  it('that is taken from us is hidden, unless we were asked again since', () => {
    expect(takeRemoved(accepted, { seq: 12, alertId: 'a1' }).alerts.size).toBe(0);
    expect(takeRemoved(accepted, { seq: 10, alertId: 'a1' })).toBe(accepted);
  });
});

describe('A snapshot', () => {
  it('is the whole truth: what it lacks is over, and is told', () => {
    const { list, ended } = takeSnapshot(accepted, { alerts: [], tasks: [], headSeq: 40 });
    expect(ended).toEqual([{ taskId: 't1', state: null }]);
    expect([list.tasks.size, list.alerts.size]).toEqual([0, 0]);
  });

  it('says how a task ended if it tells it once more', () => {
    const left = aTask({ state: 'expired', version: 9 }, { alert: null });
    expect(takeSnapshot(accepted, { alerts: [], tasks: [left], headSeq: 40 }).ended).toEqual([
      { taskId: 't1', state: 'expired' },
    ]);
  });

  it('keeps cases of open tasks only', () => {
    const snapshot = { alerts: [anAlert({ version: 4 }), anAlert({ id: 'foreign' })], tasks: [aTask()], headSeq: 40 };
    expect([...takeSnapshot(emptyTasks(), snapshot).list.alerts.keys()]).toEqual(['a1']);
  });
});

describe('A sync', () => {
  it('brings what was missed: tasks, cases, and what is gone', () => {
    const answer = {
      tasks: [
        aTask({ state: 'accepted', version: 3, checkInDueAt: '2026-03-01T23:00:00+08:00' }),
        aTask({ id: 't2', alertId: 'a2' }),
      ],
      alerts: [anAlert({ version: 5 })],
      removed: ['a2'],
      headSeq: 50,
    };
    const { list } = takeSync(accepted, answer);
    expect(list.tasks.get('t1')?.task.checkInDueAt).not.toBeNull();
    expect([...list.alerts]).toMatchObject([['a1', { version: 5 }]]);
  });
});

describe('Deltas in any order, any of them twice', () => {
  const life = [
    aTask(),
    aTask({ version: 2, state: 'accepted' }, { alert: { version: 2 } }),
    aTask({ version: 3, state: 'enRoute' }, { alert: { version: 3 } }),
    aTask({ version: 4, state: 'onScene' }, { alert: { version: 4 } }),
    aTask({ version: 5, state: 'left' }, { alert: null }),
  ];
  const told = fc.array(fc.nat({ max: life.length - 1 }), { minLength: 1, maxLength: 25 });
  const play = (order: readonly number[]): TaskList =>
    order.reduce((list, i) => takeTask(list, 100 + i, life[i] ?? aTask()).list, emptyTasks());

  it('end in the newest state that was told', () => {
    fc.assert(
      fc.property(told, (order) => {
        const newest = life[Math.max(...order)] ?? aTask();
        const held = play(order).tasks.get('t1');
        expect(held?.task.version ?? null).toBe(isOver(newest.task.state) ? null : newest.task.version);
      }),
    );
  });

  it('never leave a case on a phone that has no open task for it', () => {
    fc.assert(
      fc.property(told, (order) => {
        const list = play(order);
        const wanted = new Set([...list.tasks.values()].map(({ caseId }) => caseId));
        expect([...list.alerts.keys()].filter((id) => !wanted.has(id))).toEqual([]);
      }),
    );
  });
});
