import { beforeEach, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { type Inspection, type Runner, runInspection } from '../../../src/extension/inspection.ts';

type Change = Pick<vscode.TextDocumentChangeEvent, 'document' | 'contentChanges'>;

const editor = vi.hoisted(() => ({
  documents: [] as { uri: unknown; version: number; isClosed: boolean }[],
  changed: new Set<(event: unknown) => void>(),
  closed: new Set<(document: unknown) => void>(),
}));

vi.mock('vscode', () => {
  const event = (listeners: Set<unknown>) => (listener: unknown) => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  return {
    l10n: { t: (message: string) => message },
    workspace: {
      get textDocuments() {
        return editor.documents;
      },
      onDidChangeTextDocument: event(editor.changed),
      onDidCloseTextDocument: event(editor.closed),
    },
    Disposable: {
      from: (...all: { dispose(): void }[]) => ({ dispose: () => all.forEach((one) => void one.dispose()) }),
    },
  };
});

const uri = { scheme: 'file', fsPath: '/a.jsonl', path: '/a.jsonl', toString: () => 'file:///a.jsonl' } as vscode.Uri;
const inspection = { corpus: '1', targets: [uri], options: {}, maxDiagnostics: 1 } as unknown as Inspection;
let document: { uri: unknown; version: number; isClosed: boolean };

beforeEach(() => {
  document = { uri, version: 1, isClosed: false };
  editor.documents = [document];
});

/** The version of the document that the outcome names, when `during` happens while the engine works. */
async function versionAfter(during: () => void): Promise<number | undefined> {
  const api = {
    inspect: async () => {
      during();
      return { report: { files: [] } };
    },
    findings: async () => ({ total: 0, findings: [] }),
  };
  const runner = { engine: { api }, mirrors: { sync: async () => 'a' } } as unknown as Runner;
  const listener = { onUpdate() {}, onResult() {} };
  const { versions } = await runInspection(runner, inspection, new AbortController().signal, listener);
  expect([editor.changed.size, editor.closed.size]).toEqual([0, 0]);
  return versions.get(uri.toString());
}

function tellChange(contentChanges: unknown[]): void {
  document.version++;
  for (const listener of editor.changed) listener({ document, contentChanges } as unknown as Change);
}

it('names the version that was measured', async () => {
  expect(await versionAfter(() => {})).toBe(1);
});

it('follows a version that moved without an edit, as when the editor tells that a file became dirty', async () => {
  expect(await versionAfter(() => tellChange([]))).toBe(2);
});

it('names none where the text was edited or closed meanwhile: the edit may be in the result or not', async () => {
  expect(await versionAfter(() => tellChange([{ rangeOffset: 0 }]))).toBeUndefined();
  const close = () => {
    for (const listener of editor.closed) listener(document);
  };
  expect(await versionAfter(close)).toBeUndefined();
});
