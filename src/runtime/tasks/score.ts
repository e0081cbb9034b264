// Second pass: every sample against the merged states. One set of columns per block, in the block's order.
import type { LocalFinding } from '../../engine/findings/local.ts';
import type { FrameColumns } from '../../engine/findings/templateClusters.ts';
import { splitOfRow } from '../../engine/leakage/splits.ts';
import { blockId, type Tools } from '../../engine/metric.ts';
import { type JsonPath, VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { openingLabelOf, Scorer, type ViewFacts } from '../../engine/scoring/score.ts';
import { BANDS } from '../../engine/sketch/minHash.ts';
import { Preparer } from '../../engine/text/prepare.ts';
import { words } from '../../engine/text/words.ts';
import { compileLabel, compileMatch } from '../../formats/views/fieldValue.ts';
import { lazyTools } from '../lazy/tools.ts';
import type { WorkerControl } from '../pool/control.ts';
import { GrowingTraits, type TraitColumns } from '../traits/columns.ts';
import { type TraitShares, traitReads } from '../traits/reads.ts';
import { eachSample, type Job } from './job.ts';

export interface ScoreParams {
  readonly job: Job;
  readonly views: readonly (readonly [ViewName, ViewFacts])[];
  /** Openings whose words are wanted. */
  readonly openings: readonly (readonly [ViewName, readonly string[]])[];
  /** Null where no traits are read. */
  readonly traitShares: TraitShares;
}

export interface PlacedLocal extends LocalFinding {
  /** Row within the block. */
  readonly row: number;
  readonly path: JsonPath;
  readonly offset: number;
}

/** Columns of one block: one row per sample and view. */
export interface ScoredBlock {
  readonly index: number;
  readonly rows: number;
  readonly view: Uint8Array;
  readonly line: Uint32Array;
  readonly byte: Float64Array;
  readonly byteLength: Float64Array;
  readonly words: Uint32Array;
  readonly novelty: Float32Array;
  readonly grams: Uint32Array;
  readonly adds: Uint32Array;
  readonly shingles: Uint32Array;
  readonly isCode: Uint8Array;
  readonly repeatMass: Float64Array;
  /** BANDS per row. */
  readonly bands: Int32Array;
  /** Two lanes per row: content hash of the whole row (0, 0 for none), and of the view's text. */
  readonly content: Uint32Array;
  readonly text: Uint32Array;
  /** Whether the sample has the value that is to be kept; empty where no field is asked for. */
  readonly preferred: Uint8Array;
  readonly local: readonly PlacedLocal[];
  /** First row with boilerplate per view, and its longest run. */
  readonly boilerplate: readonly { readonly view: ViewName; readonly row: number; readonly quoted: string }[];
  /** Rows that hold boilerplate, per view in the order of VIEW_NAMES. */
  readonly boilerplateRows: readonly number[];
  /** Labels that rows are grouped by: the number of each row's label; both empty where nothing is grouped. */
  readonly group: Uint32Array;
  readonly labels: readonly string[];
  /** Frames of the rows: row within the block, hash, share of the row's words. */
  readonly frames: FrameColumns;
  /** Rank of the split that each row's field `split` names; empty where none names any. */
  readonly split: Uint8Array;
  /** Null where no traits are read. */
  readonly traits: TraitColumns | null;
}

export interface Scored {
  readonly blocks: readonly ScoredBlock[];
  readonly labels: readonly (readonly [view: ViewName, label: string, words: string])[];
}

/** `tools`: those of the product, but in tests. */
export function score(
  { job, views, openings, traitShares }: ScoreParams,
  control: WorkerControl,
  tools: Pick<Tools, 'traits'> = lazyTools(),
): Scored {
  const scorers = new Map(views.map(([view, facts]) => [view, new Scorer(facts)]));
  const wanted = new Map(openings.map(([view, labels]) => [view, new Set(labels)]));
  const preparer = new Preparer();
  // Repeats between white space are costly: drawn blocks of a large corpus speak for all, and the core has none.
  const repeats = job.metrics === 'all';
  const drawn = job.drawnBlocks && new Set(job.drawnBlocks);
  const labels: [ViewName, string, string][] = [];
  const blocks: ScoredBlock[] = [];
  let block = new BlockColumns();
  let traits = new GrowingTraits();
  const readTraits = traitReads(job, traitShares, tools);
  const labelOf = job.by === undefined ? null : compileLabel(job.by);
  const isPreferred = job.prefer ? compileMatch(job.prefer) : null;
  eachSample(
    job,
    control,
    (sample, ref) => {
      const label = labelOf?.(sample.value);
      const preferred = isPreferred?.(sample.value);
      const split = splitOfRow(sample.value);
      for (const { view, segments } of sample.views) {
        const scorer = scorers.get(view);
        if (!scorer) continue;
        const isDrawn = repeats && (drawn === null || drawn.has(blockId(ref)));
        const x = preparer.prepare(ref, view, segments, isDrawn ? 'all' : 'words');
        const found = scorer.score(x, isDrawn);
        const row = block.rows;
        block.view.push(VIEW_NAMES.indexOf(view));
        block.line.push(sample.lineInBlock);
        block.byte.push(sample.byte);
        block.byteLength.push(sample.byteLength);
        block.words.push(found.words);
        block.novelty.push(found.novelty);
        block.grams.push(found.grams);
        block.adds.push(found.adds);
        block.shingles.push(found.shingles);
        block.isCode.push(found.isCode ? 1 : 0);
        block.repeatMass.push(found.repeatMass);
        block.addBands(found.bands);
        block.content.push(sample.hash?.[0] ?? 0, sample.hash?.[1] ?? 0);
        block.text.push(found.textLo, found.textHi);
        if (label !== undefined) block.addLabel(label);
        if (preferred !== undefined) block.preferred.push(preferred ? 1 : 0);
        block.split.push(split);
        if (traitShares) traits.add(readTraits(ref, sample.byte, view, segments));
        for (let i = 0; i < found.frames.keys.length; i++) {
          block.frames.row.push(row);
          block.frames.key.push(found.frames.keys[i] as number);
          block.frames.share.push(found.frames.shares[i] as number);
        }
        for (const local of found.local) {
          const segment = segments[local.segment];
          block.local.push({ ...local, row, path: segment?.path ?? [], offset: segment?.offset ?? 0 });
        }
        if (found.boilerplate) {
          const { segment, start, end } = found.boilerplate;
          const at = VIEW_NAMES.indexOf(view);
          if (!block.boilerplateRows[at]) {
            const quoted = (segments[segment]?.text ?? '').slice(start, end).replace(/\s+/g, ' ').slice(0, 160);
            block.boilerplate.push({ view, row, quoted });
          }
          block.boilerplateRows[at] = (block.boilerplateRows[at] ?? 0) + 1;
        }
        const want = wanted.get(view);
        const opening = want && want.size > 0 ? openingLabelOf(x) : null;
        if (opening && want?.delete(opening)) {
          // Lower-cased tokens, so that it does not matter who met the opening first.
          labels.push([
            view,
            opening,
            segments
              .flatMap((s) => words(s.text.slice(0, 400)))
              .slice(0, 3)
              .join(' '),
          ]);
        }
      }
    },
    (_info, _ref, index) => {
      blocks.push({ ...block.freeze(index), traits: traitShares && traits.freeze() });
      block = new BlockColumns();
      traits = new GrowingTraits();
    },
  );
  return { blocks, labels };
}

/** Growing columns of one block. */
class BlockColumns {
  readonly view: number[] = [];
  readonly line: number[] = [];
  readonly byte: number[] = [];
  readonly byteLength: number[] = [];
  readonly words: number[] = [];
  readonly novelty: number[] = [];
  readonly grams: number[] = [];
  readonly adds: number[] = [];
  readonly shingles: number[] = [];
  readonly isCode: number[] = [];
  readonly repeatMass: number[] = [];
  readonly content: number[] = [];
  readonly text: number[] = [];
  readonly preferred: number[] = [];
  readonly split: number[] = [];
  readonly local: PlacedLocal[] = [];
  readonly boilerplate: { view: ViewName; row: number; quoted: string }[] = [];
  readonly boilerplateRows: number[] = [];
  private readonly group: number[] = [];
  private readonly labels = new Map<string, number>();
  readonly frames = { row: [] as number[], key: [] as number[], share: [] as number[] };
  private bands = new Int32Array(64 * BANDS);

  get rows(): number {
    return this.view.length;
  }

  addLabel(label: string): void {
    const number = this.labels.get(label) ?? this.labels.size;
    this.labels.set(label, number);
    this.group.push(number);
  }

  /** Call once per row, after `view` got its entry. */
  addBands(bands: Int32Array): void {
    const at = (this.rows - 1) * BANDS;
    if (at + BANDS > this.bands.length) {
      const wider = new Int32Array(this.bands.length * 2);
      wider.set(this.bands);
      this.bands = wider;
    }
    this.bands.set(bands, at);
  }

  freeze(index: number): Omit<ScoredBlock, 'traits'> {
    return {
      index,
      rows: this.rows,
      view: Uint8Array.from(this.view),
      line: Uint32Array.from(this.line),
      byte: Float64Array.from(this.byte),
      byteLength: Float64Array.from(this.byteLength),
      words: Uint32Array.from(this.words),
      novelty: Float32Array.from(this.novelty),
      grams: Uint32Array.from(this.grams),
      adds: Uint32Array.from(this.adds),
      shingles: Uint32Array.from(this.shingles),
      isCode: Uint8Array.from(this.isCode),
      repeatMass: Float64Array.from(this.repeatMass),
      bands: this.bands.slice(0, this.rows * BANDS),
      content: Uint32Array.from(this.content),
      text: Uint32Array.from(this.text),
      preferred: Uint8Array.from(this.preferred),
      local: this.local,
      boilerplate: this.boilerplate,
      frames: {
        row: Uint32Array.from(this.frames.row),
        key: Float64Array.from(this.frames.key),
        share: Float32Array.from(this.frames.share),
      },
      boilerplateRows: VIEW_NAMES.map((_, i) => this.boilerplateRows[i] ?? 0),
      group: Uint32Array.from(this.group),
      labels: [...this.labels.keys()],
      split: this.split.some((rank) => rank > 0) ? Uint8Array.from(this.split) : new Uint8Array(0),
    };
  }
}
