// Waits for what has no event of its own, and says what did not happen.

export async function until(isTrue: () => Promise<boolean> | boolean, what = 'it', withinMs = 15_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !(await isTrue());) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
