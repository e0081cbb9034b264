// What the part-of-speech tagger gets: words as written and each mark of punctuation by itself.

const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu;
/** Where the Penn Treebank cuts a contraction: do|n't, it|'s. */
const CUT = /^(.+?)(n't|'(?:s|re|ve|ll|d|m))$/i;

/** Words in their own case (a name shows by its capital), hyphened ones as one, contractions cut, each sign of punctuation. */
export function taggable(text: string): string[] {
  const tokens: string[] = [];
  for (const token of text.replaceAll('’', "'").match(TOKEN) ?? []) {
    const cut = token.length > 2 && token.includes("'") ? CUT.exec(token) : null;
    if (cut) tokens.push(cut[1] as string, cut[2] as string);
    else tokens.push(token);
  }
  return tokens;
}
