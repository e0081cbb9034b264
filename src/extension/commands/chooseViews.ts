// Choose What to Measure…: a field with three example values, the view it should be, and for how long that holds.
import * as vscode from 'vscode';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import type { ViewCandidate } from '../../protocol/hostApi.ts';
import { activeUri } from '../active.ts';
import { settingsFor } from '../corpora.ts';
import type { Corpus } from '../corpus.ts';
import { refOf } from '../inspection.ts';
import type { Services } from '../services.ts';
import { SECTION } from '../settings.ts';
import { runExplicitly, tell } from './run.ts';

const EXAMPLE_CHARS = 32;

type Choice = { readonly selector: string; readonly view: ViewName } | 'detect';

export async function chooseViews(services: Services, given?: unknown): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : (services.active.corpus()?.targets[0] ?? activeUri());
  if (!uri) return;
  const corpus = given instanceof vscode.Uri ? undefined : services.active.corpus();
  await chooseViewsOf(services, corpus ?? services.corpora.open([uri]));
}

export async function chooseViewsOf(services: Services, corpus: Corpus): Promise<void> {
  const [uri] = corpus.targets;
  if (!uri) return;
  try {
    const file = await refOf(uri, services.mirrors);
    const candidates = await services.engine.api.viewCandidates({ file });
    if (candidates.length === 0) {
      vscode.window.showInformationMessage(
        vscode.l10n.t(
          'There are no fields to choose from here. How text is split is the setting {0}.',
          `${SECTION}.textSplit`,
        ),
      );
      return;
    }
    const choice = await choose(candidates);
    const scope = choice && (await chooseScope());
    if (!choice || !scope) return;
    if (scope === 'workspace') await store(uri, choice);
    else if (choice === 'detect') services.corpora.detectForSession(uri);
    else services.corpora.chooseForSession(uri, choice.view, choice.selector);
    await runExplicitly(services, corpus);
  } catch (error) {
    await tell(error, services.log);
  }
}

async function choose(candidates: readonly ViewCandidate[]): Promise<Choice | undefined> {
  const fields = candidates.map((candidate) => ({
    label: candidate.selector,
    description: [
      candidate.suggested ? viewLabel(candidate.suggested) : '',
      vscode.l10n.t('in {0} % of the rows', Math.round(candidate.share * 100)),
    ]
      .filter(Boolean)
      .join(' · '),
    detail: candidate.examples.map(quoted).join('  '),
    candidate,
  }));
  const detect = {
    label: vscode.l10n.t('Detect automatically'),
    detail: vscode.l10n.t('Forget what was chosen before.'),
  };
  const field = await vscode.window.showQuickPick([...fields, { ...detect, candidate: undefined }], {
    title: vscode.l10n.t('What to measure: field'),
    placeHolder: vscode.l10n.t('Choose a field by its values'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!field) return undefined;
  if (!field.candidate) return 'detect';
  const { selector, suggested } = field.candidate;
  const order = [...VIEW_NAMES].sort((a, b) => Number(b === suggested) - Number(a === suggested));
  const view = await vscode.window.showQuickPick(
    order.map((name) => ({ label: viewLabel(name), description: name, name })),
    {
      title: vscode.l10n.t('What to measure: view'),
      placeHolder: vscode.l10n.t('What is {0}?', selector),
    },
  );
  return view && { selector, view: view.name };
}

/** Without a folder there is no workspace to store a setting in. */
async function chooseScope(): Promise<'workspace' | 'session' | undefined> {
  if (!vscode.workspace.workspaceFolders?.length) return 'session';
  const items = [
    { label: vscode.l10n.t('For this workspace'), description: `${SECTION}.views`, scope: 'workspace' as const },
    { label: vscode.l10n.t('For this file, until the window is closed'), scope: 'session' as const },
  ];
  const title = vscode.l10n.t('What to measure: how long');
  return (await vscode.window.showQuickPick(items, { title }))?.scope;
}

async function store(uri: vscode.Uri, choice: Choice): Promise<void> {
  const { views } = settingsFor(uri);
  const value = choice === 'detect' ? undefined : { ...views, [choice.view]: choice.selector };
  await vscode.workspace.getConfiguration(SECTION, uri).update('views', value, vscode.ConfigurationTarget.Workspace);
}

/** Short enough that three of them fit on a line. */
function quoted(example: string): string {
  const text = example.replace(/\s+/g, ' ').trim();
  return text.length > EXAMPLE_CHARS ? `“${text.slice(0, EXAMPLE_CHARS)}…”` : `“${text}”`;
}

function viewLabel(view: ViewName): string {
  const labels: Record<ViewName, string> = {
    text: vscode.l10n.t('Text'),
    prompt: vscode.l10n.t('Prompt'),
    response: vscode.l10n.t('Response'),
    system: vscode.l10n.t('System prompt'),
    tools: vscode.l10n.t('Tool definitions'),
    thinking: vscode.l10n.t('Thinking'),
  };
  return labels[view];
}
