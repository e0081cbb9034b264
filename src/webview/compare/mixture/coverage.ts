// What of the gaps is covered, by kind: before, with the plan, and with random choices of as many words; bars and numbers.
import { html, type TemplateResult } from 'lit';
import type { MixtureReport } from '../../../engine/mixture/report.ts';
import { formatPercent } from '../../format.ts';

type Row = MixtureReport['coverage'][number];

/** Shares with a digit more than elsewhere: plans differ in few points. */
export function coverageText(share: number): string {
  return share > 0 && share < 0.995 ? `${(share * 100).toFixed(1)}\u00a0%` : formatPercent(share);
}

export function coverageTable({ coverage }: MixtureReport): TemplateResult {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="What the gaps are covered by">
    <table class="plain-table coverage-table">
      <thead><tr><th scope="col">kind of item</th><th scope="col" class="num">real alone</th>
        <th scope="col" class="num">with the plan</th><th scope="col" class="num">with random choices</th>
        <td aria-hidden="true"></td></tr></thead>
      <tbody>${coverage.map(row)}</tbody>
    </table>
  </div>`;
}

function row({ label, before, planned, random, randomRange: [low, high] }: Row): TemplateResult {
  return html`<tr>
    <th scope="row">${label}</th>
    <td class="num">${coverageText(before)}</td>
    <td class="num coverage-planned">${coverageText(planned)}</td>
    <td class="num">${coverageText(random)} <span class="muted">(${coverageText(low).replace(/\u00a0%$/, '')}–${coverageText(high)})</span></td>
    <td aria-hidden="true" class="coverage-cell">${bar({ before, planned, low, high })}</td>
  </tr>`;
}

/** The whole is 100 %; the line across it is the range of the random choices. */
function bar({
  before,
  planned,
  low,
  high,
}: {
  before: number;
  planned: number;
  low: number;
  high: number;
}): TemplateResult {
  const at = (share: number) => `${(share * 100).toFixed(2)}%`;
  return html`<svg class="coverage-bar" width="100%" height="14">
    <rect class="bar-track" y="3" width="100%" height="8"></rect>
    <rect class="coverage-plan" y="3" width=${at(planned)} height="8"></rect>
    <rect class="coverage-before" y="3" width=${at(before)} height="8"></rect>
    <rect class="coverage-random" x=${at(low)} y="0" width=${at(Math.max(0.004, high - low))} height="14"></rect>
  </svg>`;
}
