// Photographs on their way to the centre. They wait in memory until they are sent, and go with the end of the task.
import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { DoorStep, PhotoView, WireError } from '#libs/contracts';
import { ApiError, sendFile } from '../shared/http.ts';
import { failureText } from './failure-text.ts';
import { makePhoto } from '../shared/make-photo.ts';
import { randomKey } from '../shared/random-key.ts';
import { useStationLink } from './station-link.ts';
import { useTaskActions } from './task-actions.ts';
import type { HeldTask } from './task-list.ts';
import { useTasks } from './tasks-store.ts';

export interface OutgoingPhoto {
  /** Also the idempotency key: sent twice it is kept once. */
  id: string;
  taskId: string;
  alertId: string;
  purpose: PhotoView['purpose'];
  /** The door step that this photograph is. */
  step: DoorStep | null;
  state: 'sending' | 'failed' | 'sent';
  failure: string | null;
}

export const usePhotos = defineStore('station-photos', () => {
  const [tasks, link, actions] = [useTasks(), useStationLink(), useTaskActions()];
  const photos = ref<OutgoingPhoto[]>([]);
  const bytes = new Map<string, Blob>();
  /** What the server called it; then only the door step is left to be told. */
  const known = new Map<string, string>();

  const of = (taskId: string): OutgoingPhoto[] => photos.value.filter((photo) => photo.taskId === taskId);
  function put(id: string, change: Partial<OutgoingPhoto>): void {
    photos.value = photos.value.map((photo) => (photo.id === id ? { ...photo, ...change } : photo));
  }

  async function upload(photo: OutgoingPhoto, blob: Blob): Promise<WireError | string> {
    try {
      const path = `/api/v1/alerts/${encodeURIComponent(photo.alertId)}/photos?purpose=${photo.purpose}`;
      return (await sendFile<PhotoView>(path, blob, photo.id)).id;
    } catch (error) {
      if (error instanceof ApiError) return { code: error.code, message: error.message, details: error.details };
      throw error;
    }
  }

  async function send(id: string): Promise<boolean> {
    const photo = photos.value.find((one) => one.id === id);
    const blob = bytes.get(id);
    if (!photo || photo.state === 'sent') return true;
    put(id, { state: 'sending', failure: null });
    const sent = known.get(id) ?? (blob ? await upload(photo, blob) : { code: 'LOCAL.UNREADABLE', message: '' });
    const gone = (): boolean => !photos.value.some((one) => one.id === id);
    if (typeof sent === 'string' && !gone()) known.set(id, sent);
    const error =
      typeof sent !== 'string'
        ? sent
        : photo.step && !gone()
          ? await actions.report(photo.taskId, { step: photo.step, result: 'done', photoId: sent })
          : null;
    if (error) {
      put(id, { state: 'failed', failure: failureText(error) });
      return false;
    }
    put(id, { state: 'sent' });
    bytes.delete(id);
    known.delete(id);
    return true;
  }

  /** Takes a chosen file; false if it is no picture. It is sent at once, and again whenever the link comes back. */
  async function add(
    { task, caseId }: HeldTask,
    file: Blob,
    purpose: PhotoView['purpose'],
    step: DoorStep | null,
  ): Promise<boolean> {
    const blob = await makePhoto(file);
    if (!blob) return false;
    const id = randomKey();
    bytes.set(id, blob);
    photos.value = [
      ...photos.value,
      { id, taskId: task.id, alertId: caseId, purpose, step, state: 'sending', failure: null },
    ];
    if (!tasks.list.tasks.has(task.id)) drop(task.id);
    else await send(id);
    return true;
  }

  function drop(taskId: string): void {
    for (const { id } of of(taskId)) {
      bytes.delete(id);
      known.delete(id);
    }
    photos.value = photos.value.filter((photo) => photo.taskId !== taskId);
  }

  tasks.whenEnded(drop);
  link.listenTo({
    connected: () => {
      for (const { id, state } of photos.value) if (state === 'failed') void send(id);
    },
  });

  return { photos, of, add, send };
});
