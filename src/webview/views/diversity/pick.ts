// From a bar of the length or novelty histogram to its rows in the table.
import type { Bin } from '../../charts/histogram.ts';
import type { Controller } from '../../state/controller.ts';
import { type Filter, type Model, shownView } from '../../state/model.ts';

export type PickBin = (bin: Bin) => void;

/** The filter that lets the samples of a bin pass; null for metrics that are no column of the table. The report draws `[from, to)`. */
export function filterOfBin(metric: string, bin: Bin, isLast: boolean): Partial<Filter> | null {
  if (metric === 'novelty') return { novelty: { min: bin.from, max: bin.to } };
  if (metric !== 'length') return null;
  // Words are whole numbers: a bin up to 100 ends with 99.
  const max = isLast ? bin.to : Math.ceil(bin.to) - 1;
  return { words: { min: Math.ceil(bin.from), max } };
}

/** Null where a click on a bar leads nowhere: rows that are not scored yet, or a metric that is no column. */
export function picker(metric: string, model: Model, c: Controller): PickBin | null {
  if (model.host?.rows === undefined || (metric !== 'novelty' && metric !== 'length')) return null;
  return (bin) => {
    const view = shownView(c.model);
    const detail = view && c.model.host?.report?.views[view]?.metrics[metric]?.detail;
    const isLast = detail?.type === 'histogram' && bin.to >= (detail.edges.at(-1) as number);
    const change = filterOfBin(metric, bin, isLast);
    if (change) c.dispatch({ type: 'rows-within', change: { view, ...change } });
  };
}
