// Worker task: what a comparison has to know of every sample of the claimed blocks: where it stands, what it holds, to which step it belongs.
import { type Sample, VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { chain, hashString, toKey } from '../../engine/text/hash.ts';
import { hashFolded } from '../../engine/text/normalise.ts';
import { TokenBuffer, tokenise } from '../../engine/text/words.ts';
import { isIdentifier } from '../../formats/rowHash.ts';
import { compileLabel, compileMatch, type FieldMatch } from '../../formats/views/fieldValue.ts';
import { type BlockValues, FieldCounts } from '../between/fieldCounts.ts';
import type { WorkerControl } from '../pool/control.ts';
import { eachSample, type Job } from './job.ts';

export interface SnapshotRowsParams {
  readonly job: Job;
  /** By file: only these rows. */
  readonly where: readonly (FieldMatch | null)[];
  /** The field whose values are the steps; null where files are. */
  readonly field: string | null;
  /** The field that samples are grouped by for convergence. */
  readonly by: string | null;
  readonly views: readonly ViewName[];
}

/** Columns of one block: of samples, and of their views, one row each. */
export interface SnapshotBlock {
  readonly index: number;
  readonly lineBreaks: number;
  /** Rows that could not be read. */
  readonly invalid: number;
  readonly byte: Float64Array;
  readonly byteLength: Float64Array;
  /** Line breaks between the start of the slot and the sample. */
  readonly line: Uint32Array;
  /** Hash of the row without its identifiers; of all views' texts; of an identifier and of the prompt, 0 where there is none. */
  readonly content: Float64Array;
  readonly texts: Float64Array;
  readonly id: Float64Array;
  readonly prompt: Float64Array;
  /** Hash of the document that the row says it is a piece of, 0 where it names none. */
  readonly document: Float64Array;
  /** Numbers of `labels` and `groups`. */
  readonly label: Uint32Array;
  readonly group: Uint32Array;
  readonly labels: readonly string[];
  readonly groups: readonly string[];
  /** One row per sample and view: sample of the block, view, words, hash of the folded text. */
  readonly of: Uint32Array;
  readonly view: Uint8Array;
  readonly words: Uint32Array;
  readonly text: Float64Array;
  readonly values: BlockValues;
}

export function snapshotRows(p: SnapshotRowsParams, control: WorkerControl): SnapshotBlock[] {
  const wanted = p.where.map((where) => where && compileMatch(where));
  const labelOf = p.field === null ? null : compileLabel(p.field);
  const groupOf = p.by === null ? null : compileLabel(p.by);
  const blocks: SnapshotBlock[] = [];
  const tokens = new TokenBuffer();
  let block = new Block(p);
  eachSample(
    p.job,
    control,
    (sample, ref) => {
      if (sample.views.length === 0) return;
      const matches = wanted[ref.file];
      if (matches && !matches(sample.value)) return;
      block.add(sample, labelOf?.(sample.value) ?? '', groupOf?.(sample.value) ?? '', tokens);
    },
    (info, _ref, index) => {
      blocks.push(block.done(index, info.lineBreaks, info.invalid));
      block = new Block(p);
    },
    () => {
      block = new Block(p);
    },
  );
  return blocks;
}

class Block {
  private readonly byte: number[] = [];
  private readonly byteLength: number[] = [];
  private readonly line: number[] = [];
  private readonly content: number[] = [];
  private readonly texts: number[] = [];
  private readonly id: number[] = [];
  private readonly prompt: number[] = [];
  private readonly document: number[] = [];
  private readonly label: number[] = [];
  private readonly group: number[] = [];
  private readonly labels = new Map<string, number>();
  private readonly groups = new Map<string, number>();
  private readonly of: number[] = [];
  private readonly view: number[] = [];
  private readonly words: number[] = [];
  private readonly text: number[] = [];
  private readonly values: FieldCounts;

  constructor(private readonly p: SnapshotRowsParams) {
    this.values = new FieldCounts(p.field === null ? [] : [p.field]);
  }

  add(sample: Sample, label: string, group: string, tokens: TokenBuffer): void {
    const at = this.byte.length;
    this.byte.push(sample.byte);
    this.byteLength.push(sample.byteLength);
    this.line.push(sample.lineInBlock);
    this.content.push(sample.hash ? toKey(sample.hash[0], sample.hash[1]) : 0);
    this.label.push(numberOf(this.labels, label));
    this.group.push(numberOf(this.groups, group));
    this.id.push(identifierOf(sample.value));
    this.document.push(documentOf(sample.value));
    let lo = 0;
    let hi = 0;
    let prompt = 0;
    for (const { view, segments } of sample.views) {
      const [l, h] = hashFolded(segments);
      const number = VIEW_NAMES.indexOf(view);
      lo = chain(chain(lo, number), l | 0);
      hi = chain(chain(hi, number), h | 0);
      if (view === 'prompt') prompt = toKey(l, h);
      if (!this.p.views.includes(view)) continue;
      tokens.clear();
      for (const { text } of segments) tokenise(text, tokens);
      this.of.push(at);
      this.view.push(number);
      this.words.push(tokens.length);
      this.text.push(toKey(l, h));
    }
    this.texts.push(toKey(lo, hi));
    this.prompt.push(prompt);
    this.values.add(sample.value, this.label[at] as number, sample);
  }

  done(index: number, lineBreaks: number, invalid: number): SnapshotBlock {
    return {
      index,
      lineBreaks,
      invalid,
      byte: Float64Array.from(this.byte),
      byteLength: Float64Array.from(this.byteLength),
      line: Uint32Array.from(this.line),
      content: Float64Array.from(this.content),
      texts: Float64Array.from(this.texts),
      id: Float64Array.from(this.id),
      prompt: Float64Array.from(this.prompt),
      document: Float64Array.from(this.document),
      label: Uint32Array.from(this.label),
      group: Uint32Array.from(this.group),
      labels: [...this.labels.keys()],
      groups: [...this.groups.keys()],
      of: Uint32Array.from(this.of),
      view: Uint8Array.from(this.view),
      words: Uint32Array.from(this.words),
      text: Float64Array.from(this.text),
      values: this.values.done(),
    };
  }
}

function numberOf(known: Map<string, number>, name: string): number {
  const number = known.get(name) ?? known.size;
  if (number === known.size) known.set(name, number);
  return number;
}

/** The first identifier of a row, with its field's name; 0 where it has none. */
function identifierOf(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  for (const [key, id] of Object.entries(value)) {
    if (id !== null && id !== '' && isIdentifier(key, id)) return toKey(...hashString(`${key}=${String(id)}`));
  }
  return 0;
}

/** Names of fields that tell from which longer text a row was cut. */
const DOCUMENT =
  /^(?:doc|document|article|page|post|thread|conversation|dialogue|dialog|book|chapter|story|essay|url|uri|title|file|file_?name|path)(?:[_-]?(?:id|no|nr|num|name))?$/i;

function documentOf(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  for (const [key, name] of Object.entries(value)) {
    const isName = (typeof name === 'string' && name !== '' && name.length <= 500) || typeof name === 'number';
    if (isName && DOCUMENT.test(key)) return toKey(...hashString(`${key}=${name}`));
  }
  return 0;
}
