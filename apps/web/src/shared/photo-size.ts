// How a photograph is made small enough for a slow network. Pure.

export const PHOTO_MOST_BYTES = 1_000_000;
/** Tried in this order until the picture is small enough; the last one is taken as it is. */
export const PHOTO_TRIES: readonly { longest: number; quality: number }[] = [
  { longest: 1600, quality: 0.82 },
  { longest: 1600, quality: 0.65 },
  { longest: 1280, quality: 0.6 },
  { longest: 960, quality: 0.5 },
];

/** Same shape, longest side at most so long; never made larger. */
export function fitInto(size: { width: number; height: number }, longest: number): { width: number; height: number } {
  const shrink = Math.min(1, longest / Math.max(size.width, size.height, 1));
  return { width: Math.max(1, Math.round(size.width * shrink)), height: Math.max(1, Math.round(size.height * shrink)) };
}
