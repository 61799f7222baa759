// The page's voice: tones made with WebAudio, no files. It can only speak after a gesture of the person.
import type { Severity } from '#libs/contracts';

interface Tone {
  /** Hz, and seconds from the start of the pattern. */
  hz: number;
  at: number;
  long: number;
  shape: OscillatorType;
}
export type Pattern = Severity | 'test' | 'link';

const tone = (hz: number, at: number, long: number, shape: OscillatorType = 'sine'): Tone => ({ hz, at, long, shape });

/** P1 alternates high and hard; P2 is three soft notes; P3 one low note: told apart without looking. */
const PATTERNS: Readonly<Record<Pattern, readonly Tone[]>> = {
  P1: [0, 0.4, 0.8].flatMap((at) => [tone(988, at, 0.18, 'square'), tone(740, at + 0.2, 0.18, 'square')]),
  P2: [tone(587, 0, 0.22, 'triangle'), tone(587, 0.3, 0.22, 'triangle'), tone(784, 0.6, 0.35, 'triangle')],
  P3: [tone(392, 0, 0.4)],
  test: [tone(523, 0, 0.25), tone(659, 0.3, 0.25), tone(784, 0.6, 0.5)],
  link: [tone(330, 0, 0.3, 'triangle'), tone(262, 0.35, 0.5, 'triangle')],
};
const VOLUME = 0.5;
const FADE = 0.02;

export class AlarmSound {
  private context: AudioContext | null = null;
  private readonly whenChanged: () => void;

  constructor(whenChanged: () => void) {
    this.whenChanged = whenChanged;
  }

  get running(): boolean {
    return this.context?.state === 'running';
  }

  /** Opens the sound; to be called from a gesture. Answers whether it runs: a browser may refuse silently. */
  async unlock(): Promise<boolean> {
    if (!this.context || this.context.state === 'closed') {
      if (!('AudioContext' in window)) return false;
      this.context = new AudioContext({ latencyHint: 'interactive' });
      this.context.addEventListener('statechange', this.whenChanged);
    }
    const context = this.context;
    // A refused resume() may stay pending for ever, so it is not waited for longer than this.
    await Promise.race([
      context.resume().catch(() => undefined),
      new Promise<void>((resolve) => window.setTimeout(resolve, 1500)),
    ]);
    this.whenChanged();
    return this.running;
  }

  play(pattern: Pattern): void {
    const context = this.context;
    if (!context || context.state !== 'running') return;
    const start = context.currentTime + 0.02;
    for (const { hz, at, long, shape } of PATTERNS[pattern]) {
      const oscillator = context.createOscillator();
      const gain = context.createGain();
      oscillator.type = shape;
      oscillator.frequency.value = hz;
      gain.gain.setValueAtTime(0, start + at);
      gain.gain.linearRampToValueAtTime(VOLUME, start + at + FADE);
      gain.gain.setValueAtTime(VOLUME, start + at + long - FADE);
      gain.gain.linearRampToValueAtTime(0, start + at + long);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(start + at);
      oscillator.stop(start + at + long);
      oscillator.addEventListener('ended', () => gain.disconnect());
    }
  }

  async close(): Promise<void> {
    const context = this.context;
    this.context = null;
    context?.removeEventListener('statechange', this.whenChanged);
    if (context && context.state !== 'closed') await context.close();
  }
}

const REMEMBERED = 2_000;

/** Leaves a trace of every sound asked for, whether or not it could be heard: the tests listen to this. */
export function recordSound(alertId: string, severity: Severity): void {
  const sound = { at: Date.now(), severity, alertId };
  const sounds = (window.__yinlingSounds ??= []);
  sounds.push(sound);
  if (sounds.length > REMEMBERED) sounds.splice(0, sounds.length - REMEMBERED);
  window.dispatchEvent(new CustomEvent('yinling:sound', { detail: sound }));
}
