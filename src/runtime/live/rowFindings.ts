// Findings that a row or a sample shows by itself, carried along while other rows change.
import type { RowHit } from '../../engine/findings/rows.ts';
import type { FindingKind, Report } from '../../engine/report.ts';
import type { RowProblem } from '../../engine/sample.ts';
import type { CorpusRows } from '../inspect/columns.ts';
import type { FileProblem } from '../inspect/foldFacts.ts';
import type { PlacedLocal, ScoredBlock } from '../tasks/score.ts';
import type { SamplePlaces } from './samplePlaces.ts';

/** `row` counts from the start of the document. */
export type LiveLocal = PlacedLocal;

export interface LiveProblem {
  readonly sample: number;
  readonly problem: RowProblem;
}

/** Of all blocks, by row. */
export function localsOf(blocks: readonly ScoredBlock[], rows: CorpusRows): LiveLocal[] {
  return blocks
    .flatMap((b) => b.local.map((local) => ({ ...local, row: (rows.firstRow[b.index] as number) + local.row })))
    .sort((x, y) => x.row - y.row);
}

export function problemsOf(problems: readonly FileProblem[], places: SamplePlaces): LiveProblem[] {
  const sampleAt = new Map(Array.from(places.byte, (byte, i) => [byte, i]));
  return problems.map(({ file: _f, line: _l, lineInBlock: _b, byte, byteLength: _n, ...problem }) => ({
    sample: sampleAt.get(byte) as number,
    problem,
  }));
}

/** Problems in the form in which the first pass reports them. */
export function placedProblems(problems: readonly LiveProblem[], places: SamplePlaces): FileProblem[] {
  return problems.map(({ sample, problem }) => {
    const lineInBlock = places.line[sample] as number;
    return {
      ...problem,
      file: 0,
      line: lineInBlock + (problem.lineOffset ?? 0) + 1,
      lineInBlock,
      byte: places.byte[sample] as number,
      byteLength: places.byteLength[sample] as number,
    };
  });
}

/** Those of rows or samples that stayed, in their new places, and the new ones; by place. `moved` is −1 for what is gone. */
export function carried<F>(
  kept: readonly F[],
  added: readonly F[],
  placeOf: (f: F) => number,
  at: (f: F, place: number) => F,
  moved: Int32Array,
): F[] {
  const out: F[] = [];
  for (const f of kept) {
    const place = moved[placeOf(f)] as number;
    if (place >= 0) out.push(at(f, place));
  }
  return [...out, ...added].sort((x, y) => placeOf(x) - placeOf(y));
}

/**
 * Kinds of findings of which some wait for the next full inspection after an edit: frames among the templates, verification by
 * verifiers that the edit made applicable or that learn from the data, and leakage, which is looked for only where there are
 * evaluation sets.
 */
export function updatingKinds({ settings, leakage }: Pick<Report, 'settings' | 'leakage'>): readonly FindingKind[] {
  return [
    'template',
    ...(settings.verify === 'none' ? [] : (['verification-failed'] as const)),
    ...(leakage ? (['leakage'] as const) : []),
  ];
}

/** Findings of the rows that stayed, as they were found. `moved` is −1 for what is gone. */
export function stillThere(found: readonly RowHit[], moved: Int32Array): RowHit[] {
  const out: RowHit[] = [];
  for (const hit of found) {
    const row = moved[hit.row] as number;
    if (row < 0) continue;
    const stays = row === hit.row && hit.related.every((r) => moved[r.row] === r.row);
    out.push(stays ? hit : { ...hit, row, related: movedRelated(hit.related, moved) });
  }
  return out;
}

function movedRelated(related: RowHit['related'], moved: Int32Array): RowHit['related'] {
  return related.map(({ row, share }) => ({ row: moved[row] as number, share })).filter((r) => r.row >= 0);
}
