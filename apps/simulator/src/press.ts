// npm run press -- [deviceKey]: presses a button of the demo county and says what came of it.
import { brokerUrl, CannotRun } from './broker-address.ts';
import { NAMED_PENDANTS, demoSecretOf } from './fleet.ts';
import { pressDevice } from './press-device.ts';

const USAGE = `用法 usage: npm run press -- [deviceKey]   (default ${NAMED_PENDANTS[0]})`;
const ms = (value: number): string => `${Math.max(1, Math.round(value))}`;

/** Exit code: 0 when the platform's receipt came, else 1. */
async function press(args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const [deviceKey = NAMED_PENDANTS[0], ...more] = args;
  if (more.length > 0 || deviceKey.startsWith('-')) throw new CannotRun(USAGE);
  const url = brokerUrl();
  const done = await pressDevice({ url, deviceKey, secret: demoSecretOf(deviceKey) });
  const alertZh = done.alert === null ? '平台未立案' : `警情 ${done.alert}`;
  const alertEn = done.alert === null ? 'no alert was needed' : `alert ${done.alert}`;
  process.stdout.write(
    `${deviceKey} 已按下：${ms(done.connectedMs)} 毫秒连上；按下后 ${ms(done.acknowledgedMs)} 毫秒服务器确认，` +
      `${ms(done.receiptMs)} 毫秒收到平台回执：${alertZh}\n` +
      `${deviceKey} pressed: connected in ${ms(done.connectedMs)} ms; acknowledged ${ms(done.acknowledgedMs)} ms and receipt ` +
      `${ms(done.receiptMs)} ms after the press: ${alertEn}\n`,
  );
  return 0;
}

process.exitCode = await press(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof CannotRun ? error.message : String(error)}\n`);
  return 1;
});
