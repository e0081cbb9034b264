// Writing a reviewed corpus: what stays byte for byte, whole or not at all, and never over an input.
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { rawSpan } from '../../../src/formats/positions.ts';
import { readSample } from '../../../src/formats/readBlock.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { createEngineService } from '../../../src/runtime/process/engineService.ts';
import type { DroppedPlace } from '../../../src/runtime/review/dropSet.ts';
import { type WriteAsked, type WriteHooks, writeReviewed } from '../../../src/runtime/review/write.ts';
import type { SourceRef } from '../../../src/runtime/sources/source.ts';
import { testPool } from '../../helpers/inspect.ts';
import './tempRoot.ts';

let pool: Promise<WorkerPool> | undefined;
afterAll(async () => (await pool)?.close());
let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'write-')));
});

async function inspect(sources: readonly SourceRef[], lines?: { from: number; to: number }): Promise<Inspection> {
  pool ??= testPool(1);
  const hooks = { signal: new AbortController().signal, onProgress: () => {} };
  return inspectCorpus({ sources, options: { metrics: 'core' }, ...(lines && { lines }) }, await pool, hooks);
}
const file = (name: string, content: string): SourceRef & { path: string } => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return { kind: 'file', path, shown: name };
};

/** The samples on these lines of the first file, rows that could not be read among them. */
function onLines({ columns, findings }: Inspection, lines: readonly number[], inFile = 0): DroppedPlace[] {
  const unread = findings.filter((f) => f.row < 0);
  const rows = [...columns.line.keys()].filter((row) => columns.sample[row] === row);
  return lines.map((line): DroppedPlace => {
    const row = rows.find((r) => columns.line[r] === line && columns.file[r] === inFile) ?? -1;
    const { byte, byteLength } =
      row < 0
        ? unread.find((f) => f.line === line)!
        : { byte: columns.byte[row]!, byteLength: columns.byteLength[row]! };
    return { row, file: inFile, line, reason: row < 0 ? 'invalid' : 'exact-duplicate', byte, byteLength };
  });
}
const write = (
  inspection: Inspection,
  samples: readonly DroppedPlace[],
  more: Partial<WriteAsked> = {},
  hooks: WriteHooks = {},
) =>
  writeReviewed(
    { inspection, samples, choice: {}, out: join(folder, 'out.jsonl'), withDropped: false, ...more },
    hooks,
  );

const rows = [
  '{"text":"one of the cats"}',
  '{"text":"two  dogs"}',
  '{"text": oops',
  '{"text":"one of the cats"}',
  '{"text":"three"}',
];
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('a reviewed corpus', () => {
  it('holds the other rows byte for byte, and a report of what went', async () => {
    const source = file('in.jsonl', `\ufeff${rows.join('\r\n')}`);
    chmodSync(source.path, 0o640);
    const inspection = await inspect([source]);
    const written = await write(inspection, onLines(inspection, [3, 4]), { withDropped: true });
    expect(read('out.jsonl')).toBe(`\ufeff${[rows[0], rows[1], rows[4]].join('\r\n')}`);
    expect(statSync(join(folder, 'out.jsonl')).mode & 0o777).toBe(0o640);
    expect(read('out.jsonl.dropped.jsonl')).toBe(`${rows[2]}\n${rows[3]}\n`);
    expect(written).toEqual({
      files: [
        {
          source: 'in.jsonl',
          out: join(folder, 'out.jsonl'),
          droppedRows: join(folder, 'out.jsonl.dropped.jsonl'),
          kept: 3,
          dropped: 2,
          bytes: Buffer.byteLength(read('out.jsonl')),
        },
      ],
      report: join(folder, 'out.jsonl.report.json'),
    });
    const report = JSON.parse(read('out.jsonl.report.json'));
    expect(report).toMatchObject({
      format: 'corpus-inspector/clean-report',
      version: 1,
      dropped: 2,
      reasons: { invalid: 1, 'exact-duplicate': 1 },
      words: { before: 11, after: 7 },
      settings: { keeper: 'first', keep: 1 },
      samples: [
        { line: 3, sample: null, reason: 'invalid', message: expect.stringContaining('column') },
        {
          line: 4,
          copy: 2,
          of: 2,
          sample: expect.stringMatching(/^[0-9a-f]{14}$/),
          reason: 'exact-duplicate',
          message: 'Exact duplicate of line 1.',
          related: [{ file: 'in.jsonl', line: 1, share: 1 }],
        },
      ],
    });
    const byte = report.samples[1].byte;
    expect(
      readFileSync(source.path)
        .subarray(byte, byte + 26)
        .toString(),
    ).toBe(rows[3]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('is a valid list, and so are its dropped rows', async () => {
    const inspection = await inspect([file('in.json', '[\n  {"text":"a b"},\n  {"text":"c"},\n  {"text":"d"}\n]\n')]);
    const out = join(folder, 'out.json');
    await write(inspection, onLines(inspection, [2, 4]), { out, withDropped: true });
    expect(read('out.json')).toBe('[\n  {"text":"c"}\n]\n');
    expect(read('out.json.dropped.json')).toBe('[\n{"text":"a b"},\n{"text":"d"}\n]\n');
  });

  it('is the text of an open document that nobody has edited since', async () => {
    const bytes = new TextEncoder().encode(`${rows.join('\n')}\n`);
    const buffer = new SharedArrayBuffer(bytes.length);
    new Uint8Array(buffer).set(bytes);
    const onDisk = file('in.jsonl', 'older\n');
    const inspection = await inspect([{ kind: 'memory', buffer, size: bytes.length, shown: onDisk.path }]);
    const samples = onLines(inspection, [2]);
    await expect(write(inspection, samples, {}, { isCurrent: () => false })).rejects.toThrow('has changed since');
    await expect(write(inspection, samples, { out: onDisk.path })).rejects.toThrow('were inspected');
    await write(inspection, samples, {}, { isCurrent: () => true });
    const kept = `${rows.filter((_, i) => i !== 1).join('\n')}\n`;
    expect(read('out.jsonl')).toBe(kept);
    file('in.jsonl', '\ufeffolder\n');
    await write(inspection, samples, {}, { isCurrent: () => true });
    expect(read('out.jsonl')).toBe(`\ufeff${kept}`);
  });

  it('of several files stands in a folder, in the same folders', async () => {
    const sources = [file('data/a.jsonl', `${rows[0]}\n`), file('data/sub/a.jsonl', `${rows[1]}\n${rows[4]}\n`)];
    const inspection = await inspect(sources);
    await write(inspection, onLines(inspection, [2], 1), { out: join(folder, 'new/clean') });
    expect(read('new/clean/a.jsonl')).toBe(`${rows[0]}\n`);
    expect(read('new/clean/sub/a.jsonl')).toBe(`${rows[1]}\n`);
    expect(JSON.parse(read('new/clean/clean.report.json')).files).toHaveLength(2);
    await expect(write(inspection, [], { out: sources[0]!.path })).rejects.toThrow('name a folder for 2 files');
    await expect(write(inspection, [], { out: join(folder, 'data') })).rejects.toThrow('were inspected');
  });

  it('is empty where no row stays', async () => {
    const inspection = await inspect([file('in.jsonl', `\ufeff\n${rows[0]}\n\n`)]);
    const { files } = await write(inspection, onLines(inspection, [2]));
    expect(files[0]).toMatchObject({ kept: 0, bytes: 0 });
    expect(read('out.jsonl')).toBe('');
  });
});

describe('the engine', () => {
  it('writes a document as it stands on the screen, once its edits are counted', async () => {
    pool ??= testPool(1);
    const api = createEngineService({
      pool: await pool,
      inspectCorpus,
      readSample,
      rawSpan,
      viewCandidates: () => [],
      tools: { traits: () => Promise.reject(new Error('no traits')) } as never,
    });
    const seen: unknown[] = [];
    const context = { signal: new AbortController().signal, progress: (p: unknown) => seen.push(p) };
    const path = file('in.jsonl', 'older').path;
    const text = [rows[0], rows[1], rows[3]].join('\n');
    await api.documentOpen({ id: 'd', version: 1, chunk: text, first: true, done: true }, context);
    const inspecting = {
      corpus: 'x',
      files: [{ kind: 'document' as const, id: 'd', path }],
      options: { metrics: 'core' as const },
    };
    await api.inspect(inspecting, context);
    const asked = {
      corpus: 'x',
      choice: { kinds: ['exact-duplicate' as const] },
      out: join(folder, 'out.jsonl'),
      withDropped: false,
    };
    const { files } = await api.writeReviewed(asked, context);
    expect(files).toMatchObject([{ kept: 2, dropped: 1 }]);
    expect(read('out.jsonl')).toBe(`${rows[0]}\n${rows[1]}\n`);
    const { bytes } = files[0]!;
    expect(seen.at(-1)).toEqual({ bytes, totalBytes: bytes });
    expect(read('in.jsonl')).toBe('older');

    await api.documentChange(
      { id: 'd', version: 2, changes: [{ offset: 0, length: 0, text: '{"text":"new"}\n' }] },
      context,
    );
    await expect(api.writeReviewed(asked, context)).rejects.toThrow('has changed since it was inspected');
    await api.inspect(inspecting, context);
    await api.writeReviewed(asked, context);
    expect(read('out.jsonl')).toBe(`{"text":"new"}\n${rows[0]}\n${rows[1]}\n`);
  });
});

describe('nothing is written', () => {
  it('over an input, whatever it is called', async () => {
    const source = file('In.jsonl', `${rows.join('\n')}\n`);
    const other = file('other.jsonl', `${rows[0]}\n`);
    const inspection = await inspect([source]);
    symlinkSync(source.path, join(folder, 'link.jsonl'));
    linkSync(source.path, join(folder, 'hard.jsonl'));
    mkdirSync(join(folder, 'deep'));
    symlinkSync(folder, join(folder, 'deep', 'up'));
    for (const name of ['In.jsonl', 'link.jsonl', 'hard.jsonl', 'in.JSONL', 'deep/up/In.jsonl', 'deep/../In.jsonl']) {
      await expect(write(inspection, [], { out: join(folder, name) }), name).rejects.toMatchObject({
        code: 'bad-option',
      });
    }
    // The report and the dropped rows are written, too.
    linkSync(source.path, join(folder, 'x.jsonl.report.json'));
    await expect(write(inspection, [], { out: join(folder, 'x.jsonl') })).rejects.toThrow('were inspected');
    linkSync(source.path, join(folder, 'y.jsonl.dropped.jsonl'));
    await expect(write(inspection, [], { out: join(folder, 'y.jsonl'), withDropped: true })).rejects.toThrow(
      'were inspected',
    );
    expect(readFileSync(source.path, 'utf8')).toBe(`${rows.join('\n')}\n`);
    await expect(write(inspection, [], { out: join(folder, 'nowhere/out.jsonl') })).rejects.toThrow(
      'is not there or not writable',
    );
    await write(inspection, [], { out: other.path });
    expect(readFileSync(other.path, 'utf8')).toBe(`${rows.join('\n')}\n`);
  });

  it('through a link to another file: that file is replaced and the link stays', async () => {
    const inspection = await inspect([file('in.jsonl', `${rows.join('\n')}\n`)]);
    const target = file('target.jsonl', 'old');
    symlinkSync(target.path, join(folder, 'out.jsonl'));
    await write(inspection, onLines(inspection, [1]));
    expect(readFileSync(target.path, 'utf8')).toBe(`${rows.slice(1).join('\n')}\n`);
    expect(realpathSync(join(folder, 'out.jsonl'))).toBe(target.path);
  });

  it('when the file changed since it was inspected', async () => {
    const source = file('in.jsonl', `${rows.join('\n')}\n`);
    const inspection = await inspect([source]);
    const samples = onLines(inspection, [1]);
    const { atime, mtime } = statSync(source.path);
    writeFileSync(source.path, `${rows.join('\n')}\n\n`);
    utimesSync(source.path, atime, mtime);
    await expect(write(inspection, samples)).rejects.toThrow('in.jsonl has changed since it was inspected');
    writeFileSync(source.path, `${rows.join('\n')}\n`);
    utimesSync(source.path, atime, new Date(mtime.getTime() + 5000));
    await expect(write(inspection, samples)).rejects.toThrow('has changed');
    expect(readdirSync(folder)).toEqual(['in.jsonl']);
  });

  it('when it is cancelled, or only a selection was inspected', async () => {
    const source = file('in.jsonl', `${rows.join('\n')}\n`);
    const inspection = await inspect([source]);
    writeFileSync(join(folder, 'out.jsonl'), 'earlier');
    const control = new AbortController();
    const hooks = { signal: control.signal, onProgress: () => control.abort() };
    const two = await inspect([source, file('second.jsonl', `${rows[0]}\n`)]);
    mkdirSync(join(folder, 'clean'));
    writeFileSync(join(folder, 'clean', 'in.jsonl'), 'earlier');
    const cancelling = write(two, [], { out: join(folder, 'clean') }, hooks);
    await expect(cancelling).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(join(folder, 'clean'))).toEqual(['in.jsonl']);
    expect(read('clean/in.jsonl')).toBe('earlier');
    const toNew = write(two, [], { out: join(folder, 'new/deep') }, { ...hooks, signal: AbortSignal.abort() });
    await expect(toNew).rejects.toMatchObject({ code: 'cancelled' });
    const late = new AbortController();
    const toFolder = write(
      two,
      [],
      { out: join(folder, 'new/deep') },
      { signal: late.signal, onProgress: () => late.abort() },
    );
    await expect(toFolder).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(join(folder, 'new'))).toBe(false);
    await expect(write(inspection, [], {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(read('out.jsonl')).toBe('earlier');
    const part = await inspect([source], { from: 1, to: 2 });
    await expect(write(part, [])).rejects.toThrow('Only a selection was inspected');
    const partial = { ...inspection, report: { ...inspection.report, partial: 'A worker crashed.' } };
    await expect(write(partial, [])).rejects.toThrow('only partial: A worker crashed.');
    expect(read('out.jsonl')).toBe('earlier');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
