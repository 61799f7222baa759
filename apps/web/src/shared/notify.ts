// Notifications of the system while the page is out of sight: best effort, without personal details.

/** To be called from a gesture. */
export async function askForNotifications(): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'default') return;
  await Notification.requestPermission().catch(() => undefined);
}

/** `tag`: a later one with the same tag replaces it. */
export function notify(title: string, body: string, tag: string): void {
  if (document.visibilityState === 'visible' || !('Notification' in window)) return;
  if (Notification.permission !== 'granted') return;
  try {
    new Notification(title, { body, tag });
  } catch {
    // Some systems allow notifications from service workers only.
  }
}
