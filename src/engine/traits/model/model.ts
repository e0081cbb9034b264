// The fitted model as it stands in its file, and decoded. The file holds weights, counts, word lists and figures; no text.
import { CorpusError } from '../../errors.ts';
import { FEATURES } from '../features.ts';
import { Prelude } from '../text/prelude.ts';
import { BITS, BLOCKS, type Block } from './gramCounter.ts';
import { GROUPS } from './style.ts';

export const MODEL_FORMAT = 'corpus-inspector/trait-model';
export const MODEL_VERSION = 1;

/** What the score is made of: three tables of n-grams, and the traits that have names. */
export const PARTS = [...BLOCKS, 'style'] as const;
export type Part = (typeof PARTS)[number];

/** What a reading tells beside the score: its parts, and what each family of traits adds to the last of them. */
export const READ_PARTS: readonly string[] = [...PARTS, ...GROUPS];

/** Mean and standard deviation of human text at each of `lengths`. */
export interface LengthCurve {
  readonly mean: readonly number[];
  readonly sd: readonly number[];
}

export interface ModelFile {
  readonly format: typeof MODEL_FORMAT;
  readonly version: number;
  readonly name: string;
  readonly trained: string;
  /** What it was trained on, with licences, numbers of texts and its own figures: for people. */
  readonly card: Readonly<Record<string, unknown>>;
  /** Ids of the features in the order of `style`. */
  readonly features: readonly string[];
  readonly blocks: Readonly<Record<Block, { readonly bias: number; readonly most: number; readonly weights: string }>>;
  readonly style: {
    readonly bias: number;
    readonly mean: readonly number[];
    readonly sd: readonly number[];
    readonly weights: readonly number[];
    /** Means of human text, in standard deviations: effects are told from there. */
    readonly human: readonly number[];
  };
  /** Common words in one string; log2 probabilities in steps of 1/`steps`, base64 of signed bytes. */
  readonly prelude: {
    readonly words: string;
    readonly steps: number;
    readonly offset: number;
    readonly human: string;
    readonly llm: string;
  };
  /** Kinds of human text: names, and for each the log2 ratio of the common words' probabilities to their mean. */
  readonly kinds: { readonly names: readonly string[]; readonly steps: number; readonly words: string };
  /** Words at which human text was measured, ascending. */
  readonly lengths: readonly number[];
  /** Of the score, and of each of READ_PARTS. */
  readonly curves: Readonly<Record<string, LengthCurve>>;
  /** Scores of human texts by kind and band of length: 21 quantiles each, 0 to 1; null where too few were measured. */
  readonly quantiles: {
    readonly bands: readonly number[];
    readonly kinds: readonly (readonly (readonly number[] | null)[])[];
  };
}

export interface TraitModel extends Omit<ModelFile, 'blocks' | 'prelude' | 'kinds'> {
  readonly blocks: Readonly<
    Record<Block, { readonly bias: number; readonly weights: Int8Array; readonly scale: Float64Array }>
  >;
  readonly prelude: Prelude;
  readonly kinds: readonly string[];
  /** Kinds × common words. */
  readonly kindWords: Float32Array;
}

/** Throws 'bad-format' where the file is not of this version of the features. */
export function decodeModel(file: ModelFile): TraitModel {
  const ids = FEATURES.map((f) => f.about.id).join(' ');
  if (file.format !== MODEL_FORMAT || file.version !== MODEL_VERSION || file.features.join(' ') !== ids) {
    throw new CorpusError('bad-format', 'The trait model was trained with other features: run npm run train:traits.');
  }
  const words = file.prelude.words.split(' ');
  const bits = (text: string) =>
    Float32Array.from(signedBytes(text), (q) => file.prelude.offset + q / file.prelude.steps);
  const blocks = Object.fromEntries(
    BLOCKS.map((block) => {
      const { bias, most, weights } = file.blocks[block];
      return [block, { bias, weights: packed(signedBytes(weights), 1 << BITS[block]), scale: companded(most) }];
    }),
  ) as unknown as TraitModel['blocks'];
  return {
    ...file,
    blocks,
    prelude: new Prelude(words, bits(file.prelude.human), bits(file.prelude.llm)),
    kinds: file.kinds.names,
    kindWords: Float32Array.from(signedBytes(file.kinds.words), (q) => q / file.kinds.steps),
  };
}

/** By byte + 128: weights are kept as the root of their size, so that small ones keep their digits. */
export function companded(most: number): Float64Array {
  return Float64Array.from({ length: 256 }, (_, i) => {
    const q = (i - 128) / 127;
    return Math.sign(q) * q * q * most;
  });
}

/** The byte whose weight is nearest. */
export function compand(weight: number, most: number): number {
  const root = Math.sqrt(Math.min(1, Math.abs(weight) / most));
  return Math.round(Math.sign(weight) * root * 127);
}

function packed(bytes: Int8Array, size: number): Int8Array {
  if (bytes.length !== size) {
    throw new CorpusError('bad-format', `The trait model holds ${bytes.length} weights where ${size} belong.`);
  }
  return bytes;
}

function signedBytes(base64: string): Int8Array {
  const text = atob(base64);
  const bytes = new Int8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = (text.charCodeAt(i) << 24) >> 24;
  return bytes;
}
