// Checks what arrives from the page of a sample editor before any of it is used.
import * as v from 'valibot';
import { CallError } from '../../protocol/errors.ts';
import type { SamplesHostApi } from '../../protocol/samplesPanelApi.ts';

/** Rows of a file of many terabytes still have such a number. */
const number = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const line = v.pipe(number, v.minValue(1));
/** The rows of all of them are fetched. */
const MAX_LINES = 1000;
const nothing = v.strictObject({});

const SCHEMAS: Record<keyof SamplesHostApi, v.GenericSchema> = {
  ready: nothing,
  rows: v.strictObject({
    from: number,
    count: v.pipe(number, v.maxValue(200)),
    chars: v.optional(v.pipe(number, v.maxValue(200_000))),
  }),
  find: v.strictObject({
    from: v.pipe(v.number(), v.integer(), v.minValue(-1)),
    backwards: v.boolean(),
    text: v.pipe(v.string(), v.maxLength(1000)),
    regex: v.boolean(),
    matchCase: v.boolean(),
  }),
  notes: v.pipe(
    v.strictObject({ from: line, to: line }),
    v.check(({ from, to }) => to - from < MAX_LINES),
  ),
  nextFinding: v.strictObject({ line, backwards: v.boolean() }),
  copyRow: v.strictObject({ row: number }),
  reveal: v.strictObject({ line }),
  decide: v.strictObject({ line, action: v.picklist(['drop', 'keep']) }),
  undo: nothing,
  inspect: nothing,
};

/** Throws a `bad-option` for an unknown method or parameters of another shape. */
export function checkSamplesCall(method: string, p: unknown): void {
  const schema = Object.hasOwn(SCHEMAS, method) ? SCHEMAS[method as keyof SamplesHostApi] : undefined;
  if (schema && v.is(schema, p)) return;
  throw new CallError('bad-option', `The page asked for "${method}" in a way that is not allowed.`);
}
