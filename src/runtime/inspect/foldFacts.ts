// What the first pass says of files and blocks: samples, lines, bad rows.
import { VIEW_NAMES } from '../../engine/sample.ts';
import { countLineBreaks } from '../../formats/bytes.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { openSource, type SourceRef } from '../sources/source.ts';
import type { BlockFacts, ProblemAt } from '../tasks/fold.ts';
import type { Job } from '../tasks/job.ts';

export interface FileProblem extends ProblemAt {
  readonly file: number;
  /** 1-based. */
  readonly line: number;
}

export interface FileFacts {
  readonly rows: number;
  readonly invalidUtf8Rows: number;
  /** Samples per view, in the order of VIEW_NAMES. */
  readonly views: readonly number[];
}

export interface CorpusFacts {
  readonly files: readonly FileFacts[];
  readonly problems: readonly FileProblem[];
  /** Lines of the file before each block. */
  readonly lineBase: Float64Array;
}

/** Blocks that were lost still count lines, or every line after them would be wrong. */
export function foldFacts(job: Job, read: readonly BlockFacts[], lost: ReadonlySet<number>): CorpusFacts {
  const byIndex = new Map(read.map((b) => [b.index, b]));
  const files = job.plans.map(() => ({ rows: 0, invalidUtf8Rows: 0, views: VIEW_NAMES.map(() => 0) }));
  const problems: FileProblem[] = [];
  const lineBase = new Float64Array(job.blocks.length);
  let line = 0;
  job.blocks.forEach((ref, index) => {
    if (index > 0 && job.blocks[index - 1]?.file !== ref.file) line = 0;
    lineBase[index] = line;
    const block = byIndex.get(index);
    if (!block) {
      if (lost.has(index))
        line += countLines(job.sources[ref.file] as SourceRef, job.plans[ref.file] as FilePlan, ref.block);
      return;
    }
    const file = files[ref.file] as (typeof files)[number];
    file.rows += block.rows;
    file.invalidUtf8Rows += block.invalidUtf8Rows;
    block.views.forEach((n, i) => {
      file.views[i] = (file.views[i] as number) + n;
    });
    for (const p of block.problems)
      problems.push({ ...p, file: ref.file, line: line + p.lineInBlock + (p.lineOffset ?? 0) + 1 });
    line += block.lineBreaks;
  });
  return { files, problems, lineBase };
}

/** Line breaks of one block, for blocks that were lost. */
export function countLines(ref: SourceRef, plan: FilePlan, block: number): number {
  const slot = plan.blocks[block];
  if (!slot) return 0;
  const source = openSource(ref);
  try {
    return countLineBreaks(source, slot.start, slot.end);
  } finally {
    source.close();
  }
}
