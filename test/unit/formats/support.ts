// Sources in memory and whole-file reading, for the tests of the formats layer.
import { CorpusError } from '../../../src/engine/errors.ts';
import type { Sample } from '../../../src/engine/sample.ts';
import type { FilePlan } from '../../../src/formats/plan.ts';
import { type PlanOptions, planFile } from '../../../src/formats/planFile.ts';
import { type BlockInfo, readBlock } from '../../../src/formats/readBlock.ts';
import type { ByteSource } from '../../../src/formats/source.ts';

/** A source over bytes or text that counts what is read from it. */
export function memorySource(
  content: string | Uint8Array,
  path = 'corpus.jsonl',
): ByteSource & { bytesRead: number; largestRead: number } {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    path,
    size: bytes.length,
    bytesRead: 0,
    largestRead: 0,
    read(start, end) {
      const part = bytes.slice(start, Math.min(end, bytes.length));
      this.bytesRead += part.length;
      this.largestRead = Math.max(this.largestRead, part.length);
      return part;
    },
  };
}

export interface ReadSample {
  /** 1-based, over the whole file. */
  readonly line: number;
  readonly sample: Sample;
}

export interface ReadFile {
  readonly plan: FilePlan;
  readonly samples: readonly ReadSample[];
  readonly infos: readonly BlockInfo[];
}

/** Reads all blocks of a source. */
export function readAll(source: ByteSource, options: Partial<PlanOptions> = {}): ReadFile {
  const plan = planFile(source, { blockBytes: 1 << 20, ...options });
  const samples: ReadSample[] = [];
  const infos: BlockInfo[] = [];
  let lines = 0;
  for (const { block } of plan.blocks) {
    const info = readBlock(source, plan, block, (sample) => {
      samples.push({ line: lines + sample.lineInBlock + 1, sample });
    });
    infos.push(info);
    lines += info.lineBreaks;
  }
  return { plan, samples, infos };
}

/** JSONL of some rows. */
export function jsonl(...rows: unknown[]): string {
  return `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
}

/** The texts of a sample by view, each view's segments in a list. */
export function texts(sample: Sample): Record<string, string[]> {
  return Object.fromEntries(sample.views.map((v) => [v.view, v.segments.map((s) => s.text)]));
}

/** `view=path` of each rule of a plan. */
export function rules(plan: FilePlan): string[] {
  return plan.views.rules.map((r) => `${r.view}=${r.path}`);
}

/** The CorpusError that a call throws. */
export function errorOf(call: () => unknown): CorpusError {
  try {
    call();
  } catch (error) {
    if (error instanceof CorpusError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
