// npm run simulate -- --devices N --rate R --minutes M [--seed S]: a town of the demo county's devices, on this machine only.
import { brokerUrl, CannotRun, isThisMachine } from './broker-address.ts';
import { runTown, type TownProgress, type TownSummary } from './run-town.ts';
import { TOWN_USAGE, townArguments } from './town-arguments.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const ms = (value: number | null): string => (value === null ? '–' : `${Math.max(1, Math.round(value))} ms`);
const clock = (elapsed: number): string => {
  const seconds = Math.floor(elapsed / 1_000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
};

const progressLine = (now: TownProgress): string =>
  `${clock(now.elapsedMs)}  已发 sent ${now.sent} · 已确认 acked ${now.acknowledged} · ` +
  `按压 presses ${now.presses} · 回执 receipts ${now.receipts} · ` +
  `press→receipt p50 ${ms(now.pressToReceipt.p50)} p99 ${ms(now.pressToReceipt.p99)} · ` +
  `在线 online ${now.online}/${now.devices}` +
  (now.behindMs > 1_000 ? ` · 落后 behind ${Math.round(now.behindMs / 1_000)} s` : '');

function sayResult(result: TownSummary): void {
  say(
    `${result.interrupted ? '已中断 interrupted' : '结束 done'}: ${clock(result.elapsedMs)}, ${result.devices} devices, ` +
      `sent ${result.sent}, acked ${result.acknowledged}, failed ${result.failed}, ` +
      `presses ${result.presses} (copies ${result.copies}, cancels ${result.cancels}, repeated ${result.repeats}), ` +
      `receipts ${result.receipts}, gateway drops ${result.drops}, ` +
      `press→receipt p50 ${ms(result.pressToReceipt.p50)} p99 ${ms(result.pressToReceipt.p99)}`,
  );
  if (result.unheard.length === 0) return say('每次按压都有回执 every press has its receipt');
  say(`没有回执的按压 presses without receipt: ${result.unheard.length}`);
  for (const { key, eventId, repeats } of result.unheard.slice(0, 20))
    say(`  ${key} ${eventId} (repeated ${repeats}x)`);
}

/** Exit code: 0 if every press got its receipt. */
async function simulate(args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    say(TOWN_USAGE);
    return 0;
  }
  const options = townArguments(args);
  const url = brokerUrl();
  if (!isThisMachine(url)) {
    throw new CannotRun(
      `只向本机（127.0.0.0/8、::1、localhost）发送，不向 ${new URL(url).hostname}。\nOnly addresses of this machine are simulated against.`,
    );
  }
  const stop = new AbortController();
  process.on('SIGINT', () => (stop.signal.aborted ? process.exit(130) : stop.abort()));
  process.on('SIGTERM', () => stop.abort());
  say(
    `${options.devices} 台设备 devices, ${options.rate} 条/秒 msg/s, ${options.minutes} 分钟 min, seed ${options.seed}`,
  );
  const result = await runTown({ ...options, url, stop: stop.signal, onProgress: (now) => say(progressLine(now)) });
  sayResult(result);
  return result.unheard.length === 0 ? 0 : 1;
}

process.exitCode = await simulate(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof CannotRun ? error.message : String(error)}\n`);
  return 1;
});
