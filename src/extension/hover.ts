// The hover on a flagged line: what, why, where else, and the stretches it shares. Data enters by appendText only.
import * as vscode from 'vscode';
import type { PlacedFinding, RowDetail } from '../protocol/hostApi.ts';
import type { Corpus } from './corpus.ts';
import type { Engine } from './engine.ts';
import type { Findings } from './findings.ts';
import { kindLabel, kindReason } from './kinds.ts';
import { appendWords, link, REVEAL } from './markdown.ts';
import { fileIndex, uriOfPath } from './resolvePath.ts';
import { findRow } from './rows.ts';
import { basename } from './titles.ts';
import type { Traits } from './traits/traits.ts';

const COMPARE = 'corpusInspector.compareWithCovering';
const MAX_SPANS = 3;
const MAX_SPAN_CHARS = 160;
const MAX_RELATED = 5;

export class FindingHover implements vscode.HoverProvider {
  constructor(
    private readonly findings: Findings,
    private readonly engine: Engine,
    private readonly traits: Pick<Traits, 'at'>,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const shown = this.findings.of(document.uri);
    const here = this.findings
      .at(document.uri, position.line + 1)
      .filter((finding) => position.character >= finding.startColumn && position.character <= finding.endColumn);
    const [first] = here;
    if (!shown || !first) return undefined;
    const detail = await this.#detail(shown.corpus, document.uri, first);
    if (token.isCancellationRequested) return undefined;
    // The traits' own hover tells more of these, once it knows them.
    const told = this.traits.at(document.uri, position.line + 1) !== undefined;
    const texts = here
      .filter(({ kind }) => !(told && kind === 'llm-traits'))
      .map((finding) => describe(shown.corpus, document.uri, finding));
    if (detail) texts.push(...sharedSpans(detail));
    if (texts.length === 0) return undefined;
    const columns = [Math.min(...here.map((f) => f.startColumn)), Math.max(...here.map((f) => f.endColumn))] as const;
    return new vscode.Hover(texts, new vscode.Range(position.line, columns[0], position.line, columns[1]));
  }

  /** Undefined when the engine has no row there (an invalid row, a result that is being replaced). */
  async #detail(corpus: Corpus, uri: vscode.Uri, { line, view }: PlacedFinding): Promise<RowDetail | undefined> {
    try {
      const row = await findRow(this.engine, corpus.id, { file: fileIndex(corpus, uri), line, view });
      return row && (await this.engine.api.detail({ corpus: corpus.id, row: row.row }));
    } catch {
      return undefined;
    }
  }
}

function describe(corpus: Corpus, uri: vscode.Uri, finding: PlacedFinding): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [COMPARE, REVEAL] };
  text.appendMarkdown('**').appendText(kindLabel(finding.kind)).appendMarkdown('**');
  const measure = measureOf(finding);
  if (measure) appendWords(text, ` ${measure}`);
  if (finding.view) text.appendText(` · ${finding.view}`);
  appendWords(text.appendMarkdown('\n\n'), kindReason(finding.kind));
  const related = finding.related.slice(0, MAX_RELATED);
  if (related.length === 0) return text;
  const isLeak = finding.kind === 'leakage';
  const where = isLeak ? vscode.l10n.t('How much of which item:') : vscode.l10n.t('Where else:');
  appendWords(text.appendMarkdown('\n\n'), `${where} `);
  for (const [i, { file, line, share }] of related.entries()) {
    const target = uriOfPath(corpus, file) ?? uri;
    if (i > 0) text.appendMarkdown(', ');
    const words = isLeak ? vscode.l10n.t('line {0} of {1}', line, basename(target)) : vscode.l10n.t('line {0}', line);
    text.appendMarkdown(link(words, REVEAL, [target.toString(), line]));
    appendWords(text, ` (${Math.round(share * 100)}\u00a0%)`);
  }
  const more = finding.related.length - related.length;
  if (more > 0) appendWords(text, ` ${vscode.l10n.t('and {0} more', more)}`);
  // The item is no sample of this corpus.
  if (isLeak) return text;
  const compare = vscode.l10n.t('Compare with covering sample');
  text.appendMarkdown('\n\n').appendMarkdown(link(compare, COMPARE, [uri.toString(), finding.line, finding.view]));
  return text;
}

/** The number behind a finding, in the words of the panel. */
function measureOf({ kind, score }: PlacedFinding): string {
  // Its score grows as novelty falls.
  if (kind === 'low-novelty') return vscode.l10n.t('novelty {0}', (1 - score).toFixed(2));
  if (kind === 'near-duplicate') return vscode.l10n.t('Jaccard {0}', score.toFixed(2));
  // What ranks findings of the other kinds says nothing by itself.
  return '';
}

function sharedSpans(detail: RowDetail): vscode.MarkdownString[] {
  if (detail.repeated.length === 0) return [];
  const text = new vscode.MarkdownString();
  appendWords(text, vscode.l10n.t('Shared with other samples:'));
  const longest = [...detail.repeated].sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, MAX_SPANS);
  for (const { start, end } of longest.sort((a, b) => a.start - b.start)) {
    const cut = end - start > MAX_SPAN_CHARS;
    const span = detail.text.slice(start, cut ? start + MAX_SPAN_CHARS : end).replace(/\s+/g, ' ');
    appendWords(text.appendMarkdown('\n\n'), `“${span}${cut ? '…' : ''}”`);
  }
  return [text];
}
