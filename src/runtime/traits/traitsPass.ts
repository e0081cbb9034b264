// After samples were drawn: what the report says of the traits, and findings where a calibration gives verdicts.
import type { RowHit } from '../../engine/findings/rows.ts';
import type { Language, ViewReport } from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { NOTHING_EXPLAINED, type TopTraits } from '../../engine/traits/report.ts';
import type { CorpusRows } from '../inspect/columns.ts';
import type { DrawnResults } from '../inspect/drawnPass.ts';
import type { Passes } from '../inspect/passes.ts';
import type { Settings } from '../settings.ts';
import type { UsedCalibration } from './calibrationOf.ts';
import { TRAIT_VIEWS } from './columns.ts';
import type { AskedView, FoundTraits, TraitsAsked, Verdicts } from './findTraits.ts';

/** Null where no traits were read. `before`: the last report of a document that is followed, whose α is kept. */
export function askTraits(
  { calibration, by }: Pick<Settings, 'calibration' | 'by'>,
  rows: CorpusRows,
  drawn: DrawnResults,
  before?: Readonly<Record<string, ViewReport>>,
): TraitsAsked | null {
  const { view, group, labels, traits } = rows;
  if (!traits) return null;
  const there = new Set(view);
  const views = TRAIT_VIEWS.filter((name) => there.has(VIEW_NAMES.indexOf(name)));
  return {
    rows: { view, group, labels, by, traits },
    views: views.map((name): AskedView => {
      const alpha = before?.[name]?.traits?.alpha;
      return {
        view: name,
        ...drawnOf(drawn, name),
        ...(alpha && { alpha }),
      };
    }),
    calibration: calibration ?? null,
    estimate: before === undefined,
  };
}

/** Asks a worker, which has the model at hand. */
export async function measureTraits(
  passes: Pick<Passes, 'one'>,
  asked: TraitsAsked | null,
): Promise<FoundTraits | null> {
  return asked && passes.one<FoundTraits>('traits', asked);
}

function drawnOf(
  { plan, results }: DrawnResults,
  view: ViewName,
): { readonly languages: readonly Language[]; readonly top: TopTraits } {
  const own = results.filter((r) => plan.units[r.unit]?.view === view);
  return {
    languages: own.flatMap((r) => r.languages ?? []),
    top: own.find((r) => r.traits)?.traits ?? NOTHING_EXPLAINED,
  };
}

/** One finding per flagged row. */
export function traitHits({ p, flagged }: Verdicts, used: UsedCalibration | undefined): RowHit[] {
  const hits: RowHit[] = [];
  const human = used?.calibration.human.words.length ?? 0;
  for (let row = 0; row < flagged.length; row++) {
    if (!flagged[row]) continue;
    const value = p[row] as number;
    const message = `Shares surface traits with LLM text (p = ${shownP(value)} against your ${human} human rows).`;
    hits.push({ kind: 'llm-traits', row, message, score: 1 - value, related: [] });
  }
  return hits;
}

/** Two digits that count, as everywhere: 0.02, 0.0099; never 0. */
export function shownP(p: number): string {
  return p < 0.001 ? '<0.001' : String(Number(p.toPrecision(2)));
}
