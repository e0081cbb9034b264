// The bars of a brushable histogram, in percent of its width: they need no measuring.
import { nothing, svg, type TemplateResult } from 'lit';
import type { BinnedColumn, Bins } from '../../protocol/reviewApi.ts';
import { formatInteger } from '../format.ts';
import { rangeText } from '../rangeText.ts';
import { type Brush, binRange, stretch } from './brushMath.ts';

/** Bars end here, below is the line they stand on. */
const FLOOR = 42;
const LEAST = 1.5;

export function barsView(bins: Bins, brush: Brush, column: BinnedColumn): TemplateResult {
  const { all, counts, edges } = bins;
  const n = all.length;
  const most = Math.max(1, ...all);
  const factor = stretch(bins);
  const step = 100 / n;
  const bar = (css: string, i: number, count: number, scale: number) => {
    if (count === 0) return nothing;
    // What is there at all can be seen.
    const height = Math.min(FLOOR - 2, Math.max(LEAST, ((FLOOR - 2) * count * scale) / most));
    return svg`<rect class=${css} x="${(i + 0.06) * step}%" y=${FLOOR - height} width="${0.88 * step}%" height=${height}></rect>`;
  };
  const inside = (i: number) => i + 1 > brush.from && i < brush.to;
  const title = (i: number) =>
    `${rangeText(column, binRange(i, edges, column))}: ${formatInteger(counts[i] as number)} of ${formatInteger(all[i] as number)} rows`;
  const isWhole = brush.from <= 0 && brush.to >= n;
  return svg`
    ${
      isWhole
        ? nothing
        : svg`<rect class="brush-window" x="${brush.from * step}%" y="0" width="${Math.max(0.5, (brush.to - brush.from) * step)}%" height=${FLOOR}></rect>`
    }
    ${all.map((count, i) => bar('brush-all', i, count, 1))}
    ${counts.map((count, i) => bar(inside(i) ? 'brush-shown' : 'brush-shown brush-outside', i, count, factor))}
    <line class="brush-floor" x1="0" x2="100%" y1=${FLOOR + 0.5} y2=${FLOOR + 0.5}></line>
    ${all.map((_, i) => svg`<rect class="brush-hit" x="${i * step}%" y="0" width="${step}%" height="44"><title>${title(i)}</title></rect>`)}` as TemplateResult;
}
