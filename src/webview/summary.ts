// One or two sentences that say how the corpus is, with the report's own numbers and nothing that was not measured.
import type { FindingKind, Report } from '../engine/report.ts';
import type { ViewName } from '../engine/sample.ts';
import { formatCompact, formatNumber, listed, plural } from './format.ts';
import { isKind, KIND_TEXT } from './kinds.ts';
import { leakageSentence } from './leakageText.ts';
import { APPROX } from './metricText.ts';
import { comparableContext } from './strip.ts';

const VIEW_WORDS: Record<ViewName, string> = {
  text: 'In the texts',
  prompt: 'In the prompts',
  response: 'In the responses',
  system: 'In the system prompts',
  tools: 'In the tool definitions',
  thinking: 'In the thinking',
};

/** Kinds with at least one finding, most frequent first; ties in the report's order. */
export function countedKinds(report: Report): { kind: string; count: number }[] {
  return Object.entries(report.findings.counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count);
}

export function totalFindings(report: Report): number {
  return Object.values(report.findings.counts).reduce((sum, n) => sum + n, 0);
}

export function totalSamples(report: Report): number {
  return report.files.reduce((sum, f) => sum + f.samples, 0);
}

function worded(kind: string, count: number): string {
  if (!isKind(kind)) return `${plural(count, 'finding')} of kind ${kind}`;
  const text = KIND_TEXT[kind as FindingKind];
  return plural(count, text.one, text.many);
}

function findingSentence(report: Report): string {
  const kinds = countedKinds(report);
  if (totalSamples(report) === 0) {
    const found = kinds.map((k) => worded(k.kind, k.count));
    return `No sample could be read${found.length > 0 ? `: ${listed(found)}` : ''}.`;
  }
  const samples = plural(totalSamples(report), 'sample');
  if (kinds.length === 0) return `Nothing was flagged in ${samples}.`;
  const shown = kinds.slice(0, 3).map((k) => worded(k.kind, k.count));
  const rest = kinds.slice(3).reduce((sum, k) => sum + k.count, 0);
  if (rest > 0) shown.push(plural(rest, 'other finding'));
  return `${listed(shown)} in ${samples}.`;
}

/** Distinct-3 at an equal number of words, with its context, where it was measured so; else of the whole corpus. */
function diversitySentence(report: Report, view: ViewName, approx: string): string {
  const metrics = report.views[view]?.metrics ?? {};
  const distinct = metrics['distinct-3'];
  const gzip = metrics['gzip-ratio']?.value ?? null;
  if (distinct?.at) {
    const { words, value } = distinct.at;
    const two = (n: number) => n.toFixed(2);
    const context = comparableContext(distinct, true);
    const range = (i: readonly [number, number]) => `${two(i[0])}–${two(i[1])}`;
    const others = context ? `: human corpora measure ${range(context.human)}, LLM corpora ${range(context.llm)}` : '';
    return `${VIEW_WORDS[view]}, distinct-3 is ${approx}${two(value)} at ${formatCompact(words)} words${others}.`;
  }
  const share = distinct?.value ?? null;
  const parts: string[] = [];
  if (share !== null) parts.push(`${approx}${formatNumber(share, 'percent')} of the three-word sequences are distinct`);
  if (gzip !== null) parts.push(`gzip makes the text ${approx}${gzip.toFixed(1)} times smaller`);
  return parts.length === 0 ? '' : `${VIEW_WORDS[view]}, ${parts.join(', and ')}.`;
}

/** Empty sentences are left out. `preview`: the numbers are those of a part, and the sentences say so. */
export function summarySentences(report: Report, view: ViewName | null, preview = false): string[] {
  const found = findingSentence(report);
  const sentences = [
    preview ? `So far: ${found.charAt(0).toLowerCase()}${found.slice(1)}` : found,
    leakageSentence(report.leakage),
    view ? diversitySentence(report, view, preview ? APPROX : '') : '',
  ];
  return sentences.filter((s) => s !== '');
}
