// Offers the sample editor for a file that is too large for the text editor's extensions: once per file, and remembered.
import * as vscode from 'vscode';
import { settingsFor } from '../corpora.ts';
import { SECTION } from '../settings.ts';
import { basename } from '../titles.ts';
import { isLarge, mayOpenAsSamples } from './largeFile.ts';
import type { SampleEditors } from './sampleEditors.ts';

const ANSWERS_KEY = 'largeFiles';
const MOST_ANSWERS = 200;

type Answers = Record<string, 'open' | 'no'>;

export class LargeFileOffer implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  /** Files that were looked at while their tab is open. */
  readonly #seen = new Set<string>();

  constructor(
    private readonly editors: Pick<SampleEditors, 'show'>,
    private readonly memento: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#subscription = vscode.window.tabGroups.onDidChangeTabs(({ opened, changed, closed }) => {
      for (const tab of closed)
        if (tab.input instanceof vscode.TabInputText) this.#seen.delete(tab.input.uri.toString());
      for (const tab of [...opened, ...changed]) this.#look(tab);
    });
    for (const { activeTab } of vscode.window.tabGroups.all) if (activeTab) this.#look(activeTab);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #look(tab: vscode.Tab): void {
    if (!(tab.input instanceof vscode.TabInputText) || !tab.isActive) return;
    const { uri } = tab.input;
    if (!mayOpenAsSamples(uri) || this.#seen.has(uri.toString())) return;
    this.#seen.add(uri.toString());
    this.#offer(uri, tab).catch((error) => this.log.error(error));
  }

  async #offer(uri: vscode.Uri, tab: vscode.Tab): Promise<void> {
    const { openLargeFiles } = settingsFor(uri);
    if (openLargeFiles === 'never' || !(await isLarge(uri))) return;
    const answers = this.memento.get<Answers>(ANSWERS_KEY) ?? {};
    const before = answers[uri.toString()];
    if (openLargeFiles === 'always' || before === 'open') return this.#open(uri, tab);
    if (before === 'no') return;
    const [open, always, no] = [vscode.l10n.t('Open'), vscode.l10n.t('Always for Large Files'), vscode.l10n.t('No')];
    const question = vscode.l10n.t(
      "{0} is too large for the text editor's extensions. Open it in the sample editor?",
      basename(uri),
    );
    const answer = await vscode.window.showInformationMessage(question, open, always, no);
    if (answer === undefined) return;
    await this.#remember(uri, answer === no ? 'no' : 'open');
    if (answer === always) {
      await vscode.workspace
        .getConfiguration(SECTION)
        .update('openLargeFiles', 'always', vscode.ConfigurationTarget.Global);
    }
    if (answer !== no) await this.#open(uri, tab);
  }

  /** In place of the tab that shows it as text. */
  async #open(uri: vscode.Uri, tab: vscode.Tab): Promise<void> {
    const { viewColumn } = tab.group;
    await this.editors.show(uri, undefined, { viewColumn });
    const id = uri.toString();
    const stale = vscode.window.tabGroups.all
      .filter((group) => group.viewColumn === viewColumn)
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === id);
    await vscode.window.tabGroups.close(stale, true);
  }

  async #remember(uri: vscode.Uri, answer: 'open' | 'no'): Promise<void> {
    const { [uri.toString()]: _, ...others } = this.memento.get<Answers>(ANSWERS_KEY) ?? {};
    const kept = [...Object.entries(others), [uri.toString(), answer]].slice(-MOST_ANSWERS);
    await this.memento.update(ANSWERS_KEY, Object.fromEntries(kept));
  }
}
