// The fields of a file that somebody may choose a view from, also (and above all) when the detection found none.
import { CorpusError } from '../../engine/errors.ts';
import { findElements } from '../../formats/jsonIndex.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { planFile } from '../../formats/planFile.ts';
import { sniff } from '../../formats/sniff.ts';
import type { ByteSource } from '../../formats/source.ts';
import { viewCandidates } from '../../formats/views/candidates.ts';
import type { ViewCandidate } from '../../protocol/hostApi.ts';

const BLOCK_BYTES = 1 << 20;

/** Throws as planFile does, but for 'no-view'. */
export function candidatesOf(source: ByteSource): ViewCandidate[] {
  return viewCandidates(source, planOf(source));
}

function planOf(source: ByteSource): FilePlan {
  try {
    return planFile(source, { blockBytes: BLOCK_BYTES });
  } catch (error) {
    if (!(error instanceof CorpusError) || error.code !== 'no-view') throw error;
  }
  const { format, bom, first } = sniff(source);
  const whole = { block: 0, start: 0, end: source.size };
  const blocks = [format === 'json' ? { ...whole, firstElement: findElements(source, first) } : whole];
  const views = { rules: [], explodedPrefixes: false, expected: [] };
  return { path: source.path, bytes: source.size, format, bom, blocks, views };
}
