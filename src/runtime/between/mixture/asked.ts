// What a mixture plan is asked for, and from which files: each file once, with what its rows are to the mixture.
import { resolve } from 'node:path';
import { CorpusError } from '../../../engine/errors.ts';
import { SIDE } from '../../../engine/mixture/standing.ts';
import type { ViewName } from '../../../engine/sample.ts';
import { compileLabel } from '../../../formats/views/fieldValue.ts';
import type { InspectOptions } from '../../../protocol/hostApi.ts';
import type { SourceRef } from '../../sources/source.ts';

export interface MixtureAsked {
  readonly real: readonly SourceRef[];
  /** With `provenance` they may be those of `real`. */
  readonly synthetic: readonly SourceRef[];
  readonly provenance?: { readonly field: string; readonly synthetic: readonly string[] };
  /** Largest share of the mix's words that may be synthetic, 0..1, both left out. */
  readonly share: number;
  /** Default: the one of text, response and prompt with most words on the side that has fewer of them. */
  readonly view?: ViewName;
  /** Absolute paths; nothing is written without them. */
  readonly out?: string;
  readonly mix?: string;
  /** How the rows of `out` are ordered; default `gain`, the order of choice. */
  readonly order?: 'gain' | 'file';
  readonly options: InspectOptions;
  readonly seed?: number;
}

export interface MixtureFiles {
  /** Real ones first. */
  readonly sources: readonly SourceRef[];
  readonly isReal: readonly boolean[];
  readonly isSynthetic: readonly boolean[];
}

/** Throws 'bad-option' for what makes no sense. */
export function filesOf({ real, synthetic, provenance, share }: MixtureAsked): MixtureFiles {
  if (!(share > 0 && share < 1)) {
    throw bad(`A share of ${share} is not possible: give more than 0 and less than 1, such as 0.1.`);
  }
  if (real.length === 0) throw bad('Name the files of the real corpus.');
  if (synthetic.length === 0) throw bad('Name the files of synthetic samples to choose from.');
  if (provenance) {
    compileLabel(provenance.field);
    if (provenance.synthetic.length === 0) throw bad(`Name the values of ${provenance.field} that mean synthetic.`);
  }
  const isReal = new Set(real.map(identityOf));
  const isSynthetic = new Set(synthetic.map(identityOf));
  const sources = new Map([...real, ...synthetic].map((source) => [identityOf(source), source]));
  const both = [...sources].find(([id]) => isReal.has(id) && isSynthetic.has(id));
  if (both && !provenance) {
    throw bad(
      `${both[1].shown} is named as real and as synthetic: name different files, or the field that tells the rows apart.`,
    );
  }
  return {
    sources: [...sources.values()],
    isReal: [...sources.keys()].map((id) => isReal.has(id)),
    isSynthetic: [...sources.keys()].map((id) => isSynthetic.has(id)),
  };
}

/** A file that is cut or mirrored is the one it was made from. */
export function identityOf(ref: SourceRef): string {
  return ref.kind === 'cut' ? identityOf(ref.of) : resolve(ref.kind === 'file' ? ref.path : ref.shown);
}

/**
 * What a row is: by its file, or by the value of a field. Synthetic rows of a real file are there already, but where the same file
 * is to be chosen from.
 */
export function sideOf(isReal: boolean, isSynthetic: boolean, saysSynthetic: boolean | null): number {
  if (saysSynthetic === null) return isReal ? SIDE.real : SIDE.synthetic;
  if (saysSynthetic) return isSynthetic ? SIDE.synthetic : SIDE.already;
  return isReal ? SIDE.real : SIDE.none;
}

function bad(message: string): CorpusError {
  return new CorpusError('bad-option', message);
}
