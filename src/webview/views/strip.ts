// The small picture behind a number: human corpora above, LLM corpora below, a line through both for this corpus.
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ShownMetric } from '../metricText.ts';
import type { Span, Strip } from '../strip.ts';

const HEIGHT = 22;
const BAND = 7;
const TOP = 2;
const BOTTOM = HEIGHT - TOP - BAND;
/** Percent: a band that is narrower could not be seen. */
const MIN_WIDTH = 1;

function band(css: string, { from, to }: Span, y: number): TemplateResult {
  const width = Math.max(to - from, MIN_WIDTH);
  return svg`<rect class=${css} x="${from}%" y=${y} width="${width}%" height=${BAND}></rect>`;
}

function interval(span: Span | null): TemplateResult | typeof nothing {
  if (!span) return nothing;
  const width = Math.max(span.to - span.from, MIN_WIDTH);
  return svg`<rect class="strip-interval" x="${span.from}%" y=${HEIGHT / 2 - 1.5} width="${width}%" height="3"></rect>`;
}

function drawing(strip: Strip): TemplateResult {
  return svg`<line class="strip-axis" x1="0" x2="100%" y1=${HEIGHT / 2} y2=${HEIGHT / 2}></line>
    ${band('strip-human', strip.human, TOP)}${band('strip-llm', strip.llm, BOTTOM)}${interval(strip.interval)}
    <line class="strip-mark" x1="${strip.mark}%" x2="${strip.mark}%" y1="0" y2=${HEIGHT}></line>`;
}

export function stripView({ strip, stripWords }: ShownMetric): TemplateResult | typeof nothing {
  if (!strip) return nothing;
  return html`<svg class="strip" role="img" aria-label=${stripWords} width="100%" height=${HEIGHT}>
    <title>${stripWords}</title>${drawing(strip)}
  </svg>`;
}

const key = (shape: TemplateResult) =>
  html`<svg class="strip-key" aria-hidden="true" width="22" height=${HEIGHT}>${shape}</svg>`;

/** Said once where strips are shown; nothing where there are none. */
export function legendView(metrics: readonly ShownMetric[]): TemplateResult | typeof nothing {
  if (!metrics.some((m) => m.strip)) return nothing;
  const span = { from: 0, to: 100 };
  const neither = metrics.filter((m) => m.strip && m.better === 'neither').map((m) => m.label.toLowerCase());
  const more = neither.length === 1 ? ` (${neither[0]}: larger)` : '';
  return html`<p class="legend muted" aria-hidden="true">
    <span>${key(band('strip-human', span, TOP))} human corpora</span>
    <span>${key(band('strip-llm', { from: 3, to: 97 }, BOTTOM))} LLM corpora</span>
    <span>${key(svg`<line class="strip-mark" x1="50%" x2="50%" y1="0" y2=${HEIGHT}></line>`)} this corpus</span>
    <span>further right is more varied${more}</span>
  </p>`;
}
