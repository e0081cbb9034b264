// A copy of a JSONL with a near-duplicate pair planted in its first and its last percent, for the benchmark.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const WORDS =
  'harbour lantern orchard velvet granite whistle ember canyon thistle marble ribbon copper meadow saddle'.split(' ');

/** 240 words that stand nowhere else; the second text differs in four of them (Jaccard of 5-grams about 0.85). */
function texts() {
  let seed = 20260101;
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const first = Array.from(
    { length: 240 },
    () => `${WORDS[Math.floor(next() * WORDS.length)]}${Math.floor(next() * 90 + 10)}`,
  );
  const second = first.map((word, i) => (i % 60 === 30 ? `other${i}` : word));
  return [first.join(' '), second.join(' ')];
}

/**
 * Writes the copy once and remembers where the pair stands.
 * @param {string} original path of a JSONL with a `text` field
 * @param {string} folder
 * @returns {{ path: string, first: number, last: number }} 1-based lines
 */
export function plantPair(original, folder) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `planted-${basename(original)}`);
  const note = `${path}.lines.json`;
  if (existsSync(note)) return { path, ...JSON.parse(readFileSync(note, 'utf8')) };
  const lines = readFileSync(original, 'latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  const [a, b] = texts();
  const first = Math.max(1, Math.floor(lines.length * 0.005));
  lines.splice(first - 1, 0, JSON.stringify({ text: a }));
  const last = Math.ceil(lines.length * 0.995);
  lines.splice(last - 1, 0, JSON.stringify({ text: b }));
  writeFileSync(path, `${lines.join('\n')}\n`, 'latin1');
  writeFileSync(note, JSON.stringify({ first, last }));
  return { path, first, last };
}
