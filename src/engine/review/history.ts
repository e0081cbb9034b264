// The lines of a ledger in order: what holds about each sample, and what can be taken back.
import type { Decision } from './decision.ts';
import { decidedBy, type SampleState, stepsBetween, UNDECIDED } from './state.ts';

/** Content key → number of the copy → what holds. */
export type FileStates = ReadonlyMap<number, ReadonlyMap<number, SampleState>>;

/** Decisions of one action. */
export interface Batch {
  readonly id: string;
  /** In the order of the lines; at least one. */
  readonly lines: readonly Decision[];
}

export class History {
  private readonly lines: Decision[] = [];
  private readonly states = new Map<string, Map<number, Map<number, SampleState>>>();
  /** Numbers of the lines of each batch. */
  private readonly batches = new Map<string, number[]>();
  /** Batch and file of what was taken back. */
  private readonly undone = new Set<string>();

  get length(): number {
    return this.lines.length;
  }

  add(decision: Decision): void {
    const { file, copy, batch, undoes } = decision;
    const content = contentOf(decision);
    const ofFile = ensure(this.states, file, () => new Map<number, Map<number, SampleState>>());
    const copies = ensure(ofFile, content, () => new Map<number, SampleState>());
    copies.set(copy, decidedBy(copies.get(copy) ?? UNDECIDED, decision));
    ensure(this.batches, batch, () => []).push(this.lines.length);
    if (undoes !== undefined) this.undone.add(`${undoes}\n${file}`);
    this.lines.push(decision);
  }

  /** What holds about the samples of a file. */
  of(file: string): FileStates {
    return this.states.get(file) ?? new Map();
  }

  stateOf({ file, copy, ...name }: Pick<Decision, 'file' | 'sample' | 'copy'>): SampleState {
    return this.states.get(file)?.get(contentOf(name))?.get(copy) ?? UNDECIDED;
  }

  /** The last batch about these files that was not taken back, with its lines about them; null for none. */
  last(files: ReadonlySet<string>): Batch | null {
    const stands = ({ file, batch, undoes }: Decision) =>
      undoes === undefined && files.has(file) && !this.undone.has(`${batch}\n${file}`);
    const last = this.lines.findLast(stands);
    if (!last) return null;
    const numbers = this.batches.get(last.batch) as readonly number[];
    return { id: last.batch, lines: numbers.map((i) => this.lines[i] as Decision).filter(stands) };
  }

  /** What puts every sample of the batch back to where it stood before; without `when` and `batch` of their own. */
  undoing({ id, lines }: Batch): Omit<Decision, 'when' | 'batch'>[] {
    const before = new Map<string, SampleState>();
    const samples = new Map<string, Decision>();
    for (const line of lines) samples.set(keyOf(line), line);
    const start = (this.batches.get(id) as readonly number[])[0] as number;
    for (let i = 0; i < start; i++) {
      const line = this.lines[i] as Decision;
      const key = keyOf(line);
      if (samples.has(key)) before.set(key, decidedBy(before.get(key) ?? UNDECIDED, line));
    }
    return [...samples].flatMap(([key, { file, sample, copy, of, line }]) => {
      const about = { file, sample, copy, of, ...(line === undefined ? {} : { line }) };
      const steps = stepsBetween(this.stateOf(about), before.get(key) ?? UNDECIDED);
      return steps.map((step) => ({ ...about, ...step, undoes: id }));
    });
  }
}

/** Content keys are below 2⁵³: 14 hexadecimal digits. */
export function sampleName(content: number): string {
  return content.toString(16).padStart(14, '0');
}

function contentOf({ sample }: Pick<Decision, 'sample'>): number {
  return Number.parseInt(sample, 16);
}

function keyOf({ file, sample, copy }: Decision): string {
  return `${file}\n${sample}\n${copy}`;
}

function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
