// Rows that could not be read or have an odd shape. They have no text to measure, so they stand here, not in the table.
import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, Report } from '../../engine/report.ts';
import { baseName, formatInteger, plural } from '../format.ts';
import { KIND_TEXT } from '../kinds.ts';
import type { Controller } from '../state/controller.ts';

const KINDS = ['invalid', 'schema'] as const;
const OPEN_UP_TO = 4;
/** Many messages name the column themselves. */
const COLUMN_SAID = /\bcolumn \d/;

/** Findings of such a kind have no row in the table. */
export function hasNoRow(kind: string): boolean {
  return kind === 'invalid' || kind === 'schema';
}

export function showProblems(): void {
  const list = document.querySelector<HTMLDetailsElement>('#problems');
  if (!list) return;
  list.open = true;
  list.scrollIntoView({ block: 'nearest' });
}

function problemView(f: Finding, report: Report, c: Controller): TemplateResult {
  const file = report.files.findIndex((known) => known.path === f.file);
  const where = `${report.files.length > 1 ? `${baseName(f.file)} ` : ''}line ${formatInteger(f.line)}`;
  return html`<li>
    <button class="link" title=${f.file} @click=${() => c.call('reveal', { file: Math.max(file, 0), line: f.line })}>${where}</button>
    ${f.column === undefined || COLUMN_SAID.test(f.message) ? nothing : html`<span class="muted">column ${formatInteger(f.column)}</span>`}
    <span>${f.message.replace(/^Schema: /, '').replace(/\.$/, '')}</span>
  </li>`;
}

export function problemsView(report: Report, c: Controller): TemplateResult | typeof nothing {
  const total = KINDS.reduce((sum, kind) => sum + (report.findings.counts[kind] ?? 0), 0);
  if (total === 0) return nothing;
  const listed = report.findings.top.filter((f) => hasNoRow(f.kind));
  const counts = KINDS.filter((kind) => report.findings.counts[kind]).map((kind) =>
    plural(report.findings.counts[kind]!, KIND_TEXT[kind].one, KIND_TEXT[kind].many),
  );
  return html`<details id="problems" class="problems" ?open=${total <= OPEN_UP_TO}>
    <summary>${counts.join(', ')}</summary>
    <ul>${listed.map((f) => problemView(f, report, c))}</ul>
    ${
      listed.length < total
        ? html`<p class="muted note">${formatInteger(total - listed.length)} more are not listed here.</p>`
        : nothing
    }
  </details>`;
}
