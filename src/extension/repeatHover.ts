// The hover on a repeated stretch: in which lines else it stands, each a link.
import * as vscode from 'vscode';
import type { Corpus } from './corpus.ts';
import type { Findings } from './findings.ts';
import { appendWords, link, REVEAL } from './markdown.ts';
import { type Repeats, rangeOf, type ShownSpan } from './repeats.ts';
import { uriOfPath } from './resolvePath.ts';
import { basename } from './titles.ts';

export class RepeatHover implements vscode.HoverProvider {
  constructor(
    private readonly repeats: Repeats,
    private readonly findings: Findings,
  ) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const corpus = this.findings.of(document.uri)?.corpus;
    const spans = this.repeats.at(document.uri, position);
    const [first] = spans;
    if (!corpus || !first) return undefined;
    return new vscode.Hover(
      spans.map((span) => describe(corpus, document.uri, span)),
      rangeOf(first),
    );
  }
}

function describe(corpus: Corpus, here: vscode.Uri, { places, samples }: ShownSpan): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [REVEAL] };
  appendWords(text, `${vscode.l10n.t('Also in')} `);
  for (const [i, { file, line }] of places.entries()) {
    const target = uriOfPath(corpus, file) ?? here;
    if (i > 0) text.appendMarkdown(', ');
    if (target.toString() !== here.toString()) appendWords(text, `${basename(target)} `);
    text.appendMarkdown(link(vscode.l10n.t('line {0}', line), REVEAL, [target.toString(), line]));
  }
  const more = samples - places.length;
  if (more > 0) appendWords(text, ` ${vscode.l10n.t('(and {0} more)', more)}`);
  return text;
}
