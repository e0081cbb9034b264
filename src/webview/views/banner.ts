// The line under the header: what the run is doing, or what is not as it should be.
import { html, nothing, type TemplateResult } from 'lit';
import type { InspectProgress, Phase } from '../../protocol/hostApi.ts';
import type { PanelPhase, PanelState, Preview } from '../../protocol/panelApi.ts';
import { formatBytes, formatInteger, formatPercent, plural } from '../format.ts';
import type { Model } from '../state/model.ts';
import { errorIcon, infoIcon, warningIcon } from './icons.ts';

const PHASE_WORDS: Record<PanelPhase, string> = {
  empty: 'Not inspected yet',
  running: 'Inspecting',
  done: 'Done',
  partial: 'Incomplete',
  cancelled: 'Cancelled',
  failed: 'Failed',
  stale: 'Out of date',
};

const STEP_WORDS: Record<Phase, string> = {
  reading: 'Reading the file',
  measuring: 'Measuring',
  verifying: 'Verifying',
  comparing: 'Comparing samples',
  leakage: 'Looking for evaluation items',
  evidence: 'Looking for covering samples',
  drawing: 'Measuring drawn samples',
  reporting: 'Writing the report',
};

export function phaseWord(phase: PanelPhase): string {
  return PHASE_WORDS[phase];
}

function progressWords(p: InspectProgress): string {
  const bytes = p.bytes > 0 ? ` · ${formatBytes(p.bytes)} of ${formatBytes(p.totalBytes)}` : '';
  const samples = p.samples > 0 ? ` · ${plural(p.samples, 'sample')} so far` : '';
  return `${STEP_WORDS[p.phase]} · ${formatPercent(Math.floor(p.fraction * 100) / 100)}${samples}${bytes}`;
}

/** "from 8 of 1,024 blocks". */
export function previewWords({ done, of, unit }: Preview): string {
  const [part, whole] =
    unit === 'bytes' ? [formatBytes(done), formatBytes(of)] : [formatInteger(done), formatInteger(of)];
  const among = unit === 'bytes' ? whole : `${whole} ${unit}`;
  return done < of ? `from ${part} of ${among}` : `from all ${among}, without the metrics that draw samples`;
}

/** What the numbers under the progress bar are. */
function numbersWords({ report, preview }: PanelState): string {
  if (preview && preview.done >= preview.of)
    return ' · the numbers below are whole; those of drawn samples are to come';
  if (preview) return ` · numbers so far are ${previewWords(preview)}: every ≈ may still move`;
  return report && !report.partial ? ' · the numbers below are of the last result' : '';
}

function running(host: PanelState): TemplateResult {
  const p = host.progress;
  return html`<section class="banner banner-running" aria-label="Progress">
    <p class="tabular">${p ? progressWords(p) : 'Starting…'}<span class="muted">${numbersWords(host)}</span></p>
    <vscode-progress-bar aria-label="Inspection" .max=${100} .value=${p ? Math.round(p.fraction * 100) : undefined}
      ?indeterminate=${!p}></vscode-progress-bar>
  </section>`;
}

/** What to say when the host says nothing itself. */
function fallback(host: PanelState): string {
  switch (host.phase) {
    case 'partial':
      return 'A part of the corpus is missing from these numbers.';
    case 'cancelled':
      if (host.preview) return `The inspection was stopped; the numbers below are ${previewWords(host.preview)}.`;
      return host.report
        ? 'The inspection was stopped; the numbers below are of the last result.'
        : 'The inspection was stopped before there was anything to show. Try again to start over.';
    case 'failed':
      return 'The inspection failed. Try again; if it keeps failing, the output channel “Corpus Inspector” says more.';
    default:
      return 'The corpus changed after it was inspected. Inspect again to bring the numbers up to date.';
  }
}

export function bannerView(model: Model): TemplateResult | typeof nothing {
  const host = model.host!;
  const notice = model.notice
    ? html`<section class="banner banner-error" role="alert">${errorIcon}<p>${model.notice}</p></section>`
    : nothing;
  if (host.phase === 'running') return html`${notice}${running(host)}`;
  if (host.phase === 'done' || host.phase === 'empty') return notice;
  const icon = { partial: warningIcon, failed: errorIcon, cancelled: infoIcon, stale: infoIcon }[host.phase];
  const css = { partial: 'warning', failed: 'error', cancelled: 'info', stale: 'info' }[host.phase];
  // Of a cancelled one the host says no more than the word before it.
  const said = host.phase === 'cancelled' ? '' : host.message || host.report?.partial;
  const message = said || fallback(host);
  return html`${notice}<section class="banner banner-${css}" aria-label=${phaseWord(host.phase)}>
    ${icon}<p><strong>${phaseWord(host.phase)}.</strong> ${message}</p>
  </section>`;
}
