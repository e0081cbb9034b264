import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { Corpus, type CorpusHost } from '../../../src/extension/corpus.ts';
import { CallError } from '../../../src/protocol/errors.ts';
import type { InspectResult } from '../../../src/protocol/hostApi.ts';
import type { CallOptions } from '../../../src/protocol/rpc.ts';

vi.mock('vscode', () => ({
  l10n: { t: (message: string) => message },
  workspace: {
    textDocuments: [],
    onDidChangeTextDocument: () => ({ dispose() {} }),
    onDidCloseTextDocument: () => ({ dispose() {} }),
  },
  Disposable: { from: () => ({ dispose() {} }) },
}));

const uri = { scheme: 'file', fsPath: '/a.jsonl', path: '/a.jsonl', toString: () => 'file:///a.jsonl' } as vscode.Uri;
const result = (rows: number, more: Partial<InspectResult> = {}) =>
  ({ report: { files: [] }, rows, about: {}, updating: [], follows: false, ...more }) as unknown as InspectResult;

describe('Corpus', () => {
  let answers: ((options: CallOptions) => Promise<InspectResult>)[];
  let asked: unknown[];
  let phases: string[];
  let inspected: number;
  let corpus: Corpus;

  beforeEach(() => {
    answers = [];
    asked = [];
    phases = [];
    inspected = 0;
    const api = {
      inspect: (p: unknown, options: CallOptions) => {
        asked.push(p);
        return answers.shift()!(options);
      },
      findings: async () => ({ total: 0, findings: [] }),
      release: async () => {},
    };
    const host = {
      engine: { api, generation: 0 },
      optionsFor: () => ({ options: {}, maxDiagnostics: 200 }),
      changed: (c: Corpus, what: string) => {
        if (what === 'inspected') inspected++;
        else phases.push(c.state.phase);
      },
      log: { warn() {}, error() {} },
    } as unknown as CorpusHost;
    corpus = new Corpus('corpus-1', host, [uri]);
  });

  const untilAborted = ({ signal }: CallOptions) =>
    new Promise<InspectResult>((_, reject) => {
      signal?.addEventListener('abort', () => reject(new CallError('cancelled', 'Cancelled.')));
    });

  it('goes from running to done and tells that it was inspected', async () => {
    answers = [async () => result(3)];
    expect((await corpus.inspect()).rows).toBe(3);
    expect(phases).toEqual(['running', 'done']);
    expect([inspected, corpus.state.generation, corpus.isRunning]).toEqual([1, 1, false]);
  });

  it('has the first numbers of a run until there is its result', async () => {
    const preview = { report: { files: [] }, about: {}, done: 1, of: 8, unit: 'bytes' };
    const seen: unknown[] = [];
    answers = [
      async ({ onProgress }) => {
        onProgress?.({ preview });
        onProgress?.({ phase: 'reading', fraction: 0.1 });
        seen.push(corpus.state.preview, corpus.state.progress);
        onProgress?.({ preview: { ...preview, done: 8 } });
        seen.push(corpus.state.preview?.done);
        return result(3);
      },
    ];
    await corpus.inspect();
    expect(seen).toEqual([preview, { phase: 'reading', fraction: 0.1 }, 8]);
    expect(corpus.state).not.toHaveProperty('preview');
  });

  it('starts without the first numbers of a run that was cancelled', async () => {
    const preview = { report: { files: [] }, about: {}, done: 1, of: 8, unit: 'bytes' };
    answers = [
      (options) => {
        options.onProgress?.({ preview });
        return untilAborted(options);
      },
      untilAborted,
    ];
    const first = corpus.inspect();
    await new Promise(setImmediate);
    expect(corpus.state.preview).toEqual(preview);
    corpus.cancel();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    const second = corpus.inspect();
    expect(corpus.state).not.toHaveProperty('preview');
    corpus.cancel();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('gives the outcome of the newer run to those who waited for the older', async () => {
    answers = [untilAborted, async () => result(3)];
    const first = corpus.inspect();
    await new Promise(setImmediate);
    const second = corpus.inspect();
    const third = corpus.inspect();
    const rows = (await Promise.all([first, second, third])).map((outcome) => outcome.rows);
    expect([rows, inspected, answers.length]).toEqual([[3, 3, 3], 1, 0]);
  });

  it('tries once more when the engine was restarted, and not a third time', async () => {
    const crash = async () => {
      throw new CallError('engine-crashed', 'The engine stopped.', {}, true);
    };
    answers = [crash, async () => result(1)];
    expect((await corpus.inspect()).rows).toBe(1);
    answers = [crash, crash];
    await expect(corpus.inspect()).rejects.toThrow('The engine stopped.');
    expect(corpus.state).toMatchObject({ phase: 'failed', message: 'The engine stopped.' });
  });

  it('keeps the last report when a run is cancelled', async () => {
    answers = [untilAborted];
    const first = corpus.inspect();
    await new Promise(setImmediate);
    corpus.cancel();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(corpus.state.phase).toBe('cancelled');
    answers = [async () => result(1), untilAborted];
    await corpus.inspect();
    const second = corpus.inspect();
    await new Promise(setImmediate);
    corpus.cancel();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    expect(corpus.state).toMatchObject({ phase: 'stale', outcome: { rows: 1 } });
  });

  it('forgets its report when there is no corpus any more, and keeps it when the engine is to blame', async () => {
    const fail = (code: 'empty-file' | 'worker-crashed') => async () => {
      throw new CallError(code, 'No.');
    };
    answers = [async () => result(3), fail('worker-crashed'), fail('empty-file')];
    await corpus.inspect();
    await expect(corpus.inspect()).rejects.toThrow('No.');
    expect([corpus.state.phase, corpus.report !== undefined, inspected]).toEqual(['failed', true, 1]);
    await expect(corpus.inspect()).rejects.toThrow('No.');
    expect([corpus.state.phase, corpus.report, inspected]).toEqual(['failed', undefined, 2]);
  });

  it('says what is missing from a partial result', async () => {
    answers = [async () => ({ ...result(1), report: { files: [], partial: 'Two blocks are missing.' } }) as never];
    await corpus.inspect();
    expect(corpus.state).toMatchObject({ phase: 'partial', message: 'Two blocks are missing.' });
  });

  it('updates after an edit where the engine follows it, and measures the rest when nobody edits any more', async () => {
    vi.useFakeTimers();
    try {
      const followed = { follows: true };
      answers = [async () => result(1, followed)];
      await corpus.inspect();
      phases = [];
      answers = [async () => result(2, { ...followed, updating: ['mattr'] }), async () => result(2, followed)];
      corpus.edited(50);
      await vi.advanceTimersByTimeAsync(60);
      expect(asked.at(-1)).toMatchObject({ update: true });
      expect([corpus.state.outcome?.rows, corpus.state.outcome?.updating, phases]).toEqual([2, ['mattr'], ['done']]);
      await vi.advanceTimersByTimeAsync(1500);
      expect(answers).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1000);
      expect(asked.at(-1)).not.toHaveProperty('update');
      expect([corpus.state.outcome?.updating, answers.length]).toEqual([[], 0]);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asked).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it('shows that it runs when an update turns out to be a whole inspection', async () => {
    answers = [async () => result(1, { follows: true })];
    await corpus.inspect();
    phases = [];
    answers = [
      async ({ onProgress }) => {
        onProgress?.({ phase: 'reading', fraction: 0.1 });
        return result(2);
      },
    ];
    corpus.edited(0);
    await vi.waitFor(() => expect(corpus.state.outcome?.rows).toBe(2));
    expect(phases).toEqual(['running', 'done']);
    // What is not followed is inspected as a whole after the next edit, too.
    answers = [async () => result(3)];
    corpus.edited(0);
    await vi.waitFor(() => expect(corpus.state.outcome?.rows).toBe(3));
    expect(asked.at(-1)).not.toHaveProperty('update');
  });

  it('is silent once it is disposed of', async () => {
    answers = [async () => result(1)];
    const run = corpus.inspect();
    corpus.dispose();
    phases = [];
    await run.catch(() => {});
    expect(phases).toEqual([]);
  });
});
