// Asks what a corpus is compared with: a version in git, the generations in a field, or another file.
import * as vscode from 'vscode';
import type { FieldValues } from '../../../protocol/traitsApi.ts';
import { type Answer, ask, BACK, walk } from '../../calibration/steps.ts';
import type { Corpus } from '../../corpus.ts';
import type { Services } from '../../services.ts';
import { titleOf } from '../../titles.ts';
import { askField } from './askField.ts';
import { askFiles } from './askFiles.ts';
import { askVersion } from './askGit.ts';
import type { Choice } from './choice.ts';
import { versionedFile } from './git.ts';
import { generationsFirst, tellsGenerations } from './order.ts';

interface State {
  readonly from?: Choice['from'];
  readonly choice?: Choice;
}

/** A field that tells generations is offered first where it is known so soon, ms. */
const SOON_MS = 500;

/** Undefined where the person gave up. Rejects with a sentence where git has no version of the file. */
export async function askChoice(services: Services, corpus: Corpus): Promise<Choice | undefined> {
  const title = vscode.l10n.t('Compare {0}', titleOf(corpus));
  const fields = fieldsOf(services, corpus);
  const state = await walk<State>({}, [
    async (_, place) => {
      const from = await askKind(corpus, await soon(fields.known), { title, ...place });
      return from === undefined || from === BACK ? from : { from: from as Choice['from'] };
    },
    async ({ from }, place) => {
      const choice = await askRest(from, services, corpus, fields, { title, ...place });
      return choice === undefined || choice === BACK ? choice : { from: from!, choice: choice as Choice };
    },
  ]);
  return state?.choice;
}

interface Place {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
}

async function askKind(
  { targets }: Corpus,
  fields: readonly FieldValues[],
  place: Place,
): Promise<Answer<Choice['from']>> {
  const { t } = vscode.l10n;
  const [first] = generationsFirst(fields);
  const told = first && tellsGenerations(first.field) ? first : undefined;
  const git = {
    label: t('$(git-commit) Its version in git…'),
    detail: t('HEAD, a tag or an earlier commit: what the edits since have lost.'),
    from: 'git' as const,
  };
  const field = {
    label: told ? t('$(symbol-field) Generations in {0}…', told.field) : t('$(symbol-field) Generations in a field…'),
    description: told ? t('{0} values', told.values.length) : '',
    detail: t('Each value is a generation; the first is what the others are compared with.'),
    from: 'field' as const,
  };
  const file = {
    label: t('$(file) Another file…'),
    detail: t('An earlier or a later snapshot, or a corpus of people’s texts.'),
    from: 'files' as const,
  };
  const hasVersions = targets.length === 1 && targets[0]?.scheme === 'file';
  const mayBeFirst = targets.length === 1;
  const items = [
    ...(told ? [field] : []),
    ...(hasVersions ? [git] : []),
    ...(mayBeFirst ? [file] : []),
    ...(told ? [] : [field]),
  ];
  const item = await ask({ ...place, placeholder: t('What is it compared with?'), items });
  return item === undefined || item === BACK ? item : item.from;
}

async function askRest(
  from: Choice['from'] | undefined,
  services: Services,
  corpus: Corpus,
  fields: Fields,
  place: Place,
): Promise<Answer<Choice>> {
  const file = corpus.targets[0]!;
  if (from === 'git') return askVersion(await versionedFile(file), place);
  if (from === 'field') return askField(await fields.all(), place);
  const files = await askFiles(file, services.corpora, place);
  return files === undefined || files === BACK ? files : { from: 'files', files: files as vscode.Uri[] };
}

/** What is known of a corpus's fields. */
export interface Fields {
  /** Of a corpus that is inspected already. */
  readonly known: Promise<readonly FieldValues[]>;
  /** Inspects the corpus where that has not been done. */
  all(): Promise<readonly FieldValues[]>;
}

export function fieldsOf({ engine }: Services, corpus: Corpus): Fields {
  const ask = () => engine.api.fieldValues({ corpus: corpus.id });
  const known = corpus.report && !corpus.isRunning ? ask().catch(() => []) : Promise.resolve([]);
  const all = async () => {
    const there = await known;
    if (there.length > 0) return there;
    const title = vscode.l10n.t('Reading the fields of {0}', titleOf(corpus));
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, async () => {
      await (corpus.running ?? (corpus.report ? undefined : corpus.inspect()));
      return ask();
    });
  };
  return { known, all };
}

function soon<T>(promise: Promise<readonly T[]>): Promise<readonly T[]> {
  return Promise.race([promise, new Promise<readonly T[]>((resolve) => setTimeout(() => resolve([]), SOON_MS))]);
}
