import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { parseGiven } from '../../../src/extension/between/compare/choice.ts';
import { BetweenJobs, type JobHooks, type JobOrder } from '../../../src/extension/between/jobs.ts';
import type { Corpus } from '../../../src/extension/corpus.ts';
import { CallError } from '../../../src/protocol/errors.ts';

const edits = vi.hoisted(() => ({ listeners: new Set<(event: unknown) => void>() }));

vi.mock('vscode', () => {
  class EventEmitter {
    readonly listeners = new Set<(value: unknown) => void>();
    readonly event = (listener: (value: unknown) => void) => {
      this.listeners.add(listener);
      return { dispose: () => this.listeners.delete(listener) };
    };
    fire(value: unknown): void {
      for (const listener of this.listeners) listener(value);
    }
    dispose(): void {
      this.listeners.clear();
    }
  }
  return {
    EventEmitter,
    l10n: { t: (message: string, ...args: unknown[]) => message.replace(/\{(\d)\}/g, (_, i) => String(args[i])) },
    Uri: {
      parse: (text: string, strict: boolean) => {
        if (strict && !/^[a-z]+:/.test(text)) throw new Error('no scheme');
        return { path: text.replace(/^[a-z]+:\/*/, '/'), toString: () => text };
      },
    },
    workspace: {
      textDocuments: [],
      onDidChangeTextDocument: (listener: (event: unknown) => void) => {
        edits.listeners.add(listener);
        return { dispose: () => edits.listeners.delete(listener) };
      },
    },
  };
});

const file = { scheme: 'untitled', path: '/a.jsonl', toString: () => 'untitled:/a.jsonl' } as vscode.Uri;
const corpus = { id: 'one' } as unknown as Corpus;

interface Held {
  readonly hooks: JobHooks;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

function edit(): void {
  for (const listener of [...edits.listeners]) listener({ document: { uri: file }, contentChanges: [{}] });
}

describe('jobs between corpora', () => {
  let jobs: BetweenJobs;
  let held: Held[];
  let removed: (corpus: Corpus) => void;

  beforeEach(() => {
    edits.listeners.clear();
    held = [];
    jobs = new BetweenJobs({
      onDidRemove: ((listener: (corpus: Corpus) => void) => {
        removed = listener;
        return { dispose: () => {} };
      }) as never,
    });
  });

  const order = (title: string): JobOrder<'comparison'> => ({
    kind: 'comparison',
    title,
    files: [file],
    again: async () => {},
    run: (hooks) => new Promise((resolve, reject) => held.push({ hooks, resolve: resolve as never, reject })),
  });
  const stopped = () => new CallError('cancelled', 'Cancelled.');
  const job = () => jobs.shownOf(corpus).between?.jobs.comparison;

  it('are unknown before somebody asks', () => {
    expect(jobs.shownOf(corpus)).toEqual({});
  });

  it('tell how far they are, and then that there is a result to fetch', async () => {
    const done = jobs.run(corpus, order('a and b'));
    held[0]!.hooks.onProgress({ step: 'drawing', fraction: 0.5 });
    expect(job()).toEqual({ phase: 'running', title: 'a and b', progress: { step: 'drawing', fraction: 0.5 } });
    held[0]!.resolve('report');
    expect(await done).toBe('report');
    const { number } = job()!.result!;
    expect(job()).toEqual({ phase: 'done', title: 'a and b', result: { number, title: 'a and b' } });
    expect(jobs.result(corpus, 'comparison', number)).toBe('report');
    expect(() => jobs.result(corpus, 'comparison', number + 1)).toThrow('newer');
  });

  it('give way to a newer one of their kind, whose result alone counts', async () => {
    const first = jobs.run(corpus, order('first'));
    const second = jobs.run(corpus, order('second'));
    expect(held[0]!.hooks.signal.aborted).toBe(true);
    held[1]!.resolve('new');
    await second;
    held[0]!.resolve('old');
    expect(await first).toBeUndefined();
    expect(jobs.last(corpus, 'comparison')?.value).toBe('new');
    expect(job()?.result?.title).toBe('second');
  });

  it('keep the last result when they are cancelled or fail', async () => {
    const first = jobs.run(corpus, order('first'));
    held[0]!.resolve('report');
    await first;
    const second = jobs.run(corpus, order('second'));
    expect(job()).toMatchObject({ phase: 'running', title: 'second', result: { title: 'first' } });
    jobs.cancel(corpus, 'comparison');
    held[1]!.reject(stopped());
    expect(await second).toBeUndefined();
    expect(job()).toMatchObject({ phase: 'cancelled', result: { title: 'first' } });
    const third = jobs.run(corpus, order('third'));
    held[2]!.reject(new Error('b.jsonl is empty.'));
    await expect(third).rejects.toThrow('b.jsonl is empty.');
    expect(job()).toMatchObject({ phase: 'failed', message: 'b.jsonl is empty.', result: { title: 'first' } });
  });

  it('are out of date once a file changes, also while they run', async () => {
    const first = jobs.run(corpus, order('first'));
    held[0]!.resolve('report');
    await first;
    expect(job()?.result?.stale).toBeUndefined();
    edit();
    expect(job()?.result?.stale).toBe('a.jsonl changed since.');
    const second = jobs.run(corpus, order('second'));
    edit();
    held[1]!.resolve('report');
    await second;
    expect(job()?.result).toMatchObject({ title: 'second', stale: 'a.jsonl changed since.' });
  });

  it('are told in the order in which they were asked for', async () => {
    const mixture = { ...order('mix'), kind: 'mixture' } as unknown as JobOrder<'mixture'>;
    const runs = [jobs.run(corpus, order('first')), jobs.run(corpus, mixture), jobs.run(corpus, order('second'))];
    expect(Object.keys(jobs.shownOf(corpus).between!.jobs)).toEqual(['mixture', 'comparison']);
    for (const { reject } of held) reject(stopped());
    await Promise.all(runs);
  });

  it('end with their corpus, and leave no listener behind', async () => {
    const first = jobs.run(corpus, order('first'));
    held[0]!.resolve('report');
    await first;
    const second = jobs.run(corpus, order('second'));
    removed(corpus);
    expect(held[1]!.hooks.signal.aborted).toBe(true);
    held[1]!.reject(stopped());
    await second;
    expect(jobs.shownOf(corpus)).toEqual({});
    expect(edits.listeners.size).toBe(0);
  });
});

describe('arguments of a comparison', () => {
  it('name files, a field or versions in git', () => {
    expect(parseGiven({ field: 'generation', by: 'model' })).toEqual({
      choice: { from: 'field', field: 'generation' },
      wishes: { by: 'model' },
    });
    expect(parseGiven({ git: 'HEAD' })?.choice).toEqual({ from: 'git', refs: ['HEAD'] });
    expect(parseGiven({ git: ['v1', 'HEAD'], uri: 'file:///a.jsonl', view: 'response' })).toMatchObject({
      choice: { from: 'git', refs: ['v1', 'HEAD'] },
      wishes: { view: 'response' },
    });
    const files = parseGiven({ files: ['file:///a.jsonl', 'file:///b.jsonl'] })?.choice;
    expect(files?.from === 'files' && files.files.map(String)).toEqual(['file:///a.jsonl', 'file:///b.jsonl']);
  });
  it.each([
    undefined,
    {},
    { files: ['file:///a.jsonl'] },
    { git: [] },
    { field: '' },
    { git: 'HEAD', field: 'x' },
    'HEAD',
  ])('that say nothing are asked for: %j', (given) => {
    expect(parseGiven(given)).toBeUndefined();
  });
});
