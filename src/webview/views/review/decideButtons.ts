// Keep, drop and undo for one sample, with what was decided about it in words; and the keys for them.
import { html, nothing, type TemplateResult } from 'lit';
import type { RowSummary } from '../../../protocol/hostApi.ts';
import { decidedWords } from '../../reviewText.ts';
import type { Controller } from '../../state/controller.ts';

type Decidable = Pick<RowSummary, 'row' | 'line' | 'file' | 'decision'>;

export function decideRows(c: Controller, rows: readonly Decidable[], action: 'drop' | 'keep'): void {
  c.decide(
    { rows: rows.map(({ row }) => row) },
    action,
    decidedWords(
      rows.map(({ line }) => line),
      action,
    ),
  );
}

function decideRow(c: Controller, row: Decidable, action: 'drop' | 'keep'): void {
  decideRows(c, [row], action);
}

export function decideButtons(row: Decidable, c: Controller): TemplateResult {
  const button = (action: 'drop' | 'keep', words: string, key: string) =>
    html`<vscode-button secondary title=${`Key ${key}`} @click=${() => decideRow(c, row, action)}>${words} (${key})</vscode-button>`;
  return html`${button('keep', 'Keep', 'K')} ${button('drop', 'Drop', 'D')}
    <vscode-button secondary title="Takes back the last decision (key U)" @click=${() => c.undo()}>Undo (U)</vscode-button>`;
}

export function decisionView({ decision }: Pick<RowSummary, 'decision'>): TemplateResult | typeof nothing {
  if (!decision) return nothing;
  const words =
    decision === 'dropped'
      ? 'You dropped this sample: it is left out of the reviewed corpus.'
      : 'You kept this sample: its findings are ignored.';
  return html`<p class="decision badge-line">${words}</p>`;
}

/** A letter that is not typed into something, nor meant for the editor. */
function isBare({ altKey, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey) return false;
  if (!(target instanceof HTMLElement)) return true;
  const types = target instanceof HTMLInputElement && /^(checkbox|range)$/.test(target.type);
  return types || !/^(input|textarea|select|vscode-textfield|vscode-single-select)$/i.test(target.tagName);
}

/** U, wherever it means nothing else. */
export function undoKey(event: KeyboardEvent, c: Controller): void {
  if (event.defaultPrevented || event.key.toLowerCase() !== 'u' || !isBare(event)) return;
  event.preventDefault();
  c.undo();
}

/** Keys of a pane that shows the row; not while somebody types in it. */
export function decideKeys(event: KeyboardEvent, row: Decidable, c: Controller): void {
  if (!isBare(event)) return;
  const key = event.key.toLowerCase();
  if (key === 'k' || key === 'd') decideRow(c, row, key === 'k' ? 'keep' : 'drop');
  else if (key === 'u') c.undo();
  else if (key === 'escape') c.dispatch({ type: 'close-detail' });
  else return;
  event.preventDefault();
}
