// The arithmetic of brushing a histogram: between values and positions on its axis. A position counts bins from the left, so that
// the edges are whole numbers, 0 to the number of bins.
import type { Range } from '../../protocol/hostApi.ts';
import type { BinnedColumn, Bins } from '../../protocol/reviewApi.ts';

/** Positions with from ≤ to. */
export interface Brush {
  readonly from: number;
  readonly to: number;
}

export type Handle = keyof Brush;
type Edges = Bins['edges'];

const clamp = (x: number, low: number, high: number) => Math.min(Math.max(x, low), high);

/** Where a value stands; at the ends for values beyond them. */
export function positionOf(value: number, edges: Edges): number {
  const bins = edges.length - 1;
  const next = edges.findIndex((edge) => edge > value);
  if (next < 0) return bins;
  if (next === 0) return 0;
  const [low, high] = [edges[next - 1] as number, edges[next] as number];
  return next - 1 + (value - low) / (high - low);
}

export function brushOf(range: Range | null, edges: Edges, column: BinnedColumn): Brush {
  const bins = edges.length - 1;
  const from = range?.min === undefined ? 0 : positionOf(range.min, edges);
  const max = range?.max;
  // Words are whole numbers: up to 99 ends where 100 begins.
  const end = column === 'words' && max !== undefined && max < (edges[bins] as number) ? max + 1 : max;
  const to = end === undefined ? bins : positionOf(end, edges);
  return { from: Math.min(from, to), to };
}

/** The values between two edges; an end of the axis leaves the range open. Null for all. */
export function rangeOf({ from, to }: Brush, edges: Edges, column: BinnedColumn): Range | null {
  const bins = edges.length - 1;
  const end = edges[to] as number;
  const range = {
    ...(from > 0 ? { min: edges[from] as number } : {}),
    ...(to < bins ? { max: column === 'words' ? end - 1 : end } : {}),
  };
  return Object.keys(range).length === 0 ? null : range;
}

/** The whole bins between two positions, at least one. */
export function binsBetween(a: number, b: number, bins: number): Brush {
  const from = clamp(Math.floor(Math.min(a, b)), 0, bins - 1);
  return { from, to: clamp(Math.ceil(Math.max(a, b)), from + 1, bins) };
}

/** A handle moved to the nearest edge; the other one stays at least a bin away. */
export function moved(brush: Brush, handle: Handle, to: number, bins: number): Brush {
  const at = Math.round(to);
  return handle === 'from'
    ? { from: clamp(at, 0, Math.ceil(brush.to) - 1), to: Math.ceil(brush.to) }
    : { from: Math.floor(brush.from), to: clamp(at, Math.floor(brush.from) + 1, bins) };
}

/** The values of one bin, as people read them: 100–109 words. */
export function binRange(at: number, edges: Edges, column: BinnedColumn): Required<Range> {
  const end = edges[at + 1] as number;
  const isWhole = column === 'words' && at + 2 < edges.length;
  return { min: edges[at] as number, max: isWhole ? end - 1 : end };
}

const PAGE = 5;

/** Where a key leads a handle; null for keys that do not move it. */
export function brushAfterKey(key: string, brush: Brush, handle: Handle, bins: number): Brush | null {
  const at = brush[handle];
  const up = Math.floor(at) + 1;
  const down = Math.ceil(at) - 1;
  const to = {
    ArrowRight: up,
    ArrowUp: up,
    ArrowLeft: down,
    ArrowDown: down,
    PageUp: up + PAGE - 1,
    PageDown: down - PAGE + 1,
    Home: 0,
    End: bins,
  }[key];
  return to === undefined ? null : moved(brush, handle, to, bins);
}

/** How much taller the counts under a filter are drawn than those of all rows, so that few rows keep a shape: 1, or 2, 5, 10 … */
export function stretch({ counts, all }: Pick<Bins, 'counts' | 'all'>): number {
  const most = Math.max(...counts);
  const room = most === 0 ? 1 : Math.max(...all) / most;
  if (room < 4) return 1;
  const power = 10 ** Math.floor(Math.log10(room));
  return room >= 5 * power ? 5 * power : room >= 2 * power ? 2 * power : power;
}
