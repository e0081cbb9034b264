// Sample pools of texts in memory, for measuring a comparison without files and workers.

import { numberGrams } from '../../../src/engine/compare/gramIds.ts';
import { ORDERS, SEGMENT_BREAK } from '../../../src/engine/compare/pool.ts';
import { toKey } from '../../../src/engine/text/hash.ts';
import { hashFolded } from '../../../src/engine/text/normalise.ts';
import { TokenBuffer, tokenise } from '../../../src/engine/text/words.ts';

const encoder = new TextEncoder();

/**
 * @param {readonly (readonly string[])[]} steps texts by step; one segment each
 * @param {readonly number[]} [documents] of all texts: the document that each is a piece of
 */
export function poolOf(steps, documents) {
  const texts = steps.flat();
  const tokens = new TokenBuffer();
  const offsets = new Uint32Array(texts.length + 1);
  const byteOffsets = new Float64Array(texts.length + 1);
  const bytes = [];
  texts.forEach((text, i) => {
    tokenise(text, tokens);
    offsets[i + 1] = tokens.length;
    bytes.push(encoder.encode(text.replaceAll(String.fromCharCode(SEGMENT_BREAK), ' ')));
    byteOffsets[i + 1] = byteOffsets[i] + bytes[i].length;
  });
  const starts = new Uint8Array(tokens.length);
  for (const at of offsets) if (at < tokens.length) starts[at] = 1;
  const lanes = { lo: tokens.lo.slice(0, tokens.length), hi: tokens.hi.slice(0, tokens.length), starts };
  const grams = Array.from({ length: ORDERS }, () => new Int32Array(tokens.length));
  const types = grams.map((out, i) => numberGrams(lanes, i + 1, out));
  const first = new Uint32Array(steps.length + 1);
  steps.forEach((step, i) => {
    first[i + 1] = first[i] + step.length;
  });
  const content = Float64Array.from(texts, (text) => toKey(...hashFolded([{ text }])));
  const ofDocument = Float64Array.from(texts, (_, i) => documents?.[i] ?? 0);
  return {
    first,
    offsets,
    starts,
    grams,
    types,
    content,
    documents: ofDocument,
    bytes: Buffer.concat(bytes),
    byteOffsets,
  };
}
