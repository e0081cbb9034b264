// The samples that cover one, or are nearly the same, each to be opened as a word-level diff.
import { html, nothing, type TemplateResult } from 'lit';
import type { RowDetail } from '../../../protocol/hostApi.ts';
import '../../diff/compareElement.ts';
import { formatPercent } from '../../format.ts';
import type { Controller } from '../../state/controller.ts';
import type { Links, Place } from '../links.ts';

interface Partner extends Place {
  readonly facts: readonly string[];
}

/** Covering samples first; one that is near as well stands once. */
export function partnersOf({ coveredBy, near }: Pick<RowDetail, 'coveredBy' | 'near'>): Partner[] {
  const all = new Map<string, Partner>();
  const add = ({ file, line }: Place, fact: string) => {
    const key = `${file}\n${line}`;
    all.set(key, { file, line, facts: [...(all.get(key)?.facts ?? []), fact] });
  };
  for (const r of coveredBy) add(r, `${formatPercent(r.share)} of its 4-grams`);
  for (const n of near) add(n, `Jaccard ${n.jaccard.toFixed(2)}`);
  return [...all.values()];
}

export interface PartnersLook {
  /** Under a heading of the level before. */
  readonly heading: 'h3' | 'h4';
  /** The first one is compared at once. */
  readonly open: boolean;
}

export function partnersView(
  d: RowDetail,
  links: Links,
  c: Controller,
  { heading, open }: PartnersLook,
): TemplateResult | typeof nothing {
  const partners = partnersOf(d);
  if (partners.length === 0) return nothing;
  const one = (p: Partner, i: number) => {
    const file = links.fileOf(p);
    const facts = html`<span class="num muted">${p.facts.join(' · ')}</span>`;
    if (file < 0) return html`<li class="partner">${links.to(p, d.path)} ${facts}</li>`;
    const find = (signal: AbortSignal) => c.options.host.rowAt({ file, line: p.line, view: d.view }, { signal });
    const fetch = (row: number, signal: AbortSignal) => c.options.host.detail({ row }, { signal });
    const key = `${c.model.host?.generation} ${p.file} ${p.line}`;
    return html`<li class="partner">
      <div class="partner-head">${links.to(p, d.path)} ${facts}</div>
      <details ?open=${open && i === 0}><summary>Word by word</summary>
        <ci-compare .row=${d.row} .text=${d.text} .other=${find} .otherKey=${key} .fetch=${fetch}></ci-compare></details>
    </li>`;
  };
  const title = d.coveredBy.length > 0 ? 'Covered by' : 'Near duplicates';
  return html`${heading === 'h3' ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`}<ul class="partners">${partners.map(one)}</ul>`;
}
