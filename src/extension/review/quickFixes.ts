// Quick fixes of flagged lines: drop, drop what a keeper covers, keep, compare, show what repeats. The edit is made when one is chosen.
import * as vscode from 'vscode';
import type { PlacedFinding } from '../../protocol/hostApi.ts';
import type { Findings, ShownFindings } from '../findings.ts';
import { fileIndex } from '../resolvePath.ts';
import { type CoveredGroup, coveredGroup } from './coveredGroup.ts';
import { cutIn, cuttingIn, type DocumentCut, editOf, type MadeCut, prepareCut } from './dropEdit.ts';
import type { Review } from './review.ts';
import { type TargetParts, targetsOf } from './targets.ts';
import { count } from './treeItems.ts';

const KINDS = [vscode.CodeActionKind.QuickFix];
/** Edits that were made ready and not chosen are forgotten in the end. */
const MAX_PREPARED = 50;
export const DROPPED_COMMAND = 'corpusInspector.didDropByQuickFix';
const KEEP_COMMAND = 'corpusInspector.keepSample';

/** Flagged lines of one document that a selection touches. */
interface Flagged {
  readonly document: vscode.TextDocument;
  readonly shown: ShownFindings;
  readonly findings: readonly PlacedFinding[];
  /** 1-based, ascending. */
  readonly lines: readonly number[];
}

class Fix extends vscode.CodeAction {
  constructor(
    title: string,
    readonly flagged: Flagged,
    /** What goes; null for a fix that is a command. */
    readonly cuts: (() => Promise<readonly DocumentCut[]>) | null,
  ) {
    super(title, vscode.CodeActionKind.QuickFix);
  }
}

export class QuickFixes implements vscode.CodeActionProvider<Fix>, vscode.Disposable {
  readonly #prepared = new Map<number, () => void>();
  readonly #subscriptions: readonly vscode.Disposable[];
  #next = 1;

  constructor(
    private readonly findings: Findings,
    private readonly review: Review,
    private readonly parts: TargetParts,
  ) {
    this.#subscriptions = [
      vscode.languages.registerCodeActionsProvider({ pattern: '**/*' }, this, { providedCodeActionKinds: KINDS }),
      vscode.commands.registerCommand(DROPPED_COMMAND, (id: unknown) => {
        if (typeof id === 'number') this.#prepared.get(id)?.();
      }),
    ];
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<Fix[]> {
    const flagged = this.#flaggedIn(document, range);
    if (!flagged) return [];
    const fixes = [this.#drop(flagged)];
    const group = flagged.lines.length === 1 ? await this.#group(flagged) : undefined;
    if (token.isCancellationRequested) return [];
    if (group) fixes.push(this.#dropCovered(flagged, group));
    const keep = keepFix(flagged);
    if (keep) fixes.push(keep);
    fixes.push(...lookFixes(flagged));
    const diagnostics = context.diagnostics.filter(({ source }) => source === 'Corpus Inspector');
    for (const fix of fixes) fix.diagnostics = [...diagnostics];
    return fixes;
  }

  async resolveCodeAction(fix: Fix): Promise<Fix> {
    if (!fix.cuts) return fix;
    const cuts = await fix.cuts();
    const made = cuts.map((cut) => prepareCut(cut));
    fix.edit = editOf(cuts);
    const id = this.#next++;
    const samples = cuts.reduce((n, cut) => n + cut.samples, 0);
    this.#prepared.set(id, () => this.#note(fix.flagged.shown, made, samples));
    this.#prepared.delete(id - MAX_PREPARED);
    fix.command = { command: DROPPED_COMMAND, title: fix.title, arguments: [id] };
    return fix;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#prepared.clear();
  }

  #flaggedIn(document: vscode.TextDocument, range: vscode.Range): Flagged | undefined {
    const shown = this.findings.of(document.uri);
    if (!shown) return undefined;
    const from = range.start.line + 1;
    // A selection of whole lines ends at the start of the line behind them.
    const endsBefore = !range.isSingleLine && range.end.character === 0;
    const to = range.end.line + (endsBefore ? 0 : 1);
    const findings = shown.findings.filter(({ line }) => line >= from && line <= to);
    const lines = [...new Set(findings.map(({ line }) => line))].sort((a, b) => a - b);
    return lines.length > 0 ? { document, shown, findings, lines } : undefined;
  }

  #drop(flagged: Flagged): Fix {
    const { findings, lines } = flagged;
    const title =
      lines.length === 1
        ? vscode.l10n.t('Drop this sample')
        : vscode.l10n.t('Drop these {0} samples', count(lines.length));
    const fix = new Fix(title, flagged, async () => this.#cutLines(flagged));
    // A copy may go without a second thought; of anything else a person decides.
    const copies = new Set(findings.filter(({ kind }) => kind === 'exact-duplicate').map(({ line }) => line));
    fix.isPreferred = lines.every((line) => copies.has(line));
    return fix;
  }

  #cutLines({ document, shown, findings }: Flagged): DocumentCut[] {
    const cutting = cuttingIn(shown.corpus, fileIndex(shown.corpus, document.uri));
    if (!cutting) return [];
    const places = findings.map(
      ({ line, startColumn }) => new vscode.Range(line - 1, startColumn, line - 1, startColumn),
    );
    return [cutIn(document, cutting, places)];
  }

  async #group({ document, shown, findings }: Flagged): Promise<CoveredGroup | undefined> {
    const finding = findings.find(({ kind }) => kind === 'near-duplicate');
    // Lines of the engine are those of the text that was inspected.
    const isCurrent = shown.corpus.state.outcome?.versions.get(document.uri.toString()) === document.version;
    if (!finding || !isCurrent) return undefined;
    const place = { file: fileIndex(shown.corpus, document.uri), line: finding.line, view: finding.view };
    return coveredGroup(this.parts.engine, shown.corpus.id, place).catch(() => undefined);
  }

  #dropCovered(flagged: Flagged, { ref, keepers, covered }: CoveredGroup): Fix {
    const samples = covered === 1 ? vscode.l10n.t('1 sample') : vscode.l10n.t('{0} samples', count(covered));
    const [keeper] = keepers;
    const title =
      keepers.length === 1
        ? vscode.l10n.t('Drop what line {0} covers ({1})', keeper as number, samples)
        : vscode.l10n.t('Drop what the {0} samples that stay cover ({1})', keepers.length, samples);
    const choice = { decisions: false, groups: [ref] };
    return new Fix(title, flagged, async () => {
      const { cuts } = await targetsOf(this.parts, flagged.shown.corpus, choice);
      return cuts.filter(({ document }) => document === flagged.document);
    });
  }

  #note({ corpus }: ShownFindings, made: readonly (() => MadeCut)[], samples: number): void {
    const cuts = made.map((after) => after());
    this.review.drops.note(corpus, cuts, samples);
  }
}

/** Rows that could not be read have nothing to keep. */
function keepFix(flagged: Flagged): Fix | undefined {
  const { document } = flagged;
  const findings = flagged.findings.filter(({ kind }) => kind !== 'invalid');
  const lines = [...new Set(findings.map(({ line }) => line))];
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  if (lines.length === 0) return undefined;
  const title =
    lines.length > 1
      ? vscode.l10n.t('Keep these {0} samples (ignore their findings)', count(lines.length))
      : kinds.length > 1
        ? vscode.l10n.t('Keep (ignore these {0} findings here)', kinds.length)
        : vscode.l10n.t('Keep (ignore this finding here)');
  const fix = new Fix(title, flagged, null);
  const finding = kinds.length === 1 ? kinds : [];
  fix.command = { command: KEEP_COMMAND, title, arguments: [document.uri.toString(), lines, ...finding] };
  return fix;
}

function lookFixes(flagged: Flagged): Fix[] {
  const { document, findings, lines } = flagged;
  const [line] = lines;
  if (lines.length !== 1 || line === undefined) return [];
  const fixes: Fix[] = [];
  const covered = findings.find(({ related }) => related.length > 0);
  if (covered) {
    const isLeak = covered.kind === 'leakage';
    const title = isLeak
      ? vscode.l10n.t('Open the evaluation item')
      : vscode.l10n.t('Compare with the covering sample');
    const compare = new Fix(title, flagged, null);
    compare.command = {
      command: 'corpusInspector.compareWithCovering',
      title: compare.title,
      arguments: [document.uri.toString(), line, covered.view],
    };
    const show = new Fix(vscode.l10n.t('Show what repeats'), flagged, null);
    show.command = { command: 'corpusInspector.showRepeats', title: show.title };
    fixes.push(compare, ...(isLeak ? [] : [show]));
  }
  return fixes;
}
