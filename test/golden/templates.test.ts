// Samples from known frames among others: how many are found, and how many found are right.
import { expect, it } from 'vitest';
import { generateFramed } from '../../scripts/lib/framedCorpus.mjs';
import { corpusFile, inspectFiles } from '../helpers/inspect.ts';

const fresh = Date.now() % 2 ** 31;

it(`frames are found with precision and recall of at least 0.95 (seeds 11, 13, 14 and ${fresh})`, async () => {
  let right = 0;
  let flagged = 0;
  let framed = 0;
  for (const seed of [11, 13, 14, fresh]) {
    const corpus = generateFramed(seed, 500, 20);
    const { findings } = await inspectFiles([corpusFile('framed.jsonl', corpus.rows.join('\n'))]);
    const isFrame = (message: string) => /same frame as \d+ other samples: /i.test(message);
    const found = findings.filter((f) => f.kind === 'template' && isFrame(f.message)).map((f) => f.line);
    expect(new Set(found).size, 'one finding per sample').toBe(found.length);
    const wanted = new Set(corpus.framed);
    right += found.filter((line) => wanted.has(line)).length;
    flagged += found.length;
    framed += wanted.size;
  }
  expect(right / flagged).toBeGreaterThanOrEqual(0.95);
  expect(right / framed).toBeGreaterThanOrEqual(0.95);
}, 120_000);
