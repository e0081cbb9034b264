// What holds about one sample after some decisions, and the decisions that lead from one such state to another.
import { FINDING_KINDS, type FindingKind } from '../report.ts';
import type { Decision } from './decision.ts';

/** Bit i of the numbers stands for FINDING_KINDS[i]. */
export interface SampleState {
  readonly dropped: boolean;
  /** Findings that are ignored because the sample was kept; WHOLE for all that it has or will have. */
  readonly kept: number;
  /** Findings that were judged right, and wrong. */
  readonly yes: number;
  readonly no: number;
}

/** The sample was kept without naming a finding. */
export const WHOLE = 1 << 15;

export const UNDECIDED: SampleState = { dropped: false, kept: 0, yes: 0, no: 0 };

export type Step = Pick<Decision, 'action' | 'finding'>;

export function bitOf(kind: FindingKind): number {
  return 1 << FINDING_KINDS.indexOf(kind);
}

/** The state after a decision: a drop takes keeps back and a keep a drop; answers stand beside both. */
export function decidedBy(state: SampleState, { action, finding }: Step): SampleState {
  const bit = finding ? bitOf(finding) : 0;
  switch (action) {
    case 'drop':
      return { ...state, dropped: true, kept: 0 };
    case 'keep':
      return { ...state, dropped: false, kept: state.kept | (bit || WHOLE) };
    case 'yes':
      return { ...state, yes: state.yes | bit, no: state.no & ~bit };
    case 'no':
      return { ...state, no: state.no | bit, yes: state.yes & ~bit };
    case 'clear':
      return bit === 0
        ? { ...state, dropped: false, kept: 0 }
        : { ...state, kept: state.kept & ~bit, yes: state.yes & ~bit, no: state.no & ~bit };
  }
}

export function isSameState(a: SampleState, b: SampleState): boolean {
  return a.dropped === b.dropped && a.kept === b.kept && a.yes === b.yes && a.no === b.no;
}

/** Decisions that lead from one state to the other; at least one, also where they are the same. */
export function stepsBetween(from: SampleState, to: SampleState): Step[] {
  const steps: Step[] = [];
  let now = from;
  const take = (step: Step) => {
    steps.push(step);
    now = decidedBy(now, step);
  };
  for (const finding of kindsIn((from.yes | from.no) & ~(to.yes | to.no))) take({ action: 'clear', finding });
  if (to.dropped) {
    if (!now.dropped) take({ action: 'drop' });
  } else {
    if (now.kept & ~to.kept || (now.dropped && to.kept === 0)) take({ action: 'clear' });
    const missing = to.kept & ~now.kept;
    if (missing & WHOLE) take({ action: 'keep' });
    for (const finding of kindsIn(missing)) take({ action: 'keep', finding });
  }
  for (const finding of kindsIn(to.yes & ~now.yes)) take({ action: 'yes', finding });
  for (const finding of kindsIn(to.no & ~now.no)) take({ action: 'no', finding });
  if (steps.length === 0) steps.push(restated(to));
  return steps;
}

function restated({ dropped, kept }: SampleState): Step {
  if (dropped) return { action: 'drop' };
  const [finding] = kindsIn(kept);
  if (kept & WHOLE || finding === undefined) return { action: kept ? 'keep' : 'clear' };
  return { action: 'keep', finding };
}

function kindsIn(bits: number): FindingKind[] {
  return FINDING_KINDS.filter((_, i) => (bits & (1 << i)) !== 0);
}
