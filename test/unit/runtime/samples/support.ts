// Files and the calls of the sample editor, for its tests.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Impl } from '../../../../src/protocol/rpc.ts';
import type { RawRow, SamplesApi } from '../../../../src/protocol/samplesApi.ts';
import { samplesCalls } from '../../../../src/runtime/samples/service.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

export interface Bench {
  readonly folder: string;
  readonly calls: Impl<SamplesApi>;
  /** Writes a file, and answers its path. */
  write(name: string, content: string | Uint8Array): string;
  remove(): void;
}

/** The search's thread is bundled, as in the product. */
export async function startBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-samples-'));
  const outfile = join(folder, 'samples.mjs');
  const entryPoints = ['src/runtime/samples/searchWorker.ts'];
  await build({ absWorkingDir: root, entryPoints, outfile, bundle: true, platform: 'node', format: 'esm' });
  return {
    folder,
    calls: samplesCalls(pathToFileURL(outfile)),
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function context(signal: AbortSignal = new AbortController().signal) {
  const told: unknown[] = [];
  return { signal, progress: (value: unknown) => void told.push(value), told };
}

/** Opens a file and waits for its whole index. */
export async function openWhole({ calls }: Bench, path: string, cache?: string) {
  const opened = await calls.samplesOpen({ path, ...(cache ? { cache } : {}) }, context());
  return calls.samplesIndex({ id: opened.id }, context());
}

export async function allRows({ calls }: Bench, id: string, total: number): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  while (rows.length < total) {
    const page = await calls.samplesRows({ id, from: rows.length, count: 200 }, context());
    if (page.length === 0) break;
    rows.push(...page);
  }
  return rows;
}

/** The definition that the index is measured by. */
export function naiveRows(text: string): string[] {
  const rows = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  if (rows.at(-1) === '') rows.pop();
  return rows;
}
