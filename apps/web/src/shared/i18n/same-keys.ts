// Tells whether two languages say the same things: the paths that one has and the other lacks.

export interface MessageTree {
  [key: string]: string | MessageTree;
}

/** All leaf paths of a message tree, dotted, sorted. */
export function messagePaths(tree: MessageTree, prefix = ''): string[] {
  return Object.entries(tree)
    .flatMap(([key, value]) =>
      typeof value === 'string' ? [`${prefix}${key}`] : messagePaths(value, `${prefix}${key}.`),
    )
    .sort();
}

/** The names in braces that a message expects, sorted: `{name} 已接警` gives `['name']`. */
export function placeholders(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();
}

function messageAt(tree: MessageTree, path: string): string {
  let node: string | MessageTree | undefined = tree;
  for (const key of path.split('.')) {
    node = typeof node === 'object' ? node[key] : undefined;
  }
  return typeof node === 'string' ? node : '';
}

export interface LanguageGap {
  missing: string[];
  surplus: string[];
  /** Paths that exist in both but are empty in one, or name other placeholders. */
  unlike: string[];
}

/** What `other` lacks, has too much, or says with other placeholders than `source`. All empty when they match. */
export function languageGap(source: MessageTree, other: MessageTree): LanguageGap {
  const wanted = messagePaths(source);
  const given = new Set(messagePaths(other));
  const known = new Set(wanted);
  return {
    missing: wanted.filter((path) => !given.has(path)),
    surplus: [...given].filter((path) => !known.has(path)),
    unlike: wanted.filter((path) => {
      if (!given.has(path)) return false;
      const [a, b] = [messageAt(source, path), messageAt(other, path)];
      return a === '' || b === '' || placeholders(a).join() !== placeholders(b).join();
    }),
  };
}
