// How much of what a real corpus lacks and a held-out part of it has is covered by a plan, and by random choices of as many words.
import { ItemReader } from '../../../src/engine/mixture/items.ts';
import { hashString, toKey } from '../../../src/engine/text/hash.ts';
import { Preparer } from '../../../src/engine/text/prepare.ts';
import { planFile } from '../../../src/formats/planFile.ts';
import { readBlock } from '../../../src/formats/readBlock.ts';
import { openSource } from '../../../src/runtime/sources/source.ts';

const KINDS = ['terms', 'pairs', 'triples', 'fours'];
const DRAWS = 20;

/** @typedef {{ words: number, items: Set<number>[], text: string }} Read one sample: its items by kind */

/** @param {string} path @param {string} view @returns {Read[]} */
export function readItems(path, view) {
  const source = openSource({ kind: 'file', path, shown: path });
  const preparer = new Preparer();
  const reader = new ItemReader();
  const samples = [];
  try {
    const plan = planFile(source, { blockBytes: 1 << 20 });
    for (const { block } of plan.blocks) {
      readBlock(source, plan, block, (sample) => {
        const found = sample.views.find((v) => v.view === view);
        if (!found) return;
        const x = preparer.prepare({ file: 0, block }, view, found.segments, 'words');
        const items = KINDS.map(() => new Set());
        reader.each(x, (kind, lo, hi) => items[kind].add(toKey(lo, hi)));
        samples.push({ words: x.words.length, items, text: found.segments.map((s) => s.text).join('\n') });
      });
    }
  } finally {
    source.close();
  }
  return samples;
}

/** Rows of both halves by a hash of the text: which half a row is in does not depend on where it stands. */
export function halfOf(text) {
  return hashString(text)[1] % 2;
}

/**
 * Shares of the items of `held` that `real` lacks: covered by the plan, and by random choices (mean, least, most).
 * @param {{ real: Read[], held: Read[], plan: Read[], synthetic: Read[] }} parts
 */
export function heldOutCoverage({ real, held, plan, synthetic }) {
  const words = plan.reduce((n, s) => n + s.words, 0);
  const random = Array.from({ length: DRAWS }, (_, draw) => randomChoice(synthetic, words, draw));
  return KINDS.map((kind, k) => {
    const there = union(real, k);
    const lacking = [...union(held, k)].filter((item) => !there.has(item));
    const share = (samples) => {
      const own = union(samples, k);
      return lacking.filter((item) => own.has(item)).length / lacking.length;
    };
    const draws = random.map(share);
    return {
      kind,
      lacking: lacking.length,
      planned: share(plan),
      random: draws.reduce((a, b) => a + b, 0) / draws.length,
      range: [Math.min(...draws), Math.max(...draws)],
    };
  });
}

function union(samples, kind) {
  const all = new Set();
  for (const { items } of samples) for (const item of items[kind]) all.add(item);
  return all;
}

function randomChoice(samples, words, draw) {
  const order = samples
    .map((sample) => ({ sample, key: hashString(`${draw}\u0000${sample.text}`)[1] }))
    .sort((a, b) => a.key - b.key);
  const out = [];
  let total = 0;
  for (const { sample } of order) {
    if (total + sample.words - words > words - total) break;
    out.push(sample);
    total += sample.words;
  }
  return out;
}
