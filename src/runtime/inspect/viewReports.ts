// Puts together what is reported of each view: values, what was drawn, equal numbers of words, context, languages, groups.
import { isComparable, meanOfDraws } from '../../engine/budget.ts';
import { contextFor, SMALLEST_WORDS } from '../../engine/context/context.ts';
import type { About } from '../../engine/metric.ts';
import { ABOUT_METRICS } from '../../engine/registry.ts';
import type { Groups, MetricValue, ViewReport } from '../../engine/report.ts';
import type { ViewName } from '../../engine/sample.ts';
import { cautionFor } from '../../engine/text/languages.ts';
import type { UnitResult } from '../tasks/drawn.ts';
import type { FinishedViews } from '../tasks/merge.ts';
import type { DrawnGroups, DrawUnit } from './draw.ts';
import type { DrawnResults } from './drawnPass.ts';

type Values = Readonly<Record<string, MetricValue>>;
/** A result with the unit that it is of. */
type Done = UnitResult & Pick<DrawUnit, 'purpose' | 'view'>;

/** `about` holds every metric, in the order in which they are shown. `by` is the field that samples were grouped by. */
export function viewReports(
  finished: FinishedViews,
  { plan, results }: DrawnResults,
  by: string | undefined,
  about: Readonly<Record<string, About>> = ABOUT_METRICS,
): Record<string, ViewReport> {
  return Object.fromEntries(
    finished.map(([view, folded]) => {
      const done = results.flatMap((r): Done[] => {
        const unit = plan.units[r.unit];
        return unit?.view === view ? [{ ...r, view, purpose: unit.purpose }] : [];
      });
      const grouped = plan.groups.find((g) => g.view === view);
      return [view, viewReport(view, folded, done, about, by === undefined ? undefined : grouped, by)];
    }),
  );
}

function viewReport(
  view: ViewName,
  folded: Values,
  done: readonly Done[],
  about: Readonly<Record<string, About>>,
  grouped: DrawnGroups | undefined,
  by = '',
): ViewReport {
  const drawn: Values = Object.assign({}, ...done.filter((d) => d.purpose.kind === 'drawn').map((d) => d.metrics));
  const languages = done.flatMap((d) => d.languages ?? []);
  const metrics: Record<string, MetricValue> = {};
  for (const [id, words] of Object.entries(about)) {
    const value = folded[id] ?? drawn[id];
    if (value) metrics[id] = { ...value, ...atWords(view, id, words, value, done), ...careful(words, languages) };
  }
  return {
    metrics,
    ...(languages.length > 0 ? { languages } : {}),
    ...(grouped ? { groups: groupsOf(by, grouped, done, about) } : {}),
  };
}

/** The value at a standard number of words, and where other corpora lie there. */
function atWords(
  view: ViewName,
  id: string,
  about: About,
  { value }: MetricValue,
  done: readonly Done[],
): Pick<MetricValue, 'at' | 'context'> {
  if (!isComparable(id, about)) return {};
  const draws = done.flatMap(({ purpose, metrics }) =>
    purpose.kind === 'at' && metrics[id] ? [{ words: purpose.words, value: metrics[id].value }] : [],
  );
  const mean = meanOfDraws(draws.map((d) => d.value));
  const words = done.flatMap(({ purpose }) => (purpose.kind === 'at' ? [purpose.words] : []))[0];
  const comparable = mean !== null || (!about.sizeDependent && value !== null);
  const context = comparable ? contextFor(view, id, words ?? SMALLEST_WORDS) : null;
  return {
    ...(mean && words !== undefined ? { at: { words, ...mean } } : {}),
    ...(context ? { context } : {}),
  };
}

function careful(about: About, languages: Parameters<typeof cautionFor>[1]): Pick<MetricValue, 'caution'> {
  const caution = languages.length > 0 ? cautionFor(about.languages, languages) : undefined;
  return caution ? { caution } : {};
}

function groupsOf(
  by: string,
  { words, groups, note }: DrawnGroups,
  done: readonly Done[],
  about: Readonly<Record<string, About>>,
): Groups {
  const rows = groups.map((group, number) => {
    const own = done.filter(({ purpose }) => purpose.kind === 'group' && purpose.group === number);
    const metrics: Record<string, MetricValue> = {};
    for (const id of Object.keys(about)) {
      const values = own.flatMap((d) => d.metrics[id] ?? []);
      const [first] = values;
      if (first) metrics[id] = { ...first, value: null, ...meanOfDraws(values.map((v) => v.value)) };
    }
    return { ...group, metrics };
  });
  return { by, words, rows, ...(note ? { note } : {}) };
}
