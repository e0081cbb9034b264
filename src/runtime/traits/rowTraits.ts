// What the traits of one row say, with what moved its score and where that stands: read when somebody looks.
import { UNJUDGED_WORDS } from '../../engine/traits/calibration/judge.ts';
import type { Trait, TraitReader } from '../../engine/traits/reading.ts';
import type { RowTraits, ShownTrait, TraitPlace } from '../../protocol/traitsApi.ts';
import type { Inspection } from '../inspect/result.ts';
import type { Placement } from '../rows/placement.ts';
import { placeEach } from '../rows/repeatPlaces.ts';
import { findView, type RowTexts, viewOf } from '../rows/rowText.ts';
import { readPlaced, TRAIT_VIEWS, UNREAD } from './columns.ts';
import { REASONS } from './findTraits.ts';

/** Traits of a row that are shown. */
export const MOST_SHOWN = 12;

/**
 * Null for views that are not read, and where the run left traits out. Rows that the run did not draw are read now.
 * `model` is called only where there is something to read; without `placement` nothing is placed in the file.
 */
export function rowTraits(
  inspection: Inspection,
  row: number,
  reader: RowTexts,
  model: () => TraitReader,
  placement?: Pick<Placement, 'columnOf'>,
): RowTraits | null {
  const { columns } = inspection;
  const view = viewOf(inspection, row);
  if (!columns.traits || !TRAIT_VIEWS.includes(view)) return null;
  const { sample } = reader.sampleAt(
    columns.file[row] as number,
    columns.byte[row] as number,
    columns.byteLength[row] as number,
  );
  const segments = findView(sample, view)?.segments ?? [];
  const traits = model();
  const { words, abstained, score, percentile, kind } = readPlaced(traits, segments);
  const top = abstained === null ? traits.explain(segments, MOST_SHOWN) : [];
  return {
    row,
    line: columns.line[row] as number,
    view,
    words,
    abstained,
    score: orNull(score),
    percentile: orNull(percentile),
    kind: traits.kinds[kind] ?? null,
    ...verdictOf(inspection, row),
    top: shown(top, traits, startsOf(segments), (spans) =>
      placement ? placeEach(inspection, row, spans, reader, placement) : spans.map(() => null),
    ),
  };
}

/** p, or why a calibrated run gave none. */
function verdictOf({ columns }: Inspection, row: number): Pick<RowTraits, 'p' | 'unjudged'> {
  const { verdicts, traits } = columns;
  if (!verdicts) return { p: null };
  if (traits?.state[row] === UNREAD) return { p: null, unjudged: 'not among the samples that were drawn' };
  const why = REASONS[(verdicts.unjudged[row] as number) - 1];
  return { p: orNull(verdicts.p[row] as number), ...(why ? { unjudged: UNJUDGED_WORDS[why] } : {}) };
}

type Placed = NonNullable<TraitPlace['placed']>;

function shown(
  top: readonly Trait[],
  { abouts }: TraitReader,
  starts: readonly number[],
  place: (spans: readonly { start: number; end: number }[]) => readonly (Placed | null)[],
): ShownTrait[] {
  const inText = top.map(({ spans }) =>
    spans.map(({ segment, start, end }) => {
      const base = starts[segment] ?? 0;
      return { start: base + start, end: base + end };
    }),
  );
  const placed = place(inText.flat());
  let next = 0;
  return top.map(({ id, value, effect }, i) => {
    const about = abouts.find((a) => a.id === id);
    const spans = (inText[i] ?? []).map((span): TraitPlace => {
      const at = placed[next++];
      return at ? { ...span, placed: at } : span;
    });
    return {
      id,
      label: about?.label ?? id,
      unit: about?.unit ?? '',
      explains: about?.explains ?? '',
      value,
      effect,
      spans,
    };
  });
}

/** Where each segment starts in the text of the row: they stand one below the other. */
function startsOf(segments: readonly { readonly text: string }[]): number[] {
  let at = 0;
  return segments.map(({ text }) => {
    const start = at;
    at += text.length + 1;
    return start;
  });
}

function orNull(n: number): number | null {
  return Number.isNaN(n) ? null : n;
}
