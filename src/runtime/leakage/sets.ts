// Which evaluation sets a corpus is compared with: the files named as references, and the splits of the corpus itself.
import { resolve } from 'node:path';
import { CorpusError } from '../../engine/errors.ts';
import { SPLITS, splitsOfFiles } from '../../engine/leakage/splits.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { planFile } from '../../formats/planFile.ts';
import type { UserViews } from '../../formats/views/detect.ts';
import type { EvaluationRef } from '../../protocol/hostApi.ts';
import type { Settings } from '../settings.ts';
import { openSource, type SourceRef } from '../sources/source.ts';
import type { Job } from '../tasks/job.ts';

/** Above the ranks of all splits: a reference is looked for everywhere. */
const REFERENCE = SPLITS.length + 1;

export interface EvaluationSet {
  /** As people call it, and where it lies. */
  readonly name: string;
  readonly path: string;
  readonly from: 'reference' | 'split';
  readonly rank: number;
  /** The file of the corpus that it is, −1 for none. */
  readonly ownFile: number;
  /** How its items are read; null for rows of the corpus whose field `split` says so. */
  readonly file: { readonly source: SourceRef; readonly plan: FilePlan } | null;
}

export interface EvaluationSets {
  readonly sets: readonly EvaluationSet[];
  readonly rankOfFile: readonly number[];
  readonly unread: readonly { readonly name: string; readonly reason: string }[];
  readonly notes: readonly string[];
}

/** `rankOfRow`: what the rows' fields `split` name; null where none does. */
export function evaluationSets(
  { sources, plans }: Pick<Job, 'sources' | 'plans'>,
  settings: Settings,
  rankOfRow: Uint8Array | null,
): EvaluationSets {
  const sets: EvaluationSet[] = [];
  const unread: { name: string; reason: string }[] = [];
  const notes: string[] = [];
  const own = sources.map((ref) => resolve(ref.kind === 'file' ? ref.path : ref.shown));
  for (const ref of distinct(settings.against)) {
    const ownFile = own.indexOf(resolve(ref.path));
    // Nothing would be left to compare it with.
    if (ownFile >= 0 && own.length === 1) continue;
    const { path: where, name = where, shown: path = where } = ref;
    try {
      const file = ownFile >= 0 ? partOf(sources, plans, ownFile) : readFile(ref, settings);
      sets.push({ name, path, from: 'reference', rank: REFERENCE, ownFile, file });
    } catch (error) {
      if (!(error instanceof CorpusError)) throw error;
      unread.push({ name, reason: error.message });
    }
  }
  const ofFiles = settings.splits ? splitsOfFiles(plans.map((p) => p.path)) : null;
  ofFiles?.forEach((rank, ownFile) => {
    if (rank < 2 || sets.some((set) => set.ownFile === ownFile)) return;
    const { path } = plans[ownFile] as FilePlan;
    sets.push({ name: path, path, from: 'split', rank, ownFile, file: partOf(sources, plans, ownFile) });
  });
  if (ofFiles) notes.push('The names of the files tell splits: those behind the training text were looked for in it.');
  if (settings.splits && rankOfRow?.includes(1)) {
    const [only, ...others] = plans;
    const path = only && others.length === 0 ? only.path : '';
    const found = [2, 3].filter((rank) => rankOfRow.includes(rank));
    for (const rank of found) {
      const name = `the ${SPLITS[rank - 1]} rows${path ? ` of ${path}` : ''}`;
      sets.push({ name, path, from: 'split', rank, ownFile: -1, file: null });
    }
    if (found.length > 0) {
      notes.push(
        'The field split names the split of each row: validation and test rows were looked for in those before them.',
      );
    }
  }
  return { sets, rankOfFile: ofFiles ?? plans.map(() => 0), unread, notes };
}

function distinct(refs: readonly EvaluationRef[]): EvaluationRef[] {
  return [...new Map([...refs].reverse().map((ref) => [resolve(ref.path), ref])).values()].reverse();
}

function partOf(sources: readonly SourceRef[], plans: readonly FilePlan[], file: number) {
  return { source: sources[file] as SourceRef, plan: plans[file] as FilePlan };
}

/** The views that the user chose for the corpus hold where the set has them; else all of its views are detected. */
function readFile({ path, name = path }: EvaluationRef, { views, textSplit, blockBytes }: Settings) {
  const ref: SourceRef = { kind: 'file', path, shown: name };
  const source = openSource(ref);
  const planned = (user: UserViews) => planFile(source, { views: user, textSplit, blockBytes, fileName: path });
  try {
    return { source: ref, plan: planned(views) };
  } catch (error) {
    if (!(error instanceof CorpusError && error.code === 'no-view') || Object.keys(views).length === 0) throw error;
    return { source: ref, plan: planned({}) };
  } finally {
    source.close();
  }
}
