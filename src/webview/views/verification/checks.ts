// What was checked in one sample, each check with its reason and what stands there.
import { html, nothing, type TemplateResult } from 'lit';
import type { RowDetail } from '../../../protocol/hostApi.ts';
import type { RowCheck, Verdict } from '../../../protocol/verifyApi.ts';
import { plural } from '../../format.ts';

/** Verified checks of a long answer are many and alike. */
const SHOWN = 12;

const SIGNS: Readonly<Record<Verdict, string>> = { verified: '✓', failed: '✗', 'not checkable': '–' };

function checkView({ verifier, verdict, reason, quote }: RowCheck): TemplateResult {
  return html`<li class=${`verify-check verify-check-${verdict.replace(' ', '-')}`}><span class="sign" aria-hidden="true">${SIGNS[verdict]}</span>
    <span><span class="sr-only">${verdict}: </span><span dir="auto">${reason}</span> <span class="muted">${verifier}</span>
    ${quote ? html`<q class="muted quote" dir="auto">${quote}</q>` : nothing}</span></li>`;
}

export function checksView({ verification }: RowDetail): TemplateResult | typeof nothing {
  if (!verification) return nothing;
  const { verdict, checks, more } = verification;
  const [first, rest] = [checks.slice(0, SHOWN), checks.slice(SHOWN)];
  const left = rest.length + more;
  return html`<h4>Verification: ${verdict}</h4>
    ${checks.length === 0 ? html`<p class="muted note">Nothing in it can be checked.</p>` : html`<ul class="checks">${first.map(checkView)}</ul>`}
    ${
      rest.length > 0
        ? html`<details><summary>${plural(left, 'more check')}</summary><ul class="checks">${rest.map(checkView)}</ul></details>`
        : nothing
    }`;
}
