// What a person can choose from: the string fields of a file with examples, best first.
import type { ViewName } from '../../engine/sample.ts';
import { drawRows } from '../draw.ts';
import type { FilePlan } from '../plan.ts';
import type { ByteSource } from '../source.ts';
import { stringFields } from './strings.ts';

/** As `ViewCandidate` of the protocol, which this layer must not import. */
export interface Candidate {
  readonly selector: string;
  /** Share of the drawn rows that hold the field, 0..1. */
  readonly share: number;
  /** The view that the plan reads from it. */
  readonly suggested?: ViewName;
  readonly examples: readonly string[];
}

/** String fields of rows drawn across the file: those that the plan uses first, then by their share of characters.
 *  Text files have one candidate, the sample itself. */
export function viewCandidates(source: ByteSource, plan: FilePlan): Candidate[] {
  const rows = drawRows(source, plan).map((d) => d.value);
  const used = new Map<string, ViewName>();
  for (const r of plan.views.rules) {
    const place = plainSelector(r.path);
    if (!used.has(place) || r.view !== 'thinking') used.set(place, r.view);
  }
  return stringFields(rows)
    .map((f) => ({ ...f, suggested: used.get(plainSelector(f.selector)) }))
    .sort(
      (a, b) => Number(b.suggested !== undefined) - Number(a.suggested !== undefined) || b.characters - a.characters,
    )
    .map(({ selector, rows: n, suggested, examples }) => ({
      selector: selector.startsWith('$') ? selector : `$.${selector}`,
      share: n / Math.max(1, rows.length),
      ...(suggested !== undefined && { suggested }),
      examples,
    }));
}

/** Without the leading `$.`, slices and filters. */
function plainSelector(path: string): string {
  return path
    .replace(/^\$\.(?=.)/, '')
    .replace(/\[-\d+:\]/g, '')
    .replace(/\s*\|.*$/, '');
}
