// Tells text from what is not text, so that a person hears "unpack it first" instead of a thousand bad rows.
import { CorpusError } from '../engine/errors.ts';
import type { ByteSource } from './source.ts';

const MAGIC: readonly (readonly [bytes: readonly number[], what: string, advice: string])[] = [
  [[0x1f, 0x8b], 'compressed with gzip', 'unpack it first (gzip -d)'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed with zstd', 'unpack it first (zstd -d)'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'compressed with xz', 'unpack it first (xz -dk)'],
  [[0x42, 0x5a, 0x68], 'compressed with bzip2', 'unpack it first (bzip2 -dk)'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive', 'unpack it first'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file', 'export it as JSONL first'],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF', 'extract its text first'],
  [[0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], 'an Arrow file', 'export it as JSONL first'],
];

const UTF16 = 'save it as UTF-8 first (in VS Code: the encoding in the status bar, Save with Encoding)';

/** Throws 'binary-file' when the head of a file is not UTF-8 text. */
export function refuseBinary(source: ByteSource, head: Uint8Array): void {
  const fail = (what: string, advice: string): never => {
    throw new CorpusError('binary-file', `${source.path} is ${what}, not text: ${advice}.`, { file: source.path });
  };
  for (const [magic, what, advice] of MAGIC) if (magic.every((b, i) => head[i] === b)) fail(what, advice);
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new CorpusError('binary-file', `${source.path} is encoded in UTF-16: ${UTF16}.`, { file: source.path });
  }
  let even = 0;
  let odd = 0;
  let control = 0;
  for (let i = 0; i < head.length; i++) {
    const b = head[i]!;
    if (b !== 0) {
      if (b < 0x20 && (b < 0x09 || b > 0x0d) && b !== 0x1b) control++;
    } else if (i & 1) odd++;
    else even++;
  }
  const nuls = even + odd;
  if (nuls > head.length * 0.2 && (even < nuls * 0.05 || odd < nuls * 0.05)) {
    throw new CorpusError('binary-file', `${source.path} looks like UTF-16: ${UTF16}.`, { file: source.path });
  }
  if (nuls > Math.max(1, head.length * 0.002) || control > head.length * 0.1) {
    fail('binary', 'choose a JSONL, JSON or plain text file');
  }
}
