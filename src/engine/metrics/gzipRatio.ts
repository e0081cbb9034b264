// Compression ratio: bytes / gzip-9 bytes of the samples joined by a space, block by block.
import { blockId, decodeJson, encodeJson, type Metric } from '../metric.ts';
import type { Prepared } from '../text/prepare.ts';

interface Open {
  id: number;
  bytes: Uint8Array;
  length: number;
}

interface State {
  /** By `blockId`: bytes before and after compression. Only closed blocks. */
  blocks: Map<number, [raw: number, gzip: number]>;
  /** The block that is being filled; closed before the state leaves the worker. */
  open: Open | null;
}

const encoder = new TextEncoder();
/** A sample may begin with U+FEFF, which a decoder drops by default. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export const gzipRatio: Metric<State> = {
  id: 'gzip-ratio',
  version: 1,
  tallies: [],
  about: {
    label: 'Compression ratio',
    unit: '×',
    group: 'repetition',
    format: 'times',
    better: 'lower',
    explains: 'How many times smaller gzip makes the text; it sees repeats within 32 KB only.',
    source: 'Shaib et al. 2024; gzip level 9, blocks of 1 MiB on their own',
  },
  init: () => ({ blocks: new Map(), open: null }),
  add(s, x, env) {
    const id = blockId(x.key);
    if (env.drawnBlocks && !env.drawnBlocks.has(id)) return;
    if (s.open?.id !== id) {
      close(s, env.gzipLength);
      s.open = { id, bytes: new Uint8Array(1 << 16), length: 0 };
    }
    append(s.open as Open, x);
  },
  merge(a, b, env) {
    close(a, env.gzipLength);
    close(b, env.gzipLength);
    for (const [id, sizes] of b.blocks) a.blocks.set(id, sizes);
    return a;
  },
  encode: (s) => encodeJson({ blocks: [...s.blocks], open: s.open && [s.open.id, text(s.open)] }),
  decode(bytes) {
    const plain = decodeJson<{ blocks: [number, [number, number]][]; open: [number, string] | null }>(bytes);
    const open = plain.open && { id: plain.open[0], bytes: encoder.encode(plain.open[1]), length: 0 };
    if (open) open.length = open.bytes.length;
    return { blocks: new Map(plain.blocks), open };
  },
  finish(s, _tallies, _rows, env) {
    close(s, env.gzipLength);
    let raw = 0;
    let packed = 0;
    for (const [a, b] of s.blocks.values()) {
      raw += a;
      packed += b;
    }
    if (raw === 0) return { value: null, unit: '×' };
    const drawn = env.drawnBlocks ? { drawn: { n: s.blocks.size, of: env.blockCount, unit: 'blocks' as const } } : {};
    return { value: raw / packed, unit: '×', ...drawn };
  },
};

function append(open: Open, x: Prepared): void {
  for (const { text } of x.segments) {
    const need = open.length + 1 + text.length * 3;
    if (need > open.bytes.length) {
      const wider = new Uint8Array(Math.max(need, open.bytes.length * 2));
      wider.set(open.bytes.subarray(0, open.length));
      open.bytes = wider;
    }
    if (open.length > 0) open.bytes[open.length++] = 32;
    open.length += encoder.encodeInto(text, open.bytes.subarray(open.length)).written;
  }
}

function close(s: State, gzipLength: (bytes: Uint8Array) => number): void {
  if (!s.open) return;
  s.blocks.set(s.open.id, [s.open.length, gzipLength(s.open.bytes.subarray(0, s.open.length))]);
  s.open = null;
}

function text(open: Open): string {
  return decoder.decode(open.bytes.subarray(0, open.length));
}
