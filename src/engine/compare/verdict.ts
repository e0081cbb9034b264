// The verdict in words: what was lost, what changed, or that nothing measurable did, with its evidence.
import { MEASURES, type MeasureSpec } from './measures.ts';
import type { ComparisonReport, ComparisonStep } from './report.ts';
import { grouped, shown, shownBoth } from './words.ts';

/** Corrected p-values below this count; with it, a false alarm comes in about one of a hundred reports. */
export const LEVEL = 0.01;
const MOST_EVIDENCE = 5;
/** A few parts of the reference do not show all that parts of it may do. */
const NATURAL = 1.25;

type Verdict = ComparisonReport['verdict'];
type Direction = 'loss' | 'gain' | 'neither';

/** A measure that differs by more than chance and by enough to matter. */
interface Difference {
  readonly spec: MeasureSpec;
  readonly step: number;
  readonly from: number;
  readonly to: number;
  readonly direction: Direction;
  /** Multiples of the least difference that counts. */
  readonly size: number;
}

export interface VerdictAsked {
  readonly steps: readonly ComparisonStep[];
  readonly budget: { readonly words: number; readonly keepWords: number };
  /** Set where the steps are values of a field. */
  readonly field?: string;
  /** How parts of the reference that stand one behind the other differ by themselves, by measure; see assemble.ts. */
  readonly neighbours: Readonly<Record<string, readonly [number, number]>>;
  /** Why nothing was tested, in a sentence. */
  readonly untested?: string;
}

export function verdictOf(asked: VerdictAsked): Verdict {
  const { steps, untested } = asked;
  const last = steps.length - 1;
  const nameOf = (step: number) => nameOfStep(asked, step);
  if (untested !== undefined) {
    return { outcome: 'none', sentences: ['No measurable change.', untested, ...sampleSentences(asked)] };
  }
  const byStep = steps.map((_, step) => (step === 0 ? [] : differences(asked, step)));
  const first = byStep.findIndex((found) => found.length > 0);
  if (first < 0) {
    return { outcome: 'none', sentences: ['No measurable change.', ...quiet(asked), ...sampleSentences(asked)] };
  }
  const found = byStep[last] as readonly Difference[];
  if (found.length === 0) {
    const back = `${sentenceCase(nameOf(last))} does not differ measurably from ${nameOf(0)}, but ${nameOf(first)} does.`;
    const evidence = (byStep[first] as readonly Difference[]).slice(0, MOST_EVIDENCE).map((d) => tell(asked, d));
    return { outcome: 'change', sentences: [back, ...evidence, ...sampleSentences(asked)] };
  }
  const outcome = outcomeOf(found);
  const wanted: Direction | null = outcome === 'loss' || outcome === 'gain' ? outcome : null;
  const evidence = leadFirst(
    [...found].sort((x, y) => Number(y.direction === wanted) - Number(x.direction === wanted)),
  );
  return {
    outcome,
    sentences: [
      headline(asked, outcome, evidence),
      ...evidence.slice(1, MOST_EVIDENCE).map((d) => tell(asked, d)),
      ...(evidence.some((d) => d.spec.id === 'rare-kept') ? [] : rareKept(asked)),
      ...course(asked, first, evidence[0] as Difference),
      ...sampleSentences(asked),
    ],
  };
}

function outcomeOf(found: readonly Difference[]): 'loss' | 'gain' | 'change' {
  const count = (of: MeasureSpec['of'], direction: Direction) =>
    found.filter((d) => d.spec.of === of && d.direction === direction).length;
  const [hasLosses, hasGains] = [count('has', 'loss'), count('has', 'gain')];
  if (hasLosses > 0 && hasGains === 0) return 'loss';
  // What was there is not there any more, and nothing has come instead.
  if (hasGains === 0 && count('keeps', 'loss') > 0) return 'loss';
  if (hasGains > 0 && hasLosses === 0 && count('keeps', 'loss') === 0) return 'gain';
  if (hasLosses === 0 && hasGains === 0 && count('keeps', 'gain') > 0 && found.every((d) => d.direction !== 'neither'))
    return 'change';
  if (hasLosses > 2 * hasGains) return 'loss';
  if (hasGains > 2 * hasLosses && hasGains > 2) return 'gain';
  return 'change';
}

/** Of one step, the largest first. What is kept counts where it is less than fresh text would keep. */
function differences({ steps, neighbours }: VerdictAsked, step: number): Difference[] {
  const reference = steps[0] as ComparisonStep;
  const other = steps[step] as ComparisonStep;
  const found = MEASURES.flatMap((spec): Difference[] => {
    const value = spec.of === 'has' ? other.has[spec.id] : other.keeps?.[spec.id];
    const from = spec.of === 'has' ? reference.has[spec.id]?.value : other.keeps?.[spec.id]?.nullMean;
    const to = value?.value;
    if (value?.p === undefined || value.p >= LEVEL || from == null || to == null) return [];
    const size = Math.abs(to - from) / (spec.relative ? spec.least * Math.abs(from) : spec.least);
    if (!(size >= 1)) return [];
    const direction = directionOf(spec, from, to);
    if (spec.of === 'keeps' && direction !== 'loss') return [];
    if (isNatural(spec, from, to, neighbours[spec.id])) return [];
    return [{ spec, step, from, to, direction, size }];
  });
  return withoutTwins(found.sort((a, b) => b.size - a.size));
}

/** Whether parts of the reference differ as much by themselves. */
function isNatural(
  { of, better }: MeasureSpec,
  from: number,
  to: number,
  range: readonly [number, number] | undefined,
): boolean {
  if (!range) return false;
  const [least, most] = range;
  if (of === 'has') return Math.abs(to - from) <= NATURAL * Math.max(Math.abs(least), Math.abs(most));
  return better === 'higher' ? to >= least / NATURAL : to <= most * NATURAL;
}

function directionOf({ better }: MeasureSpec, from: number, to: number): Direction {
  if (better === 'neither') return 'neither';
  return to > from === (better === 'higher') ? 'gain' : 'loss';
}

/** Measures that say the same thing twice: the one that is read more often is told. */
const TWINS: readonly (readonly [string, string])[] = [
  ['types', 'distinct-1'],
  ['entropy-mm', 'entropy'],
  ['novelty', 'novelty-median'],
];

function withoutTwins(found: readonly Difference[]): Difference[] {
  const told = new Set(found.map(({ spec }) => spec.id));
  return found.filter(({ spec }) => !TWINS.some(([kept, left]) => left === spec.id && told.has(kept)));
}

function headline(asked: VerdictAsked, outcome: Verdict['outcome'], evidence: readonly Difference[]): string {
  const name = nameOfStep(asked, (evidence[0] as Difference).step);
  const what = tell(asked, evidence[0] as Difference);
  if (outcome === 'loss') return `By ${name} something is lost: ${uncapital(what)}`;
  if (outcome === 'gain') return `By ${name} there is more variety: ${uncapital(what)}`;
  return `${sentenceCase(name)} differs from ${nameOfStep(asked, 0)}: ${uncapital(what)}`;
}

/** What most readers know goes first where it is among the evidence. */
const LEADS = ['distinct-3', 'types', 'novelty', 'rare-kept'];

function leadFirst(evidence: readonly Difference[]): Difference[] {
  const first = evidence[0] as Difference;
  const known = LEADS.flatMap((id) => evidence.find((d) => d.spec.id === id && d.direction === first.direction) ?? []);
  const lead = known[0] ?? first;
  const told = new Set([familyOf(lead)]);
  const others = evidence.filter((d) => {
    if (d === lead || told.has(familyOf(d))) return false;
    told.add(familyOf(d));
    return true;
  });
  return [lead, ...others];
}

/** Of measures that say much the same, one is told. */
const FAMILIES: Readonly<Record<string, string>> = {
  'hapax-share': 'tail',
  unseen: 'tail',
  zipf: 'shape',
  entropy: 'shape',
  'entropy-mm': 'shape',
  novelty: 'novelty',
  'novelty-median': 'novelty',
  'low-novelty': 'novelty',
  homogenisation: 'alike',
  length: 'length',
  'types-kept': 'kept',
  'rare-kept': 'kept',
  'grams-kept': 'kept',
  divergence: 'kept',
};

function familyOf({ spec }: Difference): string {
  return FAMILIES[spec.id] ?? 'variety';
}

function tell(asked: VerdictAsked, { spec, from, to, step }: Difference): string {
  const [a, b] = shownBoth(spec, from, to);
  const name = nameOfStep(asked, step);
  if (spec.of === 'has') {
    const went = to < from ? 'fell' : 'rose';
    const unit = spec.unit && spec.unit !== '×' ? ` ${spec.unit}` : (spec.unit ?? '');
    return `${sentenceCase(spec.noun)} ${went} from ${a} to ${b}${unit} at equal ${grouped(asked.budget.words)} words.`;
  }
  if (spec.id === 'divergence')
    return `Its words diverge by ${b} bits from ${nameOfStep(asked, 0)}, where fresh text of this kind diverges by ${a}.`;
  if (spec.id === 'unseen')
    return `Its chance that the next word is a new one is ${b}, where it is ${a} in fresh text of this kind.`;
  return `${sentenceCase(name)} keeps ${b} ${spec.noun} of ${nameOfStep(asked, 0)} where fresh text of this kind keeps ${a}.`;
}

/** How the leading measure went on its way, where there are steps between. */
function course(asked: VerdictAsked, first: number, lead: Difference): string[] {
  const { steps } = asked;
  if (steps.length < 3) return [];
  const from = `The first step that differs measurably is ${nameOfStep(asked, first)}.`;
  if (lead.spec.of !== 'has') return [from];
  const values = steps.map((step) => step.has[lead.spec.id]?.value ?? Number.NaN);
  const sign = Math.sign(lead.to - lead.from);
  const isMonotone = values.every((x, i) => i === 0 || Math.sign(x - (values[i - 1] as number)) === sign);
  const list = values.map((x) => shown(lead.spec, x)).join(', ');
  return isMonotone
    ? [`${sentenceCase(lead.spec.noun)} ${sign < 0 ? 'falls' : 'rises'} in every step: ${list}.`, from]
    : [from];
}

/** What speaks for no change, in numbers. */
function quiet(asked: VerdictAsked): string[] {
  const { steps, budget } = asked;
  const ps = steps.flatMap((step) =>
    [...Object.values(step.has), ...Object.values(step.keeps ?? {})].flatMap(({ p }) => p ?? []),
  );
  const least = ps.length === 0 ? 1 : Math.min(...ps);
  const sentences = [
    least < LEVEL
      ? `At equal ${grouped(budget.words)} words some measures differ by more than chance, but by less than would matter.`
      : `At equal ${grouped(budget.words)} words no measure differs by more than chance would allow (smallest corrected p ${least.toFixed(2)}).`,
  ];
  return [...sentences, ...rareKept(asked)];
}

/** What every verdict tells: how much of the tail is still there, beside what any other text would keep. */
function rareKept(asked: VerdictAsked): string[] {
  const last = asked.steps.length - 1;
  const rare = asked.steps[last]?.keeps?.['rare-kept'];
  if (rare?.value == null || rare.nullMean === undefined) return [];
  const [kept, fresh] = shownBoth({ format: 'percent' }, rare.value, rare.nullMean);
  const [name, reference] = [nameOfStep(asked, last), nameOfStep(asked, 0)];
  return [
    `${sentenceCase(name)} keeps ${kept} of the rare types of ${reference} where fresh text of this kind keeps ${fresh}.`,
  ];
}

/** Below this share of samples in common, snapshots are other texts, and what they share says little. */
const COMMON = 0.05;

/** Samples that stayed, came and went, where snapshots have some in common. */
function sampleSentences(asked: VerdictAsked): string[] {
  return asked.steps.flatMap((step, i) => {
    const changes = step.changes;
    if (!changes) return [];
    const { same, added, removed, changed } = changes;
    if (same + changed < COMMON * Math.min(step.samples, asked.steps[i - 1]?.samples ?? 0)) return [];
    const before = nameOfStep(asked, i - 1);
    if (added + removed + changed === 0)
      return [`${sentenceCase(nameOfStep(asked, i))} holds the same samples as ${before}.`];
    return [
      `From ${before} to ${nameOfStep(asked, i)}, ${same === 1 ? '1 sample' : `${grouped(same)} samples`} stayed, ${grouped(changed)} changed, ${grouped(removed)} went and ${grouped(added)} came.`,
    ];
  });
}

function nameOfStep({ steps, field }: VerdictAsked, step: number): string {
  const name = steps[step]?.name ?? '';
  return field === undefined ? name : `${field} ${name}`;
}

/** Names of files and revisions stay as they are written. */
function sentenceCase(text: string): string {
  return /^[a-z]+(?: |-\d)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function uncapital(text: string): string {
  return /^[A-Z][a-z]+(?: |-\d)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
