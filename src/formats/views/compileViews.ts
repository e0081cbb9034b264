// From a parsed row to the texts that are measured and to what is wrong with its fields.
import { type RowProblem, type Segment, VIEW_NAMES, type ViewText } from '../../engine/sample.ts';
import type { ViewPlan } from '../plan.ts';
import { expectation } from './expected.ts';
import { parseSelector } from './selector.ts';
import { compileSelector, isObject } from './walk.ts';

export interface Extracted {
  readonly views: readonly ViewText[];
  readonly problems: readonly RowProblem[];
}

export type ExtractViews = (value: unknown) => Extracted;

const MAX_PROBLEMS = 3;
const NOTHING: Extracted = { views: [], problems: [] };

/** Compiles a plan; run the result on every parsed row. Throws 'bad-option' for a selector that cannot be read. */
export function compileViews(plan: ViewPlan): ExtractViews {
  const rules = plan.rules.map((rule) => ({ rule, selector: parseSelector(rule.path) }));
  const takesAny = rules.some(({ selector }) => selector.steps[0]?.kind !== 'key');
  const byView = VIEW_NAMES.map((view) => ({
    view,
    walkers: rules.filter((r) => r.rule.view === view).map((r) => compileSelector(r.selector)),
  })).filter((v) => v.walkers.length > 0);
  const checks = plan.expected.map(expectation);
  const fields = [...new Set(rules.map((r) => r.rule.path.replace(/\s*\|.*$/, '')))].join(', ');

  return (value) => {
    if (!takesAny && !isObject(value)) return notAnObject(value);
    const views: ViewText[] = [];
    let met = false;
    for (const { view, walkers } of byView) {
      const segments: Segment[] = [];
      for (const walk of walkers) {
        const found = walk(value, (text, path, offset) =>
          segments.push(offset > 0 ? { text, path, offset } : { text, path }),
        );
        met ||= found;
      }
      if (segments.length > 0) views.push({ view, segments });
    }
    let problems: RowProblem[] | null = null;
    for (const check of checks) {
      const found = check(value);
      if (found !== null) problems = [...(problems ?? []), ...found];
    }
    if (problems !== null) return { views, problems: problems.slice(0, MAX_PROBLEMS) };
    if (views.length > 0) return { views, problems: NOTHING.problems };
    const message = met ? `${fields} is empty` : `no text at ${fields}`;
    return { views, problems: [{ kind: 'schema', message, field: fields }] };
  };
}

/** One look at one row; compile once where there are many. */
export function extractViews(value: unknown, plan: ViewPlan): Extracted {
  return compileViews(plan)(value);
}

function notAnObject(value: unknown): Extracted {
  const what = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  return {
    views: [],
    problems: [{ kind: 'schema', message: `the row is ${what}, not an object`, column: 1, field: '$' }],
  };
}
