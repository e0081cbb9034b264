// Where a finding stands on its line in the editor: the columns of the first 120 characters of the sample's text.
import type { FindingKind } from '../../engine/report.ts';
import type { JsonPath } from '../../engine/sample.ts';
import type { Format } from '../../formats/plan.ts';
import type { PlacedFinding } from '../../protocol/hostApi.ts';
import type { Inspection, RowFinding } from '../inspect/result.ts';
import { FAILED } from '../verify/failures.ts';
import { publicFinding } from './rowDetail.ts';
import { GRAVITY } from './rowSort.ts';
import { findView, type ReadSample, RowTexts } from './rowText.ts';

const SHOWN_UNITS = 120;
const LINE_BREAK = /\r\n|\r|\n/;

/** formats/positions' `rawSpan`: from a span of the string at `path` to its span in the raw row. */
export type RawSpan = (
  raw: string,
  path: JsonPath,
  start: number,
  end: number,
  format: Format,
) => { start: number; end: number } | null;

/**
 * Indices of the findings of one file, most worth a look first: by kind, then score, then line. Only the first `most` are
 * in order, and kinds: a large document has thousands that nobody sees.
 */
export function rankFindings(findings: readonly RowFinding[], file: number, most = findings.length): number[] {
  const byKind = new Map(GRAVITY.map((kind): [FindingKind, number[]] => [kind, []]));
  findings.forEach((f, i) => {
    if (f.fileIndex === file) byKind.get(f.kind)?.push(i);
  });
  let ranked = 0;
  for (const list of byKind.values()) {
    if (ranked >= most) break;
    ranked += list.length;
    list.sort((i, j) => {
      const [a, b] = [findings[i]!, findings[j]!];
      return b.score - a.score || a.line - b.line || i - j;
    });
  }
  return [...byKind.values()].flat();
}

export class Placement {
  private readonly reader: RowTexts;
  /** The column of the byte that was placed last: in a huge one-line array the next is counted from there. */
  private known = { file: -1, byte: 0, column: 0 };

  constructor(
    private readonly inspection: Inspection,
    readSample: ReadSample,
    private readonly rawSpan: RawSpan,
  ) {
    this.reader = new RowTexts(inspection, readSample);
  }

  /** Places findings of one file, in the order given. */
  async placeAll(findings: readonly RowFinding[], breathe: () => Promise<void> | undefined): Promise<PlacedFinding[]> {
    const placed: PlacedFinding[] = new Array(findings.length);
    const byByte = findings.map((_, i) => i).sort((i, j) => findings[i]!.byte - findings[j]!.byte);
    for (const i of byByte) {
      placed[i] = this.place(findings[i]!);
      await breathe();
    }
    return placed;
  }

  /** A row that can no longer be read is placed by what the finding itself tells. */
  place(f: RowFinding): PlacedFinding {
    try {
      return { ...publicFinding(f), ...this.columns(f) };
    } catch {
      const startColumn = (f.column ?? 1) - 1;
      return { ...publicFinding(f), startColumn, endColumn: startColumn + SHOWN_UNITS };
    }
  }

  close(): void {
    this.reader.close();
  }

  private columns(f: RowFinding): { startColumn: number; endColumn: number } {
    const { raw, sample } = this.reader.sampleAt(f.fileIndex, f.byte, f.byteLength);
    const firstLine = raw.slice(0, lineEnd(raw));
    const before = this.columnOf(f.fileIndex, f.byte);
    // A column of the finding counts from the start of the line.
    const span =
      f.column === undefined
        ? (this.checkedSpan(f, raw, firstLine) ?? this.textSpan(f, raw, firstLine, findView(sample, f.view)))
        : { start: f.column - 1 - before, end: f.column - 1 - before + SHOWN_UNITS };
    const end = Math.max(0, Math.min(span.end, firstLine.length));
    const start = Math.max(0, Math.min(span.start, end - 1));
    return { startColumn: before + start, endColumn: before + end };
  }

  /** UTF-16 units between the start of the line and a byte: more than 0 in arrays with several elements per line. */
  columnOf(file: number, byte: number): number {
    const source = this.reader.source(file);
    const known = this.known.file === file && this.known.byte <= byte ? this.known : { file, byte: 0, column: 0 };
    for (let back = 64; ; back *= 8) {
      const from = Math.max(known.byte, byte - back);
      const bytes = source.read(from, byte);
      let at = bytes.length;
      while (at > 0 && bytes[at - 1] !== 10 && bytes[at - 1] !== 13) at--;
      if (at === 0 && from > known.byte) continue;
      // The editor drops a byte order mark, and so does the decoder when it is told to, at the start of the file.
      const units = new TextDecoder('utf-8', { ignoreBOM: from + at > 0 }).decode(bytes.subarray(at)).length;
      this.known = { file, byte, column: (at === 0 ? known.column : 0) + units };
      return this.known.column;
    }
  }

  /** A failed check is about one place, not about the text as a whole; undefined where that is on none of the line shown. */
  private checkedSpan(f: RowFinding, raw: string, firstLine: string) {
    if (f.kind !== FAILED || !f.span) return undefined;
    const { path, start, end } = f.span;
    const { format } = this.inspection.plans[f.fileIndex]!;
    const span = format === 'text' ? { start, end } : this.rawSpan(raw, path, start, end, format);
    return span && span.start < firstLine.length ? span : undefined;
  }

  private textSpan(f: RowFinding, raw: string, firstLine: string, view: ReturnType<typeof findView>) {
    const whole = { start: 0, end: Math.min(SHOWN_UNITS, firstLine.length) };
    const segment = view?.segments.find((s) => s.text.length > 0);
    const { format } = this.inspection.plans[f.fileIndex]!;
    if (!segment || format === 'text') return whole;
    const from = segment.offset ?? 0;
    const span = this.rawSpan(raw, segment.path, from, from + Math.min(SHOWN_UNITS, segment.text.length), format);
    // In a pretty-printed array the text may stand below the line on which the element starts.
    return span && span.start < firstLine.length ? span : whole;
  }
}

function lineEnd(raw: string): number {
  const at = raw.search(LINE_BREAK);
  return at < 0 ? raw.length : at;
}
