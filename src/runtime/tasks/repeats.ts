// Where else the text of a few rows stands: one pass over the corpus with an index of these rows' 4-grams alone, so that
// nothing of the inspection's tables is needed.
import type { ViewName } from '../../engine/sample.ts';
import { RepeatFinder, type Seen } from '../../engine/scoring/spans.ts';
import type { Numbering } from '../inspect/laterPass.ts';
import type { WorkerControl } from '../pool/control.ts';
import { eachSample } from './job.ts';

export interface RepeatTarget {
  readonly row: number;
  readonly view: ViewName;
  readonly segments: readonly string[];
}

export interface RepeatsTaskParams extends Numbering {
  readonly targets: readonly RepeatTarget[];
}

/** What this worker saw of each target, in their order. */
export function repeats(p: RepeatsTaskParams, control: WorkerControl): Seen[] {
  const finders = p.targets.map((target) => new RepeatFinder(target.segments));
  let row = 0;
  let end = 0;
  eachSample(
    p.job,
    control,
    (sample) => {
      for (const { view, segments } of sample.views) {
        if (!p.views.includes(view)) continue;
        const number = row++;
        // A block that the inspection lost has no rows.
        if (number >= end) continue;
        p.targets.forEach((target, i) => {
          if (target.view !== view || target.row === number) return;
          (finders[i] as RepeatFinder).add(
            number,
            segments.map((s) => s.text),
          );
        });
      }
    },
    () => {},
    (_ref, index) => {
      row = p.firstRow[index] as number;
      end = p.firstRow[index + 1] as number;
    },
  );
  return finders.map((finder) => finder.result());
}
