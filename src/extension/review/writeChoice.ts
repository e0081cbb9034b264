// Asks what leaves a corpus when it is written: decisions, kinds of findings, each with the number of samples that would go.
import * as vscode from 'vscode';
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import type { DropChoice } from '../../protocol/reviewApi.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';
import { kindLabel, kindReason } from '../kinds.ts';
import { throttle } from '../throttle.ts';
import { titleOf } from '../titles.ts';
import { count } from './treeItems.ts';

const RECOUNT_MS = 150;

export interface WriteChoice {
  readonly choice: DropChoice;
  readonly withDropped: boolean;
}

interface Item extends vscode.QuickPickItem {
  /** What it adds to the choice. */
  readonly part?: DropChoice;
  readonly isDroppedToo?: boolean;
}

/** `given`: what was selected in the panel, offered beside the rest. Undefined when the person leaves. */
export function chooseWhatGoes(
  engine: Pick<Engine, 'api'>,
  corpus: Corpus,
  given: DropChoice | undefined,
): Promise<WriteChoice | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  const { items, picked } = itemsFor(corpus, given);
  pick.title = vscode.l10n.t('Write {0} without what is ticked', titleOf(corpus));
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.matchOnDetail = true;
  pick.items = items;
  pick.selectedItems = picked;
  const control = new AbortController();
  const total = async (choice: DropChoice) =>
    (await engine.api.droppedSamples({ corpus: corpus.id, choice, offset: 0, limit: 0 }, { signal: control.signal }))
      .total;
  countParts(pick, items, total).catch(() => {
    pick.busy = false;
  });
  let asked = 0;
  const recount = throttle(() => {
    const turn = ++asked;
    const { choice } = chosenOf(pick.selectedItems);
    total(choice).then(
      (n) => {
        if (turn === asked) pick.placeholder = goes(n, samplesOf(corpus));
      },
      (error: unknown) => {
        if (turn === asked && !control.signal.aborted) pick.placeholder = uncounted(error);
      },
    );
  }, RECOUNT_MS);
  recount();
  return new Promise((resolve) => {
    pick.onDidChangeSelection(() => recount());
    pick.onDidAccept(() => {
      resolve(chosenOf(pick.selectedItems));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      control.abort();
      recount.dispose();
      pick.dispose();
    });
    pick.show();
  });
}

function itemsFor(corpus: Corpus, given: DropChoice | undefined): { items: Item[]; picked: Item[] } {
  const counts = corpus.report?.findings.counts ?? {};
  const decisions: Item = {
    label: vscode.l10n.t('Dropped by hand'),
    detail: vscode.l10n.t('Your decisions. What you kept by hand stays, whatever else is chosen.'),
    part: { decisions: true },
  };
  const kinds = FINDING_KINDS.filter((kind) => (counts[kind] ?? 0) > 0).map(
    (kind): Item & { finding: FindingKind } => ({
      label: kindLabel(kind),
      detail: kindReason(kind),
      part: { decisions: false, kinds: [kind] },
      finding: kind,
    }),
  );
  const selected: Item | undefined =
    given && (given.filter || given.groups?.length || given.rows?.length || given.lowNovelty !== undefined)
      ? { label: vscode.l10n.t('What is selected in the report'), part: { ...given, decisions: false } }
      : undefined;
  const droppedToo: Item = {
    label: vscode.l10n.t('Write the dropped rows, too'),
    detail: vscode.l10n.t('Into a file of their own beside it.'),
    isDroppedToo: true,
  };
  const head = selected ? [decisions, selected] : [decisions];
  const picked = [...(given?.decisions === false ? [] : [decisions]), ...(selected ? [selected] : [])];
  if (!selected) picked.push(...kinds.filter(({ finding }) => given?.kinds?.includes(finding)));
  return { items: [...head, ...kinds, { label: '', kind: vscode.QuickPickItemKind.Separator }, droppedToo], picked };
}

/** The number of samples that each part alone would take. Shown at once for all: every time the list is drawn anew a key may get
 *  lost, and a tick that was on its way. */
async function countParts(
  pick: vscode.QuickPick<Item>,
  items: readonly Item[],
  total: (choice: DropChoice) => Promise<number>,
): Promise<void> {
  pick.busy = true;
  for (const item of items) if (item.part) item.description = samplesWords(await total(item.part));
  // The same objects: what is selected stays so.
  const selected = pick.selectedItems;
  const active = pick.activeItems;
  pick.items = [...items];
  pick.selectedItems = selected;
  pick.activeItems = active;
  pick.busy = false;
}

function chosenOf(items: readonly Item[]): WriteChoice {
  const parts = items.flatMap(({ part }) => (part ? [part] : []));
  const kinds = new Set(parts.flatMap((part) => part.kinds ?? []));
  const rest = parts.find((part) => part.filter || part.groups || part.rows || part.lowNovelty !== undefined) ?? {};
  return {
    choice: { ...rest, decisions: parts.some((part) => part.decisions === true), kinds: [...kinds] },
    withDropped: items.some(({ isDroppedToo }) => isDroppedToo),
  };
}

function samplesOf(corpus: Corpus): number {
  return (corpus.report?.files ?? []).reduce((sum, file) => sum + file.samples, 0);
}

function uncounted(error: unknown): string {
  return vscode.l10n.t('It could not be counted. {0}', error instanceof Error ? error.message : String(error));
}

function samplesWords(n: number): string {
  return n === 1 ? vscode.l10n.t('1 sample') : vscode.l10n.t('{0} samples', count(n));
}

function goes(n: number, of: number): string {
  if (n === 0) return vscode.l10n.t('Nothing goes: all {0} samples stay', count(of));
  return vscode.l10n.t('{0} of {1} samples go', count(n), count(of));
}
