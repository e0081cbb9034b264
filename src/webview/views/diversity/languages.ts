// Which languages a view holds, as far as a small library can guess.
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewReport } from '../../../engine/report.ts';
import { formatInteger, formatPercent } from '../../format.ts';

const MAX_SHOWN = 4;
/** Mean confidence below which the guess is called one. */
const UNSURE = 0.5;

/** "English 96 % · German 3 %, guessed from 300 drawn samples"; empty where nothing was guessed. */
export function languagesText({ languages = [], languagesDrawn: drawn }: ViewReport): string {
  if (languages.length === 0) return '';
  const shown = languages.slice(0, MAX_SHOWN).map((l) => {
    const unsure = l.confidence < UNSURE ? ' (unsure)' : '';
    return `${l.name} ${formatPercent(l.share)}${unsure}`;
  });
  const rest = languages.slice(MAX_SHOWN).reduce((sum, l) => sum + l.share, 0);
  if (rest > 0) shown.push(`others ${formatPercent(rest)}`);
  const drew = drawn && drawn.n < drawn.of ? `${formatInteger(drawn.n)} drawn ${drawn.unit}` : '';
  const from = drew || (drawn ? `all ${drawn.unit}` : 'drawn samples');
  return `${shown.join(' · ')}, guessed from ${from}`;
}

export function languagesView(view: ViewReport): TemplateResult | typeof nothing {
  const text = languagesText(view);
  return text === '' ? nothing : html`<p class="languages">${text}</p>`;
}
