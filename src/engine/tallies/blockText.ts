// The text of a view for the compression ratios, samples joined by a space: all of it, or that of the drawn blocks.
import { blockId, decodeJson, type Env, encodeJson, type Fold, type Tallies } from '../metric.ts';
import type { MetricValue } from '../report.ts';
import type { Prepared } from '../text/prepare.ts';
import { joinBytes, splitBytes } from './bytes.ts';

/** The text of one block, samples joined by a space. */
interface BlockText {
  bytes: Uint8Array;
  length: number;
  samples: number;
}

/** By `blockId`. At most 16 MiB in all: larger corpora are measured on drawn blocks. */
export type BlockTexts = Map<number, BlockText>;

const SPACE = Uint8Array.of(32);
const encoder = new TextEncoder();

export const blockTextTally: Fold<BlockTexts> = {
  id: 'blockText',
  version: 1,
  init: () => new Map(),
  add(s, x, env) {
    const id = blockId(x.key);
    if (env.drawnBlocks && !env.drawnBlocks.has(id)) return;
    let block = s.get(id);
    if (!block) {
      block = { bytes: new Uint8Array(1 << 12), length: 0, samples: 0 };
      s.set(id, block);
    }
    append(block, x);
  },
  merge(a, b) {
    for (const [id, block] of b) a.set(id, block);
    return a;
  },
  encode(s) {
    const heads = [...s].map(([id, { length, samples }]) => [id, length, samples] as const);
    const text = concat([...s.values()].map(({ bytes, length }) => bytes.subarray(0, length)));
    return joinBytes(encodeJson(heads), text);
  },
  decode(bytes) {
    const [heads, text] = splitBytes(bytes);
    const s: BlockTexts = new Map();
    let at = 0;
    for (const [id, length, samples] of decodeJson<[number, number, number][]>(heads)) {
      s.set(id, { bytes: text.slice(at, at + length), length, samples });
      at += length;
    }
    return s;
  },
};

function append(block: BlockText, x: Prepared): void {
  x.segments.forEach(({ text }, i) => {
    const need = block.length + 1 + text.length * 3;
    if (need > block.bytes.length) {
      const wider = new Uint8Array(Math.max(need, block.bytes.length * 2));
      wider.set(block.bytes.subarray(0, block.length));
      block.bytes = wider;
    }
    if (i > 0 || block.samples > 0) block.bytes[block.length++] = 32;
    block.length += encoder.encodeInto(text, block.bytes.subarray(block.length)).written;
  });
  block.samples++;
}

/** The blocks in corpus order, joined by a space. */
function joined(s: BlockTexts): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const id of [...s.keys()].sort((a, b) => a - b)) {
    const { bytes, length } = s.get(id) as BlockText;
    if (parts.length > 0) parts.push(SPACE);
    parts.push(bytes.subarray(0, length));
  }
  return concat(parts);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Bytes / compressed bytes of the joined text; null where there is none. `compressedLength` takes and gives bytes. */
export function compressionRatio(
  tallies: Tallies,
  env: Env,
  compressedLength: (bytes: Uint8Array) => number,
): MetricValue {
  const blocks = tallies.blockText as BlockTexts;
  const all = joined(blocks);
  if (all.length === 0) return { value: null, unit: '×' };
  const drawn = env.drawnBlocks ? { drawn: { n: blocks.size, of: env.blockCount, unit: 'blocks' as const } } : {};
  return { value: all.length / compressedLength(all), unit: '×', ...drawn };
}
