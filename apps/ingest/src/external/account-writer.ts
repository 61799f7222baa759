// Writes Mosquitto's password and ACL files from the device table, whole or not at all, and has Mosquitto read them.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credentials } from '#libs/devices';
import { commandOf, signal, type Log } from '#libs/platform';
import { aclFile, passwordFile, type MosquittoAccounts } from './mosquitto-files.ts';

export interface AccountWriterOptions {
  /** Folder of the files `passwords` and `acl`. */
  out: string;
  /** File with the pid of a Mosquitto that is to read them again. */
  pidFile: string | null;
  lanes: Omit<MosquittoAccounts, 'devices'>;
}

export class AccountWriter {
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly credentials: Credentials,
    private readonly log: Log,
    private readonly options: AccountWriterOptions,
  ) {}

  async write(): Promise<void> {
    const accounts: MosquittoAccounts = { ...this.options.lanes, devices: await this.credentials.all() };
    await mkdir(this.options.out, { recursive: true });
    await this.replace('acl', aclFile(accounts));
    await this.replace('passwords', passwordFile(accounts));
    await this.tellMosquitto();
    this.log.info({ devices: accounts.devices.length }, 'accounts written');
  }

  /** Writes soon; changes that come meanwhile are written together. Keeps trying until it has succeeded. */
  changed(): void {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.write()
      .catch(async (error: unknown) => {
        this.log.warn({ err: error }, 'accounts could not be written; it will be tried again');
        this.again = true;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      })
      .finally(() => {
        this.running = null;
        if (!this.again) return;
        this.again = false;
        this.changed();
      });
  }

  /** Only its owner may read it; Mosquitto never sees half of it. */
  private async replace(name: string, content: string): Promise<void> {
    const file = join(this.options.out, name);
    await writeFile(`${file}.new`, content, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }

  /** One that has not been started yet, or is gone, reads the files when it starts; its old pid may be somebody else's. */
  private async tellMosquitto(): Promise<void> {
    const { pidFile } = this.options;
    if (!pidFile) return;
    const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).trim());
    if (pid > 0 && commandOf(pid).includes('mosquitto')) signal(pid, 'SIGHUP');
  }
}
