// Who may publish and read what.
import { describe, expect, it } from '@jest/globals';
import { mayPublish, mayRead, upTopicOf } from './topic-rules.ts';

describe('A device', () => {
  it('publishes to its own three up-topics', () => {
    for (const channel of ['events', 'telemetry', 'status'])
      expect(mayPublish('d.1:a', `devices/d.1:a/${channel}`)).toBe(channel);
  });

  it.each([
    'devices/other/events', 'devices/d/receipts', 'devices/d/commands', 'devices/d', 'devices/d/', 'devices/d/events/', '/devices/d/events',
    'devices/d/events/x', 'devices/d/Events', 'devices//events', 'devices/dd/events', 'devices/d/xevents', '$SYS/d/events', '', 'devices/d/event',
  ])('does not publish to %p', (topic) => {
    expect(mayPublish('d', topic)).toBeNull();
  }); // prettier-ignore

  it('reads its own receipts and commands, by their exact names', () => {
    expect(mayRead('d', 'devices/d/receipts') && mayRead('d', 'devices/d/commands')).toBe(true);
    for (const topic of [
      '#',
      '+/+/+',
      'devices/+/receipts',
      'devices/d/+',
      'devices/d/#',
      'devices/d/events',
      'devices/e/receipts',
      '$SYS/#',
    ]) {
      expect([topic, mayRead('d', topic)]).toEqual([topic, false]);
    }
  });
});

describe('A topic from an external broker', () => {
  it('names device and channel, or nothing that we take', () => {
    expect(upTopicOf('devices/__proto__/events')).toEqual({ deviceKey: '__proto__', channel: 'events' });
    for (const topic of [
      'devices/a b/events',
      `devices/${'k'.repeat(65)}/events`,
      'devices//events',
      'devices/d/receipts',
      'devices/d/events/x',
      'x/d/events',
    ]) {
      expect([topic, upTopicOf(topic)]).toEqual([topic, null]);
    }
  });
});
