// The line that says what was just decided, how much was decided so far, and takes it back.
import { html, nothing, type TemplateResult } from 'lit';
import { formatInteger } from '../../format.ts';
import type { Controller } from '../../state/controller.ts';
import type { Model } from '../../state/model.ts';

export function saidView(model: Model, c: Controller): TemplateResult | typeof nothing {
  const { said, host } = model;
  const review = host?.review;
  const counts = [
    review?.dropped ? `${formatInteger(review.dropped)} dropped` : '',
    review?.kept ? `${formatInteger(review.kept)} kept` : '',
    review?.stray ? `${formatInteger(review.stray)} of samples that are gone` : '',
  ].filter(Boolean);
  if (!said && counts.length === 0 && !review?.undo && !review?.trouble) return nothing;
  // The button goes when nothing is left to take back; the focus stays on the line then.
  const undo = (event: Event) => {
    (event.currentTarget as HTMLElement).closest<HTMLElement>('.said')?.focus({ preventScroll: true });
    c.undo();
  };
  // Alone, the button says what it takes back.
  const alone = !said && counts.length === 0;
  return html`<div class="said" tabindex="-1">
    ${said ? html`<strong>${said.replace(/ Undo with U\.$/, '')}</strong>` : nothing}
    ${counts.length > 0 ? html`<span class="muted tabular" title=${review?.ledger ?? nothing}>Decided: ${counts.join(' · ')}</span>` : nothing}
    ${review?.undo ? html`<button class="link" title=${`${review.undo} (U)`} @click=${undo}>${alone ? `Undo: ${review.undo}` : 'Undo'}</button>` : nothing}
    ${review?.trouble ? html`<span>${review.trouble}</span>` : nothing}
  </div>`;
}
