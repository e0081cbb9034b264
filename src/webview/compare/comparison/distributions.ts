// How perplexity and length are distributed: the reference against the snapshots that are chosen.
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ComparisonReport } from '../../../engine/compare/report.ts';
import { lineStyle, MOST_LINES, type OverlaidHistogram, overlaidSpec } from '../../charts/overlaid.ts';
import { formatAny, formatCompact, formatInteger } from '../../format.ts';
import type { Controller } from '../../state/controller.ts';
import { chartFigure } from '../figure.ts';
import { stepLabels, stepName } from './words.ts';

/** Snapshots that are drawn beside the reference: the chosen ones, else the last. */
export function shownSteps(chosen: readonly number[] | null, steps: number): number[] {
  const known = (chosen ?? []).filter((i) => i > 0 && i < steps);
  return known.length > 0 ? known.sort((a, b) => a - b).slice(0, MOST_LINES) : [steps - 1];
}

/** Adds a snapshot or takes it out; of too many the first chosen goes. The last one stays. */
export function toggledStep(shown: readonly number[], step: number): number[] {
  if (!shown.includes(step)) return [...shown, step].slice(-MOST_LINES);
  return shown.length > 1 ? shown.filter((i) => i !== step) : [...shown];
}

function key(i: number): TemplateResult {
  const { stroke, dashes } = lineStyle(i);
  return html`<svg class="strip-key" aria-hidden="true" width="26" height="12">
    ${svg`<line x2="26" y1="6" y2="6" stroke=${stroke} stroke-width="2" stroke-dasharray=${dashes || 'none'}></line>`}</svg>`;
}

/** The legend, in which snapshots are chosen. */
function chooser(report: ComparisonReport, shown: readonly number[], c: Controller): TemplateResult {
  const { steps } = report;
  const press = (i: number) => c.dispatch({ type: 'drawn-steps', steps: toggledStep(shown, i) });
  return html`<div class="legend chooser" role="group" aria-label="Snapshots that are drawn">
    <span class="muted"><svg class="strip-key" aria-hidden="true" width="26" height="12"><rect class="key-null" width="26" height="12"></rect></svg>
      ${stepName(report, 0)} (reference)</span>
    ${
      steps.length === 2
        ? html`<span>${key(0)}${stepName(report, 1)}</span>`
        : steps.slice(1).map((_, before) => {
            const i = before + 1;
            const at = shown.indexOf(i);
            return html`<button class="chip" aria-pressed=${at >= 0} @click=${() => press(i)}>
              ${at >= 0 ? key(at) : nothing}${stepName(report, i)}</button>`;
          })
    }
  </div>`;
}

function histogramOf(name: string, { edges, counts }: Omit<OverlaidHistogram, 'name'>): OverlaidHistogram {
  return { name, edges, counts };
}

const QUANTILES = ['5 %', '25 %', 'median', '75 %', '95 %'] as const;

function quantilesTable(report: ComparisonReport): TemplateResult {
  const { steps } = report;
  const isCrossFitted = steps[0]?.perplexity?.crossFitted === true;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Quantiles of perplexity">
    <table class="plain-table">
      <caption class="sr-only">Quantiles of the perplexity of samples</caption>
      <thead><tr><th scope="col">snapshot</th>${QUANTILES.map((q) => html`<th scope="col" class="num">${q}</th>`)}<th scope="col" class="num">samples</th></tr></thead>
      <tbody>${steps.map(({ perplexity }, step) =>
        perplexity
          ? html`<tr><th scope="row">${stepName(report, step)}</th>
              ${QUANTILES.map((_, i) => html`<td class="num">${number(perplexity.quantiles[i])}</td>`)}
              <td class="num">${formatInteger(perplexity.samples)}</td></tr>`
          : nothing,
      )}</tbody>
    </table></div>
    ${isCrossFitted ? html`<p class="muted note">The reference’s own samples are each scored by a model of the others.</p>` : nothing}`;
}

function number(n: number | undefined): string {
  if (n === undefined || !Number.isFinite(n)) return '–';
  return n >= 100 ? formatCompact(Math.round(n)) : formatAny(Number(n.toPrecision(3)));
}

function perplexityView(report: ComparisonReport, shown: readonly number[]): TemplateResult | typeof nothing {
  const { steps } = report;
  const reference = steps[0]!;
  if (!reference.perplexity) return nothing;
  const others = shown.filter((i) => steps[i]!.perplexity);
  const labels = stepLabels(report);
  const words = {
    title: 'Perplexity under a model of the reference',
    note: 'Further left is what the reference makes likely: a collapsing corpus piles up there.',
    explains: 'Perplexity per word of each sample, under a Kneser–Ney trigram model of the reference.',
  };
  return html`${chartFigure(words, [report, shown.join()], () =>
    overlaidSpec(
      histogramOf(labels[0]!, reference.perplexity!),
      others.map((i) => histogramOf(labels[i]!, steps[i]!.perplexity!)),
      {
        label: words.title,
        axis: 'perplexity per word (log)',
        // Edges are logarithms to the base of 2.
        edge: (x) => number(2 ** x),
      },
    ),
  )}${quantilesTable(report)}`;
}

function lengthView(report: ComparisonReport, shown: readonly number[]): TemplateResult | typeof nothing {
  const { steps } = report;
  const reference = steps[0]!;
  if (!reference.length) return nothing;
  const others = shown.filter((i) => steps[i]!.length);
  const labels = stepLabels(report);
  const medians = [0, ...others].map((i) => formatAny(Math.round(steps[i]!.length!.median)));
  const words = {
    title: 'Length of samples',
    note: 'In words; the same edges for all.',
    headline: `median ${medians.join(' → ')} words`,
  };
  return chartFigure(words, [report, shown.join()], () =>
    overlaidSpec(
      histogramOf(labels[0]!, reference.length!),
      others.map((i) => histogramOf(labels[i]!, steps[i]!.length!)),
      { label: words.title, axis: 'words per sample', edge: (x) => formatCompact(Math.round(x)), whole: true },
    ),
  );
}

export function distributionsView(
  report: ComparisonReport,
  chosen: readonly number[] | null,
  c: Controller,
): TemplateResult | typeof nothing {
  const { steps } = report;
  if (!steps[0]?.perplexity && !steps[0]?.length) return nothing;
  const shown = shownSteps(chosen, steps.length);
  return html`<section class="part"><h3>How samples are distributed</h3>
    ${chooser(report, shown, c)}
    <div class="charts charts-two"><div>${perplexityView(report, shown)}</div><div>${lengthView(report, shown)}</div></div>
  </section>`;
}
