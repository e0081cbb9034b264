// Asks which field tells the generations of a corpus apart.
import * as vscode from 'vscode';
import type { FieldValues } from '../../../protocol/traitsApi.ts';
import { type Answer, ask, BACK } from '../../calibration/steps.ts';
import type { Choice } from './choice.ts';
import { generationsFirst, inOrder, tellsGenerations } from './order.ts';

const MOST_SHOWN = 8;

export async function askField(
  fields: readonly FieldValues[],
  place: { readonly title: string; readonly step: number; readonly steps: number },
): Promise<Answer<Choice>> {
  const { t } = vscode.l10n;
  const known = generationsFirst(fields).map(({ field, values }, i) => ({
    label: field,
    description: i === 0 && tellsGenerations(field) ? t('suggested') : '',
    detail: listed(values),
    field,
  }));
  const other = { label: t('$(edit) Another field…'), description: '', detail: t('By its name or path.'), field: null };
  for (;;) {
    const item = await ask({
      ...place,
      placeholder: t('Which field holds the generation?'),
      items: [...known, other],
    });
    if (item === undefined || item === BACK) return item;
    const field = item.field ?? (await typedField(place.title));
    if (field) return { from: 'field', field };
  }
}

async function typedField(title: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: t('The field, such as generation or meta.round'),
    ignoreFocusOut: true,
  });
  return typed?.trim();
}

function listed(values: FieldValues['values']): string {
  const names = inOrder(values, ({ value }) => value).map(({ value, rows }) => `${value || '""'} (${rows})`);
  const more = names.length - MOST_SHOWN;
  const shown = names.slice(0, MOST_SHOWN).join(', ');
  return more > 0 ? vscode.l10n.t('{0} and {1} more', shown, more) : shown;
}
