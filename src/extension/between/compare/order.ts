// The order of snapshots, and which fields look as if they held one.

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** By name, numbers by their value: g2 before g10. */
export function inOrder<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => byName.compare(nameOf(a), nameOf(b)));
}

/** One place towards the reference; the reference stays. */
export function movedUp<T>(items: readonly T[], at: number): T[] {
  if (at <= 0 || at >= items.length) return [...items];
  const moved = [...items];
  moved.splice(at - 1, 2, items[at] as T, items[at - 1] as T);
  return moved;
}

const GENERATION =
  /^(?:gen|generation|round|step|iter|iteration|version|epoch)(?:[_-]?(?:id|no|nr|num|number|index))?$/i;

/** Whether a field is named as one that tells generations apart; of a path such as `meta.generation` the end counts. */
export function tellsGenerations(field: string): boolean {
  return GENERATION.test(field.slice(field.lastIndexOf('.') + 1));
}

/** Those that tell generations first, else as they came. */
export function generationsFirst<T extends { readonly field: string }>(fields: readonly T[]): T[] {
  return [
    ...fields.filter(({ field }) => tellsGenerations(field)),
    ...fields.filter(({ field }) => !tellsGenerations(field)),
  ];
}

/** A name for each path that tells it from the others: its end, as long as needed. */
export function shortNames(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.split('/').filter(Boolean));
  return parts.map((own, i) => {
    for (let n = 1; n < own.length; n++) {
      const name = own.slice(-n).join('/');
      if (parts.every((other, j) => j === i || other.slice(-n).join('/') !== name)) return name;
    }
    return own.join('/');
  });
}

/** A commit's hash in seven digits; names stay as they are. */
export function shortRef(ref: string): string {
  return /^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 7) : ref;
}
