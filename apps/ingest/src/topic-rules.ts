// Who may publish and read what: a device its own up-topics and down-topics, and nothing else (wire.md). Pure.
import { DEVICE_KEY_PATTERN, DOWN_CHANNELS, UP_CHANNELS, type DownChannel, type UpChannel } from '#libs/contracts';

export interface UpTopic {
  deviceKey: string;
  channel: UpChannel;
}

const ROOT = 'devices/';

/** Null for a topic that no device may publish to. */
export function upTopicOf(topic: string): UpTopic | null {
  if (!topic.startsWith(ROOT)) return null;
  const end = topic.indexOf('/', ROOT.length);
  const known = UP_CHANNELS.find((one) => topic.length === end + 1 + one.length && topic.endsWith(one));
  const deviceKey = topic.slice(ROOT.length, Math.max(end, ROOT.length));
  return known && DEVICE_KEY_PATTERN.test(deviceKey) ? { deviceKey, channel: known } : null;
}

/** The channel if this device may publish there, else null. Once a message: no splitting, no pattern. */
export function mayPublish(deviceKey: string, topic: string): UpChannel | null {
  const own = `devices/${deviceKey}/`;
  if (!topic.startsWith(own)) return null;
  for (const channel of UP_CHANNELS)
    if (topic.length === own.length + channel.length && topic.endsWith(channel)) return channel;
  return null;
}

/** Exact topics only: a wildcard, were it within the device's own tree, would reach up-topics too. */
export const mayRead = (deviceKey: string, topic: string): boolean =>
  DOWN_CHANNELS.some((channel: DownChannel) => topic === `devices/${deviceKey}/${channel}`);
