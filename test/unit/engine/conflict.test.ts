// Conflicts: the same prompt, however short, with different responses.
import { describe, expect, it } from 'vitest';
import { conflicts } from '../../../src/engine/findings/conflict.ts';
import type { ScoredRows } from '../../../src/engine/findings/rows.ts';
import { VIEW_NAMES } from '../../../src/engine/sample.ts';
import { toKey } from '../../../src/engine/text/hash.ts';
import { hashFolded } from '../../../src/engine/text/normalise.ts';

/** Lines of the conflicts among [prompt, response] samples. */
function linesOf(samples: readonly (readonly [prompt: string, response: string])[]): number[] {
  const length = samples.length * 2;
  const row = Array.from({ length }, (_, i) => i);
  const rows: ScoredRows = {
    length,
    file: new Uint16Array(length),
    line: Uint32Array.from(row, (i) => (i >> 1) + 1),
    view: Uint8Array.from(row, (i) => VIEW_NAMES.indexOf(i % 2 ? 'response' : 'prompt')),
    words: new Uint32Array(length),
    novelty: new Float32Array(length),
    isCode: new Uint8Array(length),
    preferred: null,
    sample: Uint32Array.from(row, (i) => i & ~1),
    content: new Float64Array(length),
    text: Float64Array.from(samples.flat(), (text) => toKey(...hashFolded([{ text }]))),
    cluster: new Int32Array(length).fill(-1),
    files: ['corpus.jsonl'],
  };
  return conflicts(rows).map((hit) => rows.line[hit.row] as number);
}

describe('conflict', () => {
  it.each(['Define entropy', '定义熵', '😀'])('sees two answers to %j', (prompt) => {
    const rows = [
      [prompt, 'A measure of disorder.'],
      [prompt, 'The expected information of a draw.'],
      [prompt, 'A measure of disorder.'],
    ] as const;
    expect(linesOf(rows)).toEqual([2, 3]);
    expect(linesOf([rows[0], rows[2]])).toEqual([]);
  });

  it('does not compare the answers to empty prompts', () => {
    expect(
      linesOf([
        ['', 'One.'],
        [' \n', 'Two.'],
      ]),
    ).toEqual([]);
  });
});
