// How long it takes from the end of a pause to new counts, row scores and findings after one line of an open document was
// edited; over the engine process as the editor uses it, without the editor. Wants `npm run build`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundles } from './bundles.mjs';
import { generateInstructions } from './sampleCorpus.mjs';

const CHUNK = 400_000;
const SHOWN = 200;

/**
 * Rows of an instruction set: sample corpora of many seeds, one after the other.
 * @param {number} lines
 * @returns {string[]}
 */
export function liveRows(lines) {
  const rows = [];
  for (let seed = 1; rows.length < lines; seed++) rows.push(...generateInstructions(seed).rows);
  return rows.slice(0, lines);
}

/**
 * @param {string} root the project's folder
 * @param {{ rows?: string[], edits?: number }} options
 * @returns {Promise<{ lines: number, bytes: number, fullMs: number, readyMs: number, medianMs: number, editMs: number[], steps: Record<string, number>, followed: number }>}
 */
export async function liveBench(root, { rows = liveRows(20_000), edits = 9 } = {}) {
  const client = await startEngine(root);
  try {
    const text = rows.join('\n');
    const id = 'bench:live';
    let version = 1;
    for (let at = 0; at < text.length; at += CHUNK) {
      const done = at + CHUNK >= text.length;
      await client.api.documentOpen({ id, version, chunk: text.slice(at, at + CHUNK), first: at === 0, done });
    }
    const asked = { corpus: 'bench', files: [{ kind: 'document', id, path: 'bench.jsonl' }], options: {} };
    const full = await timed(() => client.api.inspect(asked));
    // The first update waits until the document is prepared.
    const ready = await timed(() => client.api.inspect({ ...asked, update: true }));
    const editMs = [];
    let followed = 0;
    let steps = {};
    for (let i = 0; i < edits; i++) {
      const change = editOf(rows, Math.floor(((i + 0.5) / edits) * rows.length), i);
      await client.api.documentChange({ id, version: ++version, changes: [change] });
      const { value, ms } = await timed(async () => {
        const result = await client.api.inspect({ ...asked, update: true });
        await client.api.findings({ corpus: 'bench', file: 0, max: SHOWN });
        return result;
      });
      editMs.push(ms);
      if (value.updating.length > 0) followed++;
      steps = value.report.timing.tasks;
    }
    const medianMs = [...editMs].sort((a, b) => a - b)[Math.floor(edits / 2)];
    const bytes = Buffer.byteLength(text);
    return { lines: rows.length, bytes, fullMs: full.ms, readyMs: ready.ms, medianMs, editMs, steps, followed };
  } finally {
    await client.dispose();
  }
}

/** In the words of `npm run bench`. */
export function liveLines({ lines, bytes, fullMs, readyMs, medianMs, editMs, steps, followed }) {
  return [
    `open document  ${lines} lines, ${(bytes / 1e6).toFixed(1)} MB: full ${(fullMs / 1000).toFixed(1)} s, prepared after ${(readyMs / 1000).toFixed(1)} s more`,
    `one-line edit  median ${medianMs.toFixed(0)} ms to counts, scores and findings (${editMs.map((ms) => ms.toFixed(0)).join(', ')}), ${followed} of ${editMs.length} followed`,
    `  ${Object.entries(steps)
      .map(([step, ms]) => `${step} ${ms}`)
      .join(', ')} ms`,
  ];
}

/** Replaces a word in the middle of a line; `rows` follow. */
function editOf(rows, line, i) {
  let offset = 0;
  for (let k = 0; k < line; k++) offset += rows[k].length + 1;
  const row = rows[line];
  const at = row.indexOf(' ', Math.floor(row.length / 2)) + 1;
  const end = row.indexOf(' ', at);
  const text = `edited${i}`;
  const length = Math.max(0, end - at);
  rows[line] = row.slice(0, at) + text + row.slice(at + length);
  return { offset: offset + at, length, text };
}

async function timed(run) {
  const start = performance.now();
  const value = await run();
  return { value, ms: performance.now() - start };
}

/** The client of the extension, bundled for this script, over the product's engine. */
async function startEngine(root) {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-live-'));
  const { engine } = bundles(root, { production: false });
  await build({
    ...engine,
    entryPoints: { client: 'src/runtime/process/engineClient.ts' },
    outdir: folder,
    sourcemap: false,
  });
  const { EngineClient } = await import(pathToFileURL(join(folder, 'client.mjs')).href);
  const client = new EngineClient({ entry: join(root, 'dist', 'engine.mjs') });
  const dispose = async () => {
    await client.dispose?.();
    rmSync(folder, { recursive: true, force: true });
  };
  return { api: client.api, dispose };
}
