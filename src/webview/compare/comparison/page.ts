// A comparison of snapshots: the verdict first, then what it rests on.
import { html, type TemplateResult } from 'lit';
import type { ComparisonReport } from '../../../engine/compare/report.ts';

export function comparisonView(report: ComparisonReport): TemplateResult {
  return html`<div class="summary">${report.verdict.sentences.map((s) => html`<p>${s}</p>`)}</div>`;
}
