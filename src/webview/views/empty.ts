// Never inspected: one sentence, one button.
import { html, type TemplateResult } from 'lit';
import type { Controller } from '../state/controller.ts';

export function emptyView(c: Controller): TemplateResult {
  return html`<section class="empty">
    <p>Inspect this corpus to see how varied it is, what repeats, and which rows add nothing.</p>
    <vscode-button @click=${() => c.call('inspect', {})}>Inspect</vscode-button>
  </section>`;
}
