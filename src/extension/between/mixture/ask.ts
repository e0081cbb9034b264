// Asks what a mixture is planned from, and how much of it may be synthetic.
import * as vscode from 'vscode';
import type { FieldValues } from '../../../protocol/traitsApi.ts';
import { type Answer, ask, BACK, walk } from '../../calibration/steps.ts';
import type { Corpus } from '../../corpus.ts';
import type { Services } from '../../services.ts';
import { titleOf } from '../../titles.ts';
import { fieldsOf } from '../compare/ask.ts';
import { askFile } from '../compare/askFiles.ts';
import { type Choice, DEFAULT_SHARE, typedShare } from './choice.ts';

interface Place {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
}

interface State {
  readonly from?: 'file' | 'field';
  readonly choice: Choice;
}

/** The default first. */
const SHARES = [DEFAULT_SHARE, 0.05, 0.25, 0.5];
/** Fields that say where a row comes from are offered first. */
const TELLS = /^(?:.*\.)?(?:source|origin|provenance|generator|model|synthetic|is_synthetic|label)$/i;
const MOST_LISTED = 6;

/** Undefined where the person gave up. */
export async function askChoice(services: Services, corpus: Corpus): Promise<Choice | undefined> {
  const title = vscode.l10n.t('Plan a mixture with {0}', titleOf(corpus));
  const fields = fieldsOf(services, corpus);
  const file = corpus.targets[0] as vscode.Uri;
  const state = await walk<State>({ choice: { synthetic: [], share: DEFAULT_SHARE } }, [
    async (now, place) => {
      const from = await askFrom({ title, ...place });
      return from === undefined || from === BACK ? from : { ...now, from: from as 'file' | 'field' };
    },
    async (now, place) => {
      if (now.from === 'file') {
        const { t } = vscode.l10n;
        const uri = await askFile(
          file,
          services.corpora,
          { title, ...place },
          {
            placeholder: t('Which file holds the synthetic samples?'),
            title: t('File with synthetic samples'),
            open: t('Choose'),
          },
        );
        if (uri === undefined || uri === BACK) return uri;
        return { ...now, choice: { ...now.choice, synthetic: [uri as vscode.Uri] } };
      }
      const provenance = await askProvenance(await fields.all(), { title, ...place });
      if (provenance === undefined || provenance === BACK) return provenance;
      return { ...now, choice: { ...now.choice, provenance: provenance as NonNullable<Choice['provenance']> } };
    },
    async (now, place) => {
      const share = await askShare({ title, ...place });
      return share === undefined || share === BACK
        ? share
        : { ...now, choice: { ...now.choice, share: share as number } };
    },
  ]);
  return state?.choice;
}

async function askFrom(place: Place): Promise<Answer<'file' | 'field'>> {
  const { t } = vscode.l10n;
  const item = await ask({
    ...place,
    placeholder: t('Where are the synthetic samples?'),
    items: [
      { label: t('$(file) In another file…'), detail: t('This corpus is the real one.'), from: 'file' as const },
      {
        label: t('$(symbol-field) In this corpus…'),
        detail: t('A field tells real and synthetic rows apart.'),
        from: 'field' as const,
      },
    ],
  });
  return item === undefined || item === BACK ? item : item.from;
}

async function askProvenance(
  fields: readonly FieldValues[],
  place: Place,
): Promise<Answer<NonNullable<Choice['provenance']>>> {
  const { t } = vscode.l10n;
  const sorted = [...fields].sort((a, b) => Number(TELLS.test(b.field)) - Number(TELLS.test(a.field)));
  for (;;) {
    const item = await ask({
      ...place,
      placeholder: t('Which field says where a row comes from?'),
      items: sorted.map((known) => ({
        label: known.field,
        detail: known.values
          .slice(0, MOST_LISTED)
          .map(({ value, rows }) => `${value || '""'} (${rows})`)
          .join(', '),
        known,
      })),
    });
    if (item === undefined || item === BACK) return item;
    const chosen = await vscode.window.showQuickPick(
      item.known.values.map(({ value, rows }) => ({ label: value || '""', description: t('{0} rows', rows), value })),
      { title: place.title, placeHolder: t('Which values mean synthetic?'), canPickMany: true, ignoreFocusOut: true },
    );
    if (chosen && chosen.length > 0) return { field: item.known.field, synthetic: chosen.map(({ value }) => value) };
  }
}

async function askShare(place: Place): Promise<Answer<number>> {
  const { t } = vscode.l10n;
  const known = SHARES.map((share) => ({ label: t('{0} % of the words', Math.round(share * 100)), share }));
  const other = { label: t('$(edit) Another share…'), share: null };
  for (;;) {
    const placeholder = t('How much of the mix may be synthetic?');
    const item = await ask({ ...place, placeholder, items: [...known, other] });
    if (item === undefined || item === BACK) return item;
    const share = item.share ?? (await typed(place.title));
    if (share !== undefined) return share;
  }
}

async function typed(title: string): Promise<number | undefined> {
  const prompt = vscode.l10n.t('Synthetic words in the mix, in percent, above 0 and below 100');
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    ignoreFocusOut: true,
    validateInput: (now) => (now.trim() === '' || typedShare(now) !== undefined ? undefined : prompt),
  });
  return text === undefined ? undefined : typedShare(text);
}
