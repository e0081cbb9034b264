// Reads the samples that start in one block of a file: the hot loop of every pass.
import { CorpusError } from '../engine/errors.ts';
import type { Sample } from '../engine/sample.ts';
import { MAX_ROW_BYTES } from './bytes.ts';
import { type DecodeTally, decodeLossy, decodeRow } from './decode.ts';
import { LineColumns } from './lineColumns.ts';
import type { FilePlan } from './plan.ts';
import { visitElements } from './readElements.ts';
import { type VisitRange, visitRanges } from './rowRanges.ts';
import { sampleReader } from './sampleReader.ts';
import type { ByteSource } from './source.ts';

export interface BlockInfo {
  /** Rows visited, bad ones included, blank lines not. */
  readonly rows: number;
  /** Rows with a problem of kind `invalid`. */
  readonly invalid: number;
  /** Line breaks (\n, \r\n, lone \r) whose last byte lies in the block's slot: the 0-based line of a sample is its
   *  `lineInBlock` plus the line breaks of all blocks before. */
  readonly lineBreaks: number;
  /** Replacement characters put in for bytes that are not UTF-8. */
  readonly invalidUtf8: number;
  readonly invalidUtf8Rows: number;
  /** False when `visit` stopped the reading; then the numbers count what was read. */
  readonly complete: boolean;
}

/** Visits the samples that start in block `blockIndex` of the plan, in order; `visit` may return false to stop.
 *  Bad rows come as samples without views and with a problem. Throws what the source throws. */
export function readBlock(
  source: ByteSource,
  plan: FilePlan,
  blockIndex: number,
  // biome-ignore lint/suspicious/noConfusingVoidType: a visitor that never stops needs no return
  visit: (sample: Sample) => void | false,
): BlockInfo {
  const block = plan.blocks[blockIndex];
  if (block === undefined) throw new CorpusError('internal', `${plan.path} has no block ${blockIndex}.`);
  const toSample = sampleReader(plan);
  const columns = new LineColumns(source, plan.bom);
  const tally: DecodeTally = { invalidUtf8: 0, invalidUtf8Rows: 0 };
  let rows = 0;
  let invalid = 0;
  const onRange: VisitRange = (window, start, end, line) => {
    const raw = end - start >= MAX_ROW_BYTES ? '' : decodeRow(window.slice(start, end), tally);
    const place = { index: rows, lineInBlock: line, byte: start, byteLength: end - start };
    const sample = toSample(raw, place, columns);
    rows++;
    if (sample.problems.length > 0 && sample.problems[0]!.kind === 'invalid') invalid++;
    return visit(sample) !== false;
  };
  const { lineBreaks, complete } =
    plan.format === 'json'
      ? visitElements(source, block, onRange)
      : visitRanges(source, { start: block.start, end: block.end, bom: plan.bom }, plan.split ?? 'lines', onRange);
  return { rows, invalid, lineBreaks, ...tally, complete };
}

/** One row by its position, read anew: its text as it stands in the file and the sample made of it, with index and line
 *  0. Throws 'not-found' when the file ends before it. */
export function readSample(
  source: ByteSource,
  plan: FilePlan,
  byte: number,
  byteLength: number,
): { raw: string; sample: Sample } {
  if (byte + byteLength > source.size) {
    throw new CorpusError('not-found', `${plan.path} has become shorter: inspect it again.`, { file: plan.path });
  }
  const raw = byteLength >= MAX_ROW_BYTES ? '' : decodeLossy(source.read(byte, byte + byteLength));
  const place = { index: 0, lineInBlock: 0, byte, byteLength };
  return { raw, sample: sampleReader(plan)(raw, place, new LineColumns(source, plan.bom)) };
}
