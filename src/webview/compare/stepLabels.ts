// Short names of snapshots: what tells them apart, without what they all begin or end with.

const BORDER = /[\s/\\._:-]/;

/** As long as all begin with the same part of a name; parts end at a slash, a point, a dash and the like. */
function sharedStart(names: readonly string[]): number {
  const [first = ''] = names;
  let shared = 0;
  while (shared < first.length && names.every((name) => name[shared] === first[shared])) shared++;
  while (shared > 0 && !BORDER.test(first[shared - 1]!)) shared--;
  return shared;
}

/** "generation-0.jsonl", "generation-1.jsonl" → "0", "1"; names that would be empty, and a single one, stay as they are. */
export function tellingNames(names: readonly string[]): string[] {
  if (names.length < 2) return [...names];
  const from = sharedStart(names);
  const reversed = names.map((name) => [...name.slice(from)].reverse().join(''));
  const to = sharedStart(reversed);
  const cut = names.map((name) => name.slice(from, name.length - to));
  return cut.some((name) => name === '') || new Set(cut).size < new Set(names).size ? [...names] : cut;
}
