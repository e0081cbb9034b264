// What was measured: per file its format, its rows and the texts that were read from it.
import { html, nothing, type TemplateResult } from 'lit';
import type { FileReport, Report } from '../../engine/report.ts';
import { formatBytes, formatPercent, plural } from '../format.ts';

function fileView(f: FileReport): TemplateResult {
  const facts = [
    formatBytes(f.bytes),
    f.split ? `${f.format}, by ${f.split}` : f.format,
    plural(f.samples, 'sample'),
    ...(f.invalid > 0 ? [`${plural(f.invalid, 'row')} could not be read`] : []),
    ...(f.invalidUtf8 > 0 ? [`${plural(f.invalidUtf8, 'row')} held bytes that are not UTF-8`] : []),
  ];
  return html`<li>
    <div class="path">${f.path}</div>
    <div class="muted tabular">${facts.join(' · ')}</div>
    <ul class="choices">${f.views.map(
      (v) => html`<li><strong>${v.view}</strong> from <code>${v.path || 'the whole sample'}</code>,
        on ${formatPercent(v.share)} of the rows (${v.chosenBy === 'user' ? 'chosen by you' : 'detected'})</li>`,
    )}</ul>
    ${f.notes.length > 0 ? html`<ul class="choices">${f.notes.map((n) => html`<li>${n}</li>`)}</ul>` : nothing}
  </li>`;
}

export function measuredView(report: Report): TemplateResult {
  return html`<details class="measured">
    <summary>What was measured</summary>
    <ul>${report.files.map(fileView)}</ul>
  </details>`;
}
