// The hover on a sample whose traits are known: where it lies, what moved it, and that this proves nothing about its origin.
import * as vscode from 'vscode';
import type { Abstention } from '../../engine/traits/reading.ts';
import type { RowTraits, ShownTrait } from '../../protocol/traitsApi.ts';
import type { Findings } from '../findings.ts';
import { appendWords } from '../markdown.ts';
import { quoteKey, type ShownSample, type Traits } from './traits.ts';

const SHOWN = 5;

export class TraitHover implements vscode.HoverProvider {
  constructor(
    private readonly traits: Traits,
    private readonly findings: Findings,
  ) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const sample = this.traits.at(document.uri, position.line + 1);
    const range = this.#rangeAt(document.uri, position);
    if (!sample || !(sample.asked || range)) return undefined;
    return new vscode.Hover(
      sample.rows.map((row) => describe(row, sample)),
      range,
    );
  }

  /** A stretch that shows a trait, or the words that carry the finding. */
  #rangeAt(uri: vscode.Uri, position: vscode.Position): vscode.Range | undefined {
    const { line, character } = position;
    const stretch = this.traits.rangesOf(uri).find((range) => range.contains(position));
    if (stretch) return stretch;
    const finding = this.findings
      .at(uri, line + 1)
      .find((f) => f.kind === 'llm-traits' && character >= f.startColumn && character <= f.endColumn);
    return finding && new vscode.Range(line, finding.startColumn, line, finding.endColumn);
  }
}

function describe(row: RowTraits, sample: ShownSample): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(t('Traits')).appendMarkdown('**').appendText(` · ${row.view}`);
  appendWords(text.appendMarkdown('\n\n'), placeWords(row));
  if (row.abstained === null) {
    appendWords(text, ` ${t('No proof of origin: traits say how a text is written, not who wrote it.')}`);
  }
  for (const trait of row.top.slice(0, SHOWN)) {
    const quotes = sample.quotes.get(quoteKey(row, trait.id)) ?? [];
    appendWords(text.appendMarkdown('\n\n- '), traitWords(trait));
    if (quotes.length > 0) appendWords(text, `: ${quotes.map((quote) => `“${quote}”`).join(', ')}`);
  }
  return text;
}

/** Where a row lies, with p where a calibration judged it; why not, where there is neither. */
export function placeWords({ abstained, percentile, kind, p, unjudged }: RowTraits): string {
  const { t } = vscode.l10n;
  if (abstained !== null) return t('Not scored. {0}', abstainedWords(abstained));
  if (percentile === null) return t('Not scored.');
  const share = Math.min(99, Math.max(1, Math.round(percentile)));
  const texts = kind === null || kind === 'all kinds' ? t('texts') : kind;
  const place =
    p === null
      ? t('Shares more surface traits with LLM text than {0} % of human {1} of about this length.', share, texts)
      : t(
          'Shares more surface traits with LLM text than {0} % of human {1} of about this length (p = {2} against your human rows).',
          share,
          texts,
          p < 0.001 ? '<0.001' : String(Number(p.toPrecision(2))),
        );
  return unjudged ? `${place} ${t('Not judged: {0}.', unjudged)}` : place;
}

function traitWords({ label, effect }: ShownTrait): string {
  const size = Math.abs(effect).toFixed(2);
  return effect < 0
    ? vscode.l10n.t('{0} \u2212{1}, towards human text', label, size)
    : vscode.l10n.t('{0} +{1}, towards LLM text', label, size);
}

function abstainedWords(why: Abstention): string {
  const { t } = vscode.l10n;
  const words: Record<Abstention, string> = {
    short: t('It is shorter than 50 words.'),
    language: t('Its language was not measured.'),
    code: t('It is code.'),
    table: t('It is a table.'),
    list: t('It is a quoted list.'),
  };
  return words[why];
}
