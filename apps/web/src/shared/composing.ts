// Whether a key press belongs to the input method. Pure.

/** While an input method composes, keys belong to it (Chrome: isComposing, others: key code 229). */
export const isComposing = (press: { isComposing: boolean; keyCode: number; key: string }): boolean =>
  press.isComposing || press.keyCode === 229 || press.key === 'Process';
