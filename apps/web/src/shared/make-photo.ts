// Makes a photograph small enough to send. Drawing it anew also leaves behind where and with what it was taken.
import { fitInto, PHOTO_MOST_BYTES, PHOTO_TRIES } from './photo-size.ts';

const toJpeg = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));

/** A JPEG below 1 MB; null for what no browser can open. */
export async function makePhoto(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  let made: Blob | null = null;
  for (const { longest, quality } of PHOTO_TRIES) {
    Object.assign(canvas, fitInto(picture, longest));
    pen?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    made = await toJpeg(canvas, quality);
    if (!made || made.size < PHOTO_MOST_BYTES) break;
  }
  picture.close();
  return made;
}
