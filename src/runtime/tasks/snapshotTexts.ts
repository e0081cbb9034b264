// Worker task: reads drawn samples again, and returns their words as hashes and their text as bytes.

import { SEGMENT_BREAK } from '../../engine/compare/pool.ts';
import type { ViewName } from '../../engine/sample.ts';
import { TokenBuffer, tokenise } from '../../engine/text/words.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { readSample } from '../../formats/readBlock.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import { type Job, Sources } from './job.ts';

export interface SnapshotTextsParams {
  readonly job: Job;
  readonly view: ViewName;
  /** Samples in pool order, in shared memory. */
  readonly file: Uint32Array;
  readonly byte: Float64Array;
  readonly byteLength: Float64Array;
  /** Samples of a batch. */
  readonly batch: number;
}

export interface TextBatch {
  readonly batch: number;
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly starts: Uint8Array;
  /** Per sample. */
  readonly words: Uint32Array;
  readonly byteCounts: Uint32Array;
  readonly bytes: Uint8Array;
}

const encoder = new TextEncoder();

export function snapshotTexts(p: SnapshotTextsParams, control: WorkerControl): TextBatch[] {
  const sources = new Sources(p.job);
  const out: TextBatch[] = [];
  const separator = String.fromCharCode(SEGMENT_BREAK);
  try {
    for (let batch = claim(control); batch >= 0; batch = claim(control)) {
      const from = batch * p.batch;
      const to = Math.min(p.file.length, from + p.batch);
      const tokens = new TokenBuffer();
      const segmentStarts: number[] = [];
      const words = new Uint32Array(to - from);
      const texts: Uint8Array[] = [];
      // Neighbours on the disk are read one after the other, and put in their places.
      for (let i = from; i < to && !isCancelled(control); i++) {
        const file = p.file[i] as number;
        const plan = p.job.plans[file] as FilePlan;
        const { sample } = readSample(sources.get(file), plan, p.byte[i] as number, p.byteLength[i] as number);
        const segments = sample.views.find((v) => v.view === p.view)?.segments ?? [];
        const before = tokens.length;
        for (const { text } of segments) {
          segmentStarts.push(tokens.length);
          tokenise(text, tokens);
        }
        words[i - from] = tokens.length - before;
        texts.push(encoder.encode(segments.map((s) => s.text).join(separator)));
      }
      const starts = new Uint8Array(tokens.length);
      for (const at of segmentStarts) if (at < tokens.length) starts[at] = 1;
      const bytes = new Uint8Array(texts.reduce((n, t) => n + t.length, 0));
      let at = 0;
      for (const text of texts) {
        bytes.set(text, at);
        at += text.length;
      }
      out.push({
        batch,
        lo: tokens.lo.slice(0, tokens.length),
        hi: tokens.hi.slice(0, tokens.length),
        starts,
        words,
        byteCounts: Uint32Array.from(texts, (t) => t.length),
        bytes,
      });
      addProgress(control, 0, to - from);
    }
  } finally {
    sources.close();
  }
  return out;
}
