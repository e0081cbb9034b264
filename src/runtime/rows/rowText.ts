// Fetches the text of rows by byte position, when somebody looks at them.
import { type Sample, VIEW_NAMES, type ViewName, type ViewText } from '../../engine/sample.ts';
import type { FilePlan } from '../../formats/plan.ts';
import type { ByteSource } from '../../formats/source.ts';
import type { Inspection } from '../inspect/result.ts';
import { type OpenSource, openSource } from '../sources/source.ts';

/** formats/readBlock's `readSample`: one sample by its place. */
export type ReadSample = (
  source: ByteSource,
  plan: FilePlan,
  byte: number,
  byteLength: number,
) => { raw: string; sample: Sample };

/** Opens files as they are needed; whoever makes a reader closes it. */
export class RowTexts {
  private readonly open = new Map<number, OpenSource>();
  /** Rows of one sample follow each other. */
  private last: { file: number; byte: number; read: { raw: string; sample: Sample } } | null = null;

  constructor(
    private readonly inspection: Inspection,
    private readonly readSample: ReadSample,
  ) {}

  source(file: number): OpenSource {
    let source = this.open.get(file);
    if (!source) {
      source = openSource(this.inspection.sources[file]!);
      this.open.set(file, source);
    }
    return source;
  }

  sampleAt(file: number, byte: number, byteLength: number): { raw: string; sample: Sample } {
    if (this.last?.file !== file || this.last.byte !== byte) {
      const read = this.readSample(this.source(file), this.inspection.plans[file]!, byte, byteLength);
      this.last = { file, byte, read };
    }
    return this.last.read;
  }

  /** The measured text of a row; '' when the sample no longer holds the view. */
  text(row: number): string {
    const { file, byte, byteLength } = this.inspection.columns;
    return viewText(this.sampleAt(file[row]!, byte[row]!, byteLength[row]!).sample, viewOf(this.inspection, row));
  }

  close(): void {
    for (const source of this.open.values()) source.close();
    this.open.clear();
    this.last = null;
  }
}

export function viewOf(inspection: Inspection, row: number): ViewName {
  return VIEW_NAMES[inspection.columns.view[row]!]!;
}

export function findView(sample: Sample, view: ViewName | undefined): ViewText | undefined {
  return view ? sample.views.find((v) => v.view === view) : sample.views[0];
}

/** The segments of a view as one text, one below the other. */
export function viewText(sample: Sample, view: ViewName): string {
  return (findView(sample, view)?.segments ?? []).map((segment) => segment.text).join('\n');
}

/** Cuts to at most `units` UTF-16 units, never inside a surrogate pair. */
export function cut(text: string, units: number): string {
  if (text.length <= units) return text;
  const last = text.charCodeAt(units - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? units - 1 : units);
}
