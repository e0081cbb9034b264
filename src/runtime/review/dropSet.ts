// From a choice to the samples that would go, each with its reason. First what is named (by hand, by a filter, by findings that
// stand for themselves), then exact copies and near-duplicates of what stays, at last low novelty among what stays then.

import { REPORTED } from '../../engine/findings/keeper.ts';
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import { dropCopies } from '../../engine/review/copies.ts';
import { dropNear, type NearDrops } from '../../engine/review/nearCopies.ts';
import { type DropReason, Standing } from '../../engine/review/standing.ts';
import { WHOLE } from '../../engine/review/state.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import type { DropChoice, DroppedSample, GroupKind } from '../../protocol/reviewApi.ts';
import { rowsPassing } from '../filter/rowFilters.ts';
import type { Inspection, Keeping, RowFinding } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { ReadSample } from '../rows/rowText.ts';
import type { Decided } from './decided.ts';
import { dropLowNovelty, hasNovelty } from './lowNoveltyDrops.ts';

/** What a choice is resolved with. */
export interface DropParts {
  readonly pool: WorkerPool;
  readonly readSample: ReadSample;
  readonly signal?: AbortSignal | undefined;
}

/** A sample that would go, with its place in the file: where its first byte is, and its bytes. */
export interface DroppedPlace extends DroppedSample {
  readonly byte: number;
  readonly byteLength: number;
}

/** What a choice comes to. */
export interface Drops {
  readonly standing: Standing;
  /** Lines that could not be read and would go. */
  readonly unread: readonly RowFinding[];
}

/** In file order, each sample once. Rejects with 'cancelled'. */
export async function dropSet(
  inspection: Inspection,
  choice: DropChoice,
  decided: Decided,
  parts: DropParts,
): Promise<readonly DroppedPlace[]> {
  return placesOf(inspection, await resolveDrops(inspection, choice, decided, parts));
}

/** Rejects with 'cancelled'. */
export async function resolveDrops(
  inspection: Inspection,
  choice: DropChoice,
  decided: Decided,
  parts: DropParts,
): Promise<Drops> {
  const resolving = new Resolving(inspection, choice, decided);
  resolving.byHand();
  if (choice.filter) {
    const filtering = { pool: parts.pool, readSample: parts.readSample, decided, signal: parts.signal };
    resolving.passing(await rowsPassing(inspection, choice.filter, filtering));
  }
  const unread = resolving.byOwnFindings();
  const keeperOf = resolving.copies();
  const near = resolving.near();
  await resolving.lowNovelty(near, parts);
  resolving.renameCopies(keeperOf);
  return { standing: resolving.standing, unread };
}

export function placesOf({ columns }: Inspection, { standing, unread }: Drops): DroppedPlace[] {
  const out: DroppedPlace[] = unread.map(({ fileIndex, line, byte, byteLength, kind }) => ({
    row: -1,
    file: fileIndex,
    line,
    reason: kind,
    byte,
    byteLength,
  }));
  for (let row = 0; row < columns.length; row++) {
    if (columns.sample[row] !== row || standing.stays(row)) continue;
    out.push({
      row,
      file: columns.file[row] as number,
      line: columns.line[row] as number,
      reason: standing.reasonOf(row) as DropReason,
      byte: columns.byte[row] as number,
      byteLength: columns.byteLength[row] as number,
    });
  }
  return unread.length === 0 ? out : out.sort((a, b) => a.file - b.file || a.byte - b.byte);
}

const bitOf = (kind: FindingKind): number => 1 << FINDING_KINDS.indexOf(kind);

const REPEATS: readonly FindingKind[] = ['exact-duplicate', 'near-duplicate', 'low-novelty'];
const CODE_SHARE = 0.5;
const EVERY = 0xffff;
const ANSWERS: ReadonlySet<number> = new Set([VIEW_NAMES.indexOf('text'), VIEW_NAMES.indexOf('response')]);
/** Words that eight word 5-grams take: shorter texts are never compared. */
const COMPARED_WORDS = 12;

class Resolving {
  readonly standing: Standing;
  private readonly keeping: Keeping;
  private readonly kinds: ReadonlySet<FindingKind>;
  /** Bits of `Decided.kept`, over all rows of a sample, at its first. */
  private readonly kept: Uint16Array;

  constructor(
    private readonly inspection: Inspection,
    private readonly choice: DropChoice,
    private readonly decided: Decided,
  ) {
    const { columns } = inspection;
    this.standing = new Standing(columns);
    this.keeping = inspection.keeping;
    this.kinds = new Set(choice.kinds ?? []);
    this.kept = new Uint16Array(columns.length);
    for (let row = 0; row < columns.length; row++) {
      const sample = columns.sample[row] as number;
      const bits = decided.kept[row] as number;
      // What was kept as a whole stays whatever it goes for here, found by the inspection or not.
      this.kept[sample] = (this.kept[sample] as number) | (bits & WHOLE ? EVERY : bits);
    }
  }

  byHand(): void {
    const { choice, decided, standing } = this;
    for (const row of choice.rows ?? []) {
      if (row >= 0 && row < this.inspection.columns.length) standing.drop(row, 'choice');
    }
    if (choice.decisions === false) return;
    for (let row = 0; row < decided.dropped.length; row++) if (decided.dropped[row]) standing.drop(row, 'decision');
  }

  passing(rows: Uint32Array): void {
    for (const row of rows) if (this.keptBits(row) === 0) this.standing.drop(row, 'choice');
  }

  /** Findings that say something of the sample itself. Returns the lines that could not be read and go. */
  byOwnFindings(): RowFinding[] {
    const { columns, findings } = this.inspection;
    const kinds = (this.choice.kinds ?? []).filter((kind) => !REPEATS.includes(kind));
    if (kinds.length === 0) return [];
    for (let row = 0; row < columns.length; row++) {
      const open = this.openFindings(row);
      const kind = open === 0 ? undefined : kinds.find((k) => (open & bitOf(k)) !== 0);
      if (kind) this.standing.drop(row, kind);
    }
    const lines = new Map<string, RowFinding>();
    for (const finding of findings) {
      const key = `${finding.fileIndex}:${finding.byte}`;
      if (finding.row < 0 && kinds.includes(finding.kind) && !lines.has(key)) lines.set(key, finding);
    }
    if (lines.size === 0) return [];
    // What is wrong with a row may leave a sample that was measured.
    for (let row = 0; row < columns.length; row++) {
      if (columns.sample[row] !== row) continue;
      const key = `${columns.file[row]}:${columns.byte[row]}`;
      const finding = lines.get(key);
      if (!finding) continue;
      lines.delete(key);
      if (((this.kept[row] as number) & bitOf(finding.kind)) === 0) this.standing.drop(row, finding.kind);
    }
    return [...lines.values()];
  }

  copies(): Map<number, number> {
    const { columns } = this.inspection;
    const { order, keep, copies } = this.keeping;
    const contents = new Set(this.groupIds('exact-duplicate').map((id) => columns.content[id] as number));
    const all = this.kinds.has('exact-duplicate');
    if (!all && contents.size === 0) return new Map();
    const may = (sample: number) =>
      copies.has(sample) &&
      (all || contents.has(columns.content[sample] as number)) &&
      ((this.kept[sample] as number) & bitOf('exact-duplicate')) === 0;
    return dropCopies(this.standing, columns, { content: columns.content, order, keep, may });
  }

  near(): NearDrops | null {
    const { columns, likeness } = this.inspection;
    const { order, keep, covered } = this.keeping;
    const clusters = new Set(this.groupIds('near-duplicate'));
    const all = this.kinds.has('near-duplicate');
    if (!all && clusters.size === 0) return null;
    const near = bitOf('near-duplicate');
    const copy = bitOf('exact-duplicate');
    const candidates = likeness.rows().filter((row) => {
      const kept = this.keptBits(row);
      if ((kept & near) !== 0 || !covered.has(row)) return false;
      if (clusters.has(columns.cluster[row] as number)) return true;
      if (!all) return false;
      if (((columns.findings[row] as number) & near) !== 0) return true;
      // A copy is flagged as that alone; where it stays in the place of its keeper, it is as near to others as that.
      const isCopy = ((columns.findings[columns.sample[row] as number] as number) & copy) !== 0;
      return isCopy && (kept & copy) === 0 && REPORTED.has(VIEW_NAMES[columns.view[row] as number] as string);
    });
    const loses = this.ownAnswers(candidates, clusters);
    const may = candidates.filter((row) => !loses.has(columns.sample[row] as number));
    return dropNear(this.standing, columns, { likeness, order, keep, candidates: may });
  }

  /** Samples of which only the prompt repeats, first rows: a text or an answer that is long enough to be compared, and that nobody
   *  covers, would go with it. Whoever drops a group of prompts by name has seen that. */
  private ownAnswers(candidates: readonly number[], clusters: ReadonlySet<number>): Set<number> {
    const { columns } = this.inspection;
    const covered = new Set(candidates);
    const named = new Set<number>();
    const samples = new Set<number>();
    for (const row of candidates) {
      samples.add(columns.sample[row] as number);
      if (clusters.has(columns.cluster[row] as number)) named.add(columns.sample[row] as number);
    }
    const own = new Set<number>();
    for (let row = 0; row < columns.length; row++) {
      const sample = columns.sample[row] as number;
      if (!samples.has(sample) || named.has(sample) || covered.has(row)) continue;
      if (!ANSWERS.has(columns.view[row] as number)) continue;
      if ((columns.words[row] as number) >= COMPARED_WORDS) own.add(sample);
    }
    return own;
  }

  async lowNovelty(near: NearDrops | null, { pool, signal }: DropParts): Promise<void> {
    if (!this.kinds.has('low-novelty')) return;
    const { inspection, choice, standing } = this;
    const { columns, report } = inspection;
    const threshold = choice.lowNovelty ?? (report.settings.lowNovelty as number);
    const limitOf = (row: number) => (columns.isCode[row] ? threshold * CODE_SHARE : threshold);
    const low = bitOf('low-novelty');
    const candidates: number[] = [];
    for (let row = 0; row < columns.length; row++) {
      // Written so that rows without a novelty are none.
      if (!((columns.novelty[row] as number) < limitOf(row)) || !hasNovelty(inspection, row)) continue;
      if (!standing.stays(row) || (this.keptBits(row) & low) !== 0 || this.isRepeat(row)) continue;
      candidates.push(row);
    }
    await dropLowNovelty(pool, inspection, standing, { candidates, limitOf, near }, signal);
  }

  /** A copy that lost the one that stayed for it goes for what that one went for. */
  renameCopies(keeperOf: ReadonlyMap<number, number>): void {
    const { columns } = this.inspection;
    const staying = new Set<number>();
    for (const keeper of keeperOf.values()) {
      if (this.standing.stays(keeper)) staying.add(columns.content[keeper] as number);
    }
    for (const [copy, keeper] of keeperOf) {
      const reason = this.standing.reasonOf(keeper);
      if (reason && !staying.has(columns.content[copy] as number)) this.standing.relabel(copy, reason);
    }
  }

  private keptBits(row: number): number {
    return this.kept[this.inspection.columns.sample[row] as number] as number;
  }

  private openFindings(row: number): number {
    return (this.inspection.columns.findings[row] as number) & ~this.keptBits(row);
  }

  private groupIds(kind: GroupKind): number[] {
    return (this.choice.groups ?? []).flatMap((group) => (group.kind === kind ? [group.id] : []));
  }

  /** Whether a row repeats one that stays. */
  private isRepeat(row: number): boolean {
    const copied = this.keeping.copies.get(this.inspection.columns.sample[row] as number);
    const covered = this.keeping.covered.get(row);
    return (copied !== undefined && this.standing.stays(copied)) || (!!covered && this.standing.stays(covered.row));
  }
}
