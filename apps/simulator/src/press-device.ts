// One press of one button, as a pendant does it: publish with QoS 1, wait for PUBACK, wait for the platform's receipt.
import { DEVICE_KEY_PATTERN, type Receipt } from '#libs/contracts';
import { CannotRun } from './broker-address.ts';
import { DeviceLink } from './device-link.ts';

export interface PressOptions {
  url: string;
  deviceKey: string;
  secret: string;
  /** How long PUBACK and receipt are waited for, in ms. */
  patienceMs?: number;
}

export interface PressResult {
  eventId: string;
  /** From signing in to CONNACK and subscription, in ms. */
  connectedMs: number;
  /** From the press, in ms. */
  acknowledgedMs: number;
  receiptMs: number;
  /** Number of the alert; null if the platform needed none. */
  alert: string | null;
}

/** Throws CannotRun with the reason in plain words: nothing running, refused, not acknowledged, no receipt. */
export async function pressDevice(options: PressOptions): Promise<PressResult> {
  const { url, deviceKey: key, secret, patienceMs = 10_000 } = options;
  if (!DEVICE_KEY_PATTERN.test(key)) {
    throw new CannotRun(
      `设备编号应为 1 到 64 个字母、数字或 _.:-，不是 ${key}。\nA device key is 1 to 64 of A-Za-z0-9_.:-, not ${key}.`,
    );
  }
  const eventId = `press-${Date.now().toString(36)}-${process.pid.toString(36)}`;
  let received: (receipt: Receipt) => void = () => undefined;
  const receipt = new Promise<Receipt>((resolve) => (received = resolve));
  const began = performance.now();
  const link = await DeviceLink.open({
    url,
    key,
    secret,
    patienceMs,
    onReceipt: (one) => {
      if (one.id === eventId && one.state === 'received') received(one);
    },
  });
  try {
    const connectedMs = performance.now() - began;
    const pressed = performance.now();
    const payload = JSON.stringify({ id: eventId, type: 'sos', at: Date.now() });
    await within(patienceMs, link.publish('events', payload), () => new CannotRun(notAcknowledged(key, patienceMs)));
    const acknowledgedMs = performance.now() - pressed;
    const heard = await within(patienceMs, receipt, () => new CannotRun(noReceipt(key, eventId, patienceMs)));
    return { eventId, connectedMs, acknowledgedMs, receiptMs: performance.now() - pressed, alert: heard.alert };
  } finally {
    await link.close();
  }
}

async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

const notAcknowledged = (key: string, ms: number): string =>
  `${key} 已按下，但 ${ms / 1000} 秒内服务器没有确认：不能当作已收到，请查看运行窗口的日志。\n` +
  `${key} pressed, but not acknowledged within ${ms / 1000} s: it does not count as heard; look at the log of npm start.`;

const noReceipt = (key: string, eventId: string, ms: number): string =>
  `${key} 已按下，服务器已确认，但 ${ms / 1000} 秒内没有平台回执（事件 ${eventId}）：请查看运行窗口的日志。\n` +
  `${key} pressed and acknowledged by the broker, but no receipt within ${ms / 1000} s (event ${eventId}): look at the log of npm start.`;
