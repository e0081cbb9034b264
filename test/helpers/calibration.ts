// Calibrations for tests, made of numbers.
import type { Calibration, CalibrationRows } from '../../src/engine/traits/calibration/calibration.ts';
import { tools } from './tools.ts';

/** `n` rows whose scores spread evenly over −2…2 around a mean, of 50 to 90 words. */
export function rowsAround(mean: number, n: number): CalibrationRows {
  const each = <T>(value: (i: number) => T) => Array.from({ length: n }, (_, i) => value(i));
  return {
    from: 'made up',
    field: 'text',
    words: each((i) => 50 + (i % 41)),
    score: each((i) => mean - 2 + (4 * i) / (n - 1)),
    markup: each(() => 0),
    language: each(() => 'en'),
    abstained: {},
  };
}

export function calibrationAround(mean: number, more: Partial<Calibration> = {}): Calibration {
  return {
    format: 'corpus-inspector/calibration',
    version: 1,
    model: tools.traits().model.name,
    rate: 0.05,
    view: 'text',
    human: rowsAround(mean, 60),
    ...more,
  };
}
