// Plants noise among candidates: rows of random strings, of short ones that meet by chance, and badly read scans of sound rows.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRandom } from '../../lib/samples/random.mjs';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** What a bad scan takes letters for. */
const CONFUSED = { e: 'c', h: 'b', l: '1', o: '0', i: 'l', n: 'u', s: '5', a: 'o', t: 'f', r: 'n', d: 'cl', m: 'rn' };
const SHARE = 0.01;
const WORDS = 80;
const SCAN_ERRORS = 0.15;

/**
 * Writes the candidates with one row in a hundred of each kind of noise behind them.
 * @param {string} path JSONL @param {string} to @param {(row: any) => string | undefined} textOf @param {(row: any, text: string) => any} withText
 * @returns {Record<string, Set<string>>} the lines that were planted, by kind
 */
export function plantNoise(path, to, textOf, withText) {
  const random = createRandom(7);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const n = Math.max(3, Math.round(lines.length * SHARE));
  const word = (least, most) =>
    Array.from({ length: random.int(least, most) }, () => random.pick([...LETTERS])).join('');
  const words = (least, most) => Array.from({ length: WORDS }, () => word(least, most)).join(' ');
  const scan = (text) => [...text].map((c) => (CONFUSED[c] && random.chance(SCAN_ERRORS) ? CONFUSED[c] : c)).join('');
  const rows = lines.map((line) => JSON.parse(line)).filter((row) => (textOf(row)?.length ?? 0) > 200);
  const make = (text) =>
    new Set(
      Array.from({ length: n }, () => {
        const row = random.pick(rows);
        return JSON.stringify(withText(row, text(row)));
      }),
    );
  const planted = {
    'random strings': make(() => words(3, 10)),
    'short random strings': make(() => words(2, 3)),
    'bad scans': make((row) => scan(textOf(row))),
  };
  writeFileSync(to, `${[...lines, ...Object.values(planted).flatMap((set) => [...set])].join('\n')}\n`);
  return planted;
}
