// Values of fields that were lost or swelled: a topic, a source, a label.
import { type Held, surprising } from './found.ts';

/** A value of a field, counted over all samples of every step. */
export interface FieldValue {
  readonly field: string;
  readonly value: string;
}

/**
 * Those that changed by more than chance, in proportion to the samples. Left out are fields that tell steps apart: those of which every step has one value of its
 * own, such as the name of the generator of each generation. `samples`: of each step.
 */
export function valueShifts(
  values: readonly Held<FieldValue>[],
  samples: readonly number[],
): (Held<FieldValue> & { strength: number })[] {
  const byField = new Map<string, Held<FieldValue>[]>();
  for (const held of values) byField.set(held.item.field, [...(byField.get(held.item.field) ?? []), held]);
  const telling = [...byField.values()].filter((list) => list.length > 1 && !tellsSteps(list, samples.length)).flat();
  return surprising(telling, { samples, words: samples });
}

function tellsSteps(values: readonly Held<FieldValue>[], steps: number): boolean {
  return Array.from({ length: steps }, (_, step) => step).every((step) => {
    const there = values.filter(({ counts }) => (counts[step] as number) > 0);
    return there.length === 1 && there[0]?.counts.every((n, other) => other === step || n === 0);
  });
}
