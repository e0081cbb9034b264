// The calibration that a run was asked to judge by: read once, named in the report by name and hash.
import { readFileSync } from 'node:fs';
import { CorpusError } from '../../engine/errors.ts';
import { hashString } from '../../engine/text/hash.ts';
import { type Calibration, readCalibration } from '../../engine/traits/calibration/calibration.ts';
import type { CalibrationRef } from '../../protocol/hostApi.ts';

export interface UsedCalibration {
  readonly name: string;
  /** Sixteen hexadecimal digits of its content. */
  readonly hash: string;
  readonly calibration: Calibration;
}

/** Throws 'bad-option' where it cannot be read or used, in a sentence. */
export function calibrationOf(ref: CalibrationRef): UsedCalibration {
  const name = ref.name ?? ('path' in ref ? ref.path : 'the calibration');
  const json = 'path' in ref ? readText(ref.path) : JSON.stringify(ref.content);
  try {
    const hash = hashString(json)
      .map((lane) => (lane >>> 0).toString(16).padStart(8, '0'))
      .join('');
    const calibration = readCalibration(json, name);
    return { name, hash, calibration: ref.rate === undefined ? calibration : { ...calibration, rate: ref.rate } };
  } catch (error) {
    throw error instanceof CorpusError ? new CorpusError('bad-option', error.message) : error;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'is not there' : `could not be read (${code ?? 'unknown'})`;
    throw new CorpusError('bad-option', `The calibration ${path} ${why}: name another, or calibrate anew.`);
  }
}
