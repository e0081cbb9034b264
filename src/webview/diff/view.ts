// A word-level diff on the page. What changed is said by line style and in words for screen readers, not by colour alone.
import { html, nothing, type TemplateResult } from 'lit';
import { formatInteger, plural } from '../format.ts';
import type { DiffPart } from './words.ts';

/** Of a longer stretch that both texts share, this much stays in sight beside each change. */
const SHARED_UNITS = 160;

/** The middle of a shared stretch that is left out; null where all of it is shown. */
export function gapOf(
  text: string,
  first: boolean,
  last: boolean,
): { readonly from: number; readonly to: number } | null {
  const from = first ? 0 : SHARED_UNITS;
  const to = text.length - (last ? 0 : SHARED_UNITS);
  if (to - from < SHARED_UNITS) return null;
  const space = (at: number) => /\s/.test(text[at] ?? ' ');
  let [start, end] = [from, to];
  while (start > 0 && start < end && !space(start)) start++;
  while (end < text.length && end > start && !space(end - 1)) end--;
  return end - start < SHARED_UNITS ? null : { from: start, to: end };
}

function sameView(text: string, first: boolean, last: boolean, whole: boolean): TemplateResult {
  const gap = whole ? null : gapOf(text, first, last);
  if (!gap) return html`${text}`;
  const words = text.slice(gap.from, gap.to).trim().split(/\s+/).length;
  return html`${text.slice(0, gap.from)}<span class="diff-gap"> … ${plural(words, 'word')} alike … </span>${text.slice(gap.to)}`;
}

function partView({ kind, text }: DiffPart): TemplateResult {
  return kind === 'removed'
    ? html`<del><span class="sr-only">[removed: </span>${text}<span class="sr-only">]</span></del>`
    : html`<ins><span class="sr-only">[added: </span>${text}<span class="sr-only">]</span></ins>`;
}

export interface DiffLook {
  /** What the first text is called: "line 40". */
  readonly from: string;
  /** Shared stretches in full. */
  readonly whole: boolean;
  readonly truncated: boolean;
}

export function diffView(parts: readonly DiffPart[], { from, whole, truncated }: DiffLook): TemplateResult {
  const alike = parts.every((p) => p.kind === 'same');
  const length = parts.reduce((n, p) => n + p.text.length, 0);
  return html`<p class="muted note diff-legend">${
    alike
      ? html`Word for word the same as ${from}.`
      : html`<del>Struck through</del>: only in ${from}. <ins>Underlined</ins>: only here.`
  }${truncated ? ` Of long texts the first 100,000 characters are compared.` : nothing}</p>
    <div class="sample-text diff-text" tabindex="0" role="group" aria-label=${`Compared with ${from}, ${formatInteger(length)} characters`}>${parts.map(
      (part, i) =>
        part.kind === 'same' ? sameView(part.text, i === 0, i === parts.length - 1, whole || alike) : partView(part),
    )}</div>`;
}
