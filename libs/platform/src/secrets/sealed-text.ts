// Personal data at rest: AES-256-GCM in the text form suite:keyId:iv:data, so that keys can change, and blind indexes.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { StartRefused } from '../domain-error.ts';

const SUITE = 'a256gcm';

export interface SecretKeys {
  /** keyId → 32 bytes; the first one encrypts, all decrypt. */
  encryption: ReadonlyMap<string, Buffer>;
  /** 32 bytes of a separate key for blind indexes. */
  index: Buffer;
}

export class SealedText {
  private readonly current: { id: string; key: Buffer };

  constructor(private readonly keys: SecretKeys) {
    const first = keys.encryption.entries().next().value;
    if (!first) throw new StartRefused('no encryption key');
    this.current = { id: first[0], key: first[1] };
  }

  seal(plain: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.current.key, iv);
    const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${SUITE}:${this.current.id}:${iv.toString('base64')}:${data.toString('base64')}`;
  }

  open(sealed: string): string {
    const [suite, keyId, iv, data] = sealed.split(':');
    const key = this.keys.encryption.get(keyId ?? '');
    if (suite !== SUITE || !key || !iv || !data) throw new Error('sealed text of an unknown suite or key');
    const bytes = Buffer.from(data, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  }

  sealJson(value: unknown): string {
    return this.seal(JSON.stringify(value));
  }

  openOrNull(sealed: string | null): string | null {
    return sealed === null ? null : this.open(sealed);
  }

  /** A list sealed with sealJson; null and anything else read as an empty list. */
  openList(sealed: string | null): string[] {
    if (sealed === null) return [];
    const value: unknown = JSON.parse(this.open(sealed));
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** Equal input, equal index; nothing else can be told from it. `field` keeps columns apart. */
  blindIndex(field: string, value: string): string {
    return createHmac('sha256', this.keys.index).update(`${field}\n${value}`).digest('base64url');
  }
}
