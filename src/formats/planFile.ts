// Plans how a file is read: its kind, its blocks, its views.
import { CorpusError } from '../engine/errors.ts';
import { DRAW_SLOT, drawRows, type KnownRows, type Layout } from './draw.ts';
import { findElements, indexElements } from './jsonIndex.ts';
import type { Block, FilePlan, TextSplit, ViewPlan } from './plan.ts';
import { sniff } from './sniff.ts';
import type { ByteSource } from './source.ts';
import { detectSplit } from './textSplit.ts';
import { detectViews, type UserViews } from './views/detect.ts';

export interface PlanOptions {
  /** View name → selector; views that are not named are detected. Ignored for plain text. */
  readonly views?: UserViews;
  /** How plain text is cut into samples; default: detected. */
  readonly textSplit?: 'auto' | TextSplit;
  /** Bytes of a block's slot, ≥ 1. */
  readonly blockBytes: number;
  /** Where the extension is taken from, when it is not the source's path. */
  readonly fileName?: string;
  /** Rows of a file of lines that need not be looked for again. */
  readonly known?: KnownRows;
}

const TEXT_VIEWS: ViewPlan = {
  rules: [{ view: 'text', path: '$', chosenBy: 'detected' }],
  explodedPrefixes: false,
  expected: [],
};

/** Looks at the content of a file and plans its reading. A JSON list is scanned once as a whole, without being held in
 *  memory; of other files only parts are read. Throws 'empty-file', 'binary-file', 'bad-format', 'no-view' or
 *  'bad-option', each with a sentence that says what to do. */
export function planFile(source: ByteSource, options: PlanOptions): FilePlan {
  const { blockBytes } = options;
  if (!Number.isInteger(blockBytes) || blockBytes < 1) {
    throw new CorpusError('bad-option', `A block needs at least 1 byte, not ${blockBytes}.`);
  }
  const { format, bom, first } = sniff(source, options.fileName);
  const common = { path: source.path, bytes: source.size, format, bom };
  if (format === 'text') {
    const asked = options.textSplit ?? 'auto';
    const split = asked === 'auto' ? detectSplit(source, bom) : asked;
    return { ...common, split, blocks: slots(source.size, blockBytes), views: TEXT_VIEWS };
  }
  let blocks: Block[];
  let layout: Layout = { format, bom, ...(options.known && { known: options.known }) };
  if (format === 'json') {
    const [inBlocks, inDraw] = indexElements(source, findElements(source, first), [blockBytes, DRAW_SLOT]);
    blocks = slots(source.size, blockBytes, inBlocks);
    layout = { ...layout, firsts: inDraw! };
  } else blocks = slots(source.size, blockBytes);
  return { ...common, blocks, views: detectViews(source.path, drawRows(source, layout), options.views) };
}

function slots(size: number, blockBytes: number, firsts?: ReadonlyMap<number, number>): Block[] {
  return Array.from({ length: Math.ceil(size / blockBytes) }, (_, block) => {
    const firstElement = firsts?.get(block);
    const start = block * blockBytes;
    const end = Math.min(size, start + blockBytes);
    return firstElement === undefined ? { block, start, end } : { block, start, end, firstElement };
  });
}
