import { describe, expect, it } from 'vitest';
import { type DocumentFacts, isInspectedOnOpen } from '../../../src/extension/eligible.ts';
import { parseSettings } from '../../../src/extension/settings.ts';

const settings = parseSettings(() => undefined);
const file = (path: string, more: Partial<DocumentFacts> = {}): DocumentFacts => ({
  scheme: 'file',
  path: `/work/${path}`,
  relativePath: path,
  languageId: 'plaintext',
  size: 1000,
  ...more,
});
const opens = (document: DocumentFacts, change: Partial<typeof settings> = {}, schemes: string[] = []) =>
  isInspectedOnOpen(document, { ...settings, ...change }, schemes);

describe('isInspectedOnOpen', () => {
  it('takes JSONL by file name or by language, untitled documents too', () => {
    expect(opens(file('train.jsonl'))).toBe(true);
    expect(opens(file('train.NDJSON'))).toBe(true);
    expect(opens(file('rows.log', { languageId: 'jsonl' }))).toBe(true);
    expect(opens(file('Untitled-1', { scheme: 'untitled', languageId: 'jsonl' }))).toBe(true);
    expect(opens(file('notes.txt'))).toBe(false);
  });

  it('takes JSON and text when asked for all, and nothing when off', () => {
    expect(opens(file('notes.txt'), { analyzeOnOpen: 'all' })).toBe(true);
    expect(opens(file('main.ts'), { analyzeOnOpen: 'all' })).toBe(false);
    expect(opens(file('train.jsonl'), { analyzeOnOpen: 'off' })).toBe(false);
  });

  it.each(['git', 'output', 'vscode-userdata', 'corpus-inspector-sample', 'vscode-scm'])(
    'leaves %s: alone',
    (scheme) => {
      expect(opens(file('train.jsonl', { scheme }))).toBe(false);
    },
  );

  it('takes documents of a virtual workspace', () => {
    expect(opens(file('train.jsonl', { scheme: 'vscode-vfs' }), {}, ['vscode-vfs'])).toBe(true);
  });

  it('leaves excluded, own, empty and large files alone', () => {
    expect(opens(file('node_modules/a/train.jsonl'))).toBe(false);
    expect(opens(file('data/raw/train.jsonl'), { exclude: ['data/raw/**'] })).toBe(false);
    expect(opens(file('.corpus-inspector/kept.jsonl'))).toBe(false);
    expect(opens(file('train.jsonl', { size: 0 }))).toBe(false);
    expect(opens(file('train.jsonl', { size: 50_000_001 }))).toBe(false);
    expect(opens(file('train.jsonl', { size: 50_000_000 }))).toBe(true);
  });
});
