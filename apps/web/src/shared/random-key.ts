// A key that nobody guesses or meets twice; randomUUID exists on https only, and a console may run on a LAN address.
export const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
