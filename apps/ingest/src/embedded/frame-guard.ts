// Follows MQTT frames by their lengths, so that one that is too long ends the connection before it is gathered in memory.

export class FrameGuard {
  /** Bytes of the present frame that are still to come. */
  private left = 0;
  /** Bytes read of the present frame's header; 0 between frames. */
  private header = 0;
  private length = 0;

  constructor(private readonly longest: number) {}

  /** False once a frame is longer than allowed, or its length is no length; the connection is then beyond help. */
  accept(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.left > 0) {
        const skipped = Math.min(this.left, chunk.length - at);
        this.left -= skipped;
        at += skipped;
      } else if (!this.readHeader(chunk[at++] ?? 0)) {
        return false;
      }
    }
    return true;
  }

  private readHeader(byte: number): boolean {
    this.header += 1;
    if (this.header === 1) {
      this.length = 0;
      return true;
    }
    this.length += (byte & 127) * 128 ** (this.header - 2);
    if (this.header + this.length > this.longest) return false;
    if (byte & 128) return this.header < 5;
    this.left = this.length;
    this.header = 0;
    return true;
  }
}
