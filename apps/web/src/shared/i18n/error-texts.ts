// Turns flat coded texts (`ALERT.NOT_FOUND`) into the tree that vue-i18n reads as a dotted path.
import type { MessageTree } from './same-keys.ts';

export function treeOfCodes(texts: Readonly<Record<string, string>>): MessageTree {
  const tree: MessageTree = {};
  for (const [code, text] of Object.entries(texts)) {
    const dot = code.indexOf('.');
    const group = code.slice(0, dot);
    const branch = tree[group];
    const leaf = { [code.slice(dot + 1)]: text };
    tree[group] = typeof branch === 'object' ? { ...branch, ...leaf } : leaf;
  }
  return tree;
}
