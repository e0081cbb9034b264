// Where the samples that go stand in their files.
import type { RowPlaces } from '../../formats/cut.ts';
import type { DroppedSample } from '../../protocol/reviewApi.ts';
import type { Inspection, RowFinding } from '../result.ts';

export interface DroppedRows extends RowPlaces {
  readonly byte: Float64Array;
  readonly byteLength: Float64Array;
  /** In the order of their places. */
  readonly samples: readonly DroppedSample[];
  /** What is wrong with those that could not be read, by byte. */
  readonly unread: ReadonlyMap<number, RowFinding>;
}

/** By file: every sample once. Rows that could not be read are found by their line, in order where one line holds several. */
export function droppedRows(inspection: Inspection, samples: readonly DroppedSample[]): DroppedRows[] {
  const unread = unreadByLine(inspection);
  const found = inspection.sources.map(() => [] as { byte: number; byteLength: number; sample: DroppedSample }[]);
  const broken = inspection.sources.map(() => new Map<number, RowFinding>());
  const { columns } = inspection;
  for (const sample of samples) {
    const { row, file, line } = sample;
    const finding = row < 0 ? unread.get(`${file}:${line}`)?.shift() : undefined;
    if (row < 0 && !finding) continue;
    if (finding) broken[file]?.set(finding.byte, finding);
    const byte = finding?.byte ?? (columns.byte[row] as number);
    found[file]?.push({ byte, byteLength: finding?.byteLength ?? (columns.byteLength[row] as number), sample });
  }
  return found.map((rows, file) => {
    rows.sort((a, b) => a.byte - b.byte);
    const once = rows.filter(({ byte }, i) => i === 0 || byte !== rows[i - 1]?.byte);
    return {
      length: once.length,
      byte: Float64Array.from(once, (r) => r.byte),
      byteLength: Float64Array.from(once, (r) => r.byteLength),
      samples: once.map((r) => r.sample),
      unread: broken[file] as Map<number, RowFinding>,
    };
  });
}

function unreadByLine({ findings }: Inspection): Map<string, RowFinding[]> {
  const byLine = new Map<string, RowFinding[]>();
  for (const f of findings) {
    if (f.row >= 0 || f.kind !== 'invalid') continue;
    const key = `${f.fileIndex}:${f.line}`;
    const there = byLine.get(key);
    if (there) there.push(f);
    else byLine.set(key, [f]);
  }
  return byLine;
}
