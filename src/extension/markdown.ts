// Pieces of hovers. What comes from a dataset enters by appendText only.
import type * as vscode from 'vscode';

/** The command behind links to a line. */
export const REVEAL = 'corpusInspector.revealLine';

/** appendText makes every space one that does not break, and long texts would be cut within words. */
export function appendWords(text: vscode.MarkdownString, words: string): void {
  for (const part of words.split(/( )/)) {
    if (part === ' ') text.appendMarkdown(' ');
    else text.appendText(part);
  }
}

/** `label` is one of our own strings, never data. */
export function link(label: string, command: string, args: readonly unknown[]): string {
  const encoded = encodeURIComponent(JSON.stringify(args)).replace(/[()]/g, (c) => (c === '(' ? '%28' : '%29'));
  return `[${label}](command:${command}?${encoded})`;
}
