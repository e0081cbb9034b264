// The calls of the sample editor: rows of a file of any size by number.
import { CorpusError } from '../../engine/errors.ts';
import type { Impl } from '../../protocol/rpc.ts';
import type { Found, SamplesApi } from '../../protocol/samplesApi.ts';
import { SampleFile } from './sampleFile.ts';
import { Searcher, TooSlow } from './searcher.ts';

const PROGRESS_MS = 100;
/** Bytes of a stretch in which a search backwards looks for the last hit. */
const BACK_BYTES = 4 << 20;
const COUNT_BYTES = 4 << 20;

/** `entry`: the module of the thread that searches; default: the bundle beside the running one. */
export function samplesCalls(entry: URL = new URL('./samples.mjs', import.meta.url)): Impl<SamplesApi> {
  const open = new Map<string, SampleFile>();
  const searcher = new Searcher(entry);
  let next = 1;

  const fileOf = (id: string): SampleFile => {
    const file = open.get(id);
    if (!file) throw new CorpusError('not-found', 'This file is not open any more: open it again.', {}, true);
    return file;
  };

  return {
    async samplesOpen({ path, cache }) {
      const file = await SampleFile.open(`samples-${next++}`, path, cache);
      open.set(file.id, file);
      return file.state;
    },

    async samplesIndex({ id }, { signal, progress }) {
      const file = fileOf(id);
      let last = 0;
      await file.until(() => {
        const now = performance.now();
        if (now - last >= PROGRESS_MS) {
          last = now;
          progress(file.state);
        }
        return false;
      }, signal);
      return file.state;
    },

    samplesRows: ({ id, from, count, chars }) => fileOf(id).rows(from, count, chars),

    async samplesFind({ id, from, backwards, ...asked }, { signal, progress }) {
      const file = fileOf(id);
      await file.file.check();
      const { path } = file.file;
      const query = { ...asked, json: !/\.txt$/i.test(path) };
      const stretches = backwards ? await before(file, from, signal) : await behind(file, from, signal);
      const rowNear = (byte: number) => file.index.rowAt(file.index.placeOfByte(byte));
      const onProgress = (byte: number) => progress({ row: rowNear(byte) });
      try {
        const hit = await searcher.find({ path, query, stretches, last: backwards, signal, onProgress });
        return hit && (await placed(file, hit, signal));
      } catch (error) {
        if (!(error instanceof TooSlow)) throw error;
        const { row } = await file.rowAtByte(error.byte, signal);
        const message = `The pattern takes more than two seconds on line ${row + 1}: make it simpler.`;
        throw new CorpusError('bad-option', message, { file: path, line: row + 1 });
      } finally {
        await file.file.check();
      }
    },

    async samplesRowAt({ id, line }, { signal }) {
      const file = fileOf(id);
      await file.until((index) => index.total >= line, signal);
      return Math.max(0, Math.min(line, file.index.total) - 1);
    },

    async samplesClose({ id }) {
      await open.get(id)?.close();
      open.delete(id);
    },
  };
}

async function behind(file: SampleFile, row: number, signal: AbortSignal): Promise<Float64Array> {
  await file.until((index) => index.total > row + 1, signal);
  return Float64Array.of(await file.startOf(row + 1), file.file.state.size);
}

async function before(file: SampleFile, row: number, signal: AbortSignal): Promise<Float64Array> {
  await file.until((index) => index.total > row, signal);
  const { index } = file;
  let to = await file.startOf(row);
  const pairs: number[] = [];
  for (let place = index.placeOfByte(to); place >= 0 && to > 0; place--) {
    const start = index.byteAt(place);
    if (place > 0 && to - start < BACK_BYTES) continue;
    if (to > start) pairs.push(start, to);
    to = start;
  }
  return Float64Array.from(pairs);
}

async function placed(
  file: SampleFile,
  hit: { byte: number; length: number; text: string },
  signal: AbortSignal,
): Promise<Found> {
  const { row, start } = await file.rowAtByte(hit.byte, signal);
  const from = await unitsBetween(file, start, hit.byte);
  return { row, line: row + 1, start: from, end: from + hit.text.length, text: hit.text };
}

/** UTF-16 units of well-formed UTF-8 between two bytes: one per character, two where it takes four bytes. */
async function unitsBetween(file: SampleFile, from: number, to: number): Promise<number> {
  let units = 0;
  for (let start = from; start < to; start += COUNT_BYTES) {
    for (const byte of await file.file.read(start, Math.min(to, start + COUNT_BYTES))) {
      if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
    }
  }
  return units;
}
