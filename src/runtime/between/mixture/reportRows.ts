// The parts of the report that say which samples were chosen, left out, and what they add.
import { ITEM_KINDS } from '../../../engine/mixture/items.ts';
import type { MixtureReport } from '../../../engine/mixture/report.ts';
import type { Solved } from '../../../engine/mixture/solve.ts';
import type { Standing } from '../../../engine/mixture/standing.ts';
import type { CorpusRows } from '../../inspect/columns.ts';
import type { NamedRow } from '../../tasks/mixtureChoice.ts';
import type { Gathered } from './gather.ts';
import { addsOf, KIND_LABELS, leftOutRows } from './sayPlan.ts';

export interface ReportRowsParams {
  readonly rows: CorpusRows;
  readonly verified: Uint8Array;
  readonly standing: Standing;
  readonly solved: Solved;
  readonly gathered: Gathered;
  readonly named: readonly NamedRow[];
}

type Parts = Pick<MixtureReport, 'leftOut' | 'chosen' | 'curve' | 'flattensAt' | 'coverage' | 'top'>;

export function reportRows({ rows, verified, standing, solved, gathered, named }: ReportRowsParams): Parts {
  const { candidates } = standing;
  const rowOf = (candidate: number) => candidates[candidate] as number;
  const isVerified = (candidate: number) => verified[rowOf(candidate)] === 1;
  return {
    leftOut: leftOutRows(new Map([...standing.leftOut, ['noise', solved.noise.length]])),
    chosen: {
      samples: solved.order.length,
      words: solved.words,
      verified: solved.order.filter(isVerified).length,
    },
    curve: solved.curve,
    flattensAt: solved.flattensAt,
    coverage: coverageRows(solved),
    top: solved.top.map((top, i) => {
      const row = rowOf(top.candidate);
      return {
        file: rows.files[rows.file[row] as number] as string,
        line: rows.line[row] as number,
        gain: top.gain,
        adds: addsOf(top, named[i] as NamedRow, gathered.table.keys.length, gathered.values),
        start: named[i]?.start ?? '',
        ...(isVerified(top.candidate) && { verdict: 'verified' }),
      };
    }),
  };
}

function coverageRows({ before, planned, random }: Solved): MixtureReport['coverage'] {
  return ITEM_KINDS.flatMap((id, kind) => {
    const was = before[kind];
    const now = planned[kind];
    if (was === null || was === undefined || now === null || now === undefined) return [];
    const draws = random.flatMap((shares) => shares[kind] ?? []);
    return [
      {
        id,
        label: KIND_LABELS[kind] as string,
        before: was,
        planned: now,
        random: draws.reduce((a, b) => a + b, 0) / Math.max(1, draws.length),
        randomRange: [Math.min(...draws), Math.max(...draws)] as [number, number],
      },
    ];
  });
}
