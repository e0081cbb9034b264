// Where the rows of a calibration come from: a file, the rows of the corpus with a field's value, or rows marked in the panel.
import * as vscode from 'vscode';
import type { Mark } from '../../protocol/marks.ts';
import type { CalibrationRows, FieldValues } from '../../protocol/traitsApi.ts';
import type { Corpus } from '../corpus.ts';
import { refOf } from '../inspection.ts';
import type { Services } from '../services.ts';
import { type Answer, ask, BACK } from './steps.ts';

/** What was chosen; rows are looked up when the calibration starts. */
export type Source =
  | { readonly from: 'file'; readonly uri: vscode.Uri }
  | { readonly from: 'field'; readonly field: string; readonly value: string }
  | { readonly from: 'marks'; readonly as: Mark };

export interface SourceContext {
  readonly services: Pick<Services, 'engine' | 'marks' | 'mirrors'>;
  readonly corpus: Corpus;
  /** Asked for once. */
  readonly fields: Promise<readonly FieldValues[]>;
}

const MAX_VALUES_SHOWN = 4;
const FILES = { JSONL: ['jsonl', 'ndjson', 'json'], Text: ['txt'] };

interface Place {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
}

export function isSameSource(a: Source, b: Source): boolean {
  return JSON.stringify(keyed(a)) === JSON.stringify(keyed(b));
}

function keyed(source: Source) {
  return source.from === 'file' ? { ...source, uri: source.uri.toString() } : source;
}

/** `none`: no rows of this kind, where that is allowed. */
export async function askSource(
  context: SourceContext,
  as: Mark,
  place: Place,
): Promise<Answer<Source | { readonly from: 'none' }>> {
  const { services, corpus, fields } = context;
  const { t } = vscode.l10n;
  const marked = services.marks.count(corpus, as);
  for (;;) {
    const none = {
      label: t('No LLM rows'),
      detail: t('Human rows alone are enough for findings. The share of LLM-like rows (α) needs both.'),
      from: 'none' as const,
    };
    const choice = await ask({
      ...place,
      placeholder: as === 'human' ? t('Where are rows that people wrote?') : t('Where are rows that a model wrote?'),
      items: [
        ...(as === 'llm' ? [none] : []),
        {
          label: t('$(file) A file…'),
          detail: t('All its rows, of the same kind and language as this corpus. About 100 are enough.'),
          from: 'file' as const,
        },
        {
          label: t('$(symbol-field) A field of this corpus…'),
          detail:
            as === 'human'
              ? t('The rows where a field says so, such as source = human.')
              : t('The rows where a field says so, such as source = gpt-4o.'),
          from: 'field' as const,
        },
        {
          label: t('$(checklist) Rows marked in the panel'),
          description: String(marked),
          detail: t('Under Samples in the report: key {0} marks a row.', as === 'human' ? 'H' : 'L'),
          from: 'marks' as const,
        },
      ],
      refuse: (item) =>
        item.from === 'marks' && marked === 0
          ? t(
              'No row is marked yet: choose rows under Samples in the report and press {0}.',
              as === 'human' ? 'H' : 'L',
            )
          : undefined,
    });
    if (choice === undefined || choice === BACK) return choice;
    if (choice.from === 'none') return { from: 'none' };
    if (choice.from === 'marks') return { from: 'marks', as };
    if (choice.from === 'file') {
      const uri = await askFile(corpus, as);
      if (uri) return { from: 'file', uri };
    } else {
      const field = await askField(fields, place);
      if (field !== BACK) return field;
    }
  }
}

async function askFile(corpus: Corpus, as: Mark): Promise<vscode.Uri | undefined> {
  const [first] = corpus.targets;
  const defaultUri = first && first.scheme === 'file' ? vscode.Uri.joinPath(first, '..') : undefined;
  const chosen = await vscode.window.showOpenDialog({
    title:
      as === 'human'
        ? vscode.l10n.t('File of rows that people wrote')
        : vscode.l10n.t('File of rows that a model wrote'),
    openLabel: vscode.l10n.t('Use These Rows'),
    filters: FILES,
    ...(defaultUri ? { defaultUri } : {}),
  });
  return chosen?.[0];
}

/** Two questions that count as one step: the way back leads from the value to the field. */
async function askField(fields: Promise<readonly FieldValues[]>, place: Place): Promise<Answer<Source>> {
  const { t } = vscode.l10n;
  const known = await fields;
  if (known.length === 0) {
    vscode.window.showInformationMessage(t('No field of this corpus has few enough values to choose from.'));
    return BACK;
  }
  for (;;) {
    const field = await ask({
      ...place,
      canGoBack: true,
      placeholder: t('Which field tells who wrote a row?'),
      items: known.map(({ field, values }) => ({ label: field, detail: listedValues(values), values })),
    });
    if (field === undefined || field === BACK) return field;
    const value = await ask({
      ...place,
      canGoBack: true,
      placeholder: t('Which value of {0}?', field.label),
      items: field.values.map(({ value, rows }) => ({
        label: value === '' ? t('(empty)') : value,
        description: rows === 1 ? t('1 row') : t('{0} rows', rows),
        value,
      })),
    });
    if (value === undefined) return undefined;
    if (value !== BACK) return { from: 'field', field: field.label, value: value.value };
  }
}

function listedValues(values: FieldValues['values']): string {
  const shown = values.slice(0, MAX_VALUES_SHOWN).map(({ value, rows }) => `${value || '""'} (${rows})`);
  const more = values.length - shown.length;
  return more > 0 ? vscode.l10n.t('{0} and {1} more', shown.join(', '), more) : shown.join(', ');
}

/** The rows as the engine is asked for them, with the number of marked rows that are gone. */
export async function rowsOf(
  source: Source,
  { services, corpus }: SourceContext,
  signal: AbortSignal,
): Promise<{ readonly rows: CalibrationRows; readonly lost: number }> {
  switch (source.from) {
    case 'file':
      return { rows: { from: 'file', file: await refOf(source.uri, services.mirrors) }, lost: 0 };
    case 'field':
      return { rows: source, lost: 0 };
    case 'marks': {
      const { rows, lost } = await services.marks.rowsOf(services.engine, corpus, source.as, signal);
      return { rows: { from: 'rows', rows }, lost };
    }
  }
}
