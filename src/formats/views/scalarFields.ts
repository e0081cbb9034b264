// Short values of a row's fields, at the top and one object below: what may be a topic, a label or a language.
import { isIdentifier } from '../rowHash.ts';
import { isObject } from './walk.ts';

/** Longer strings are text. */
const LONGEST = 40;
/** Objects with more keys are tables, not fields. */
const MOST_KEYS = 100;

/** Pairs of field and value, in the order of the row; `meta.topic` for what stands in an object. Empty for what is no object. */
export function scalarFields(row: unknown): (readonly [field: string, value: string])[] {
  const out: (readonly [string, string])[] = [];
  for (const [key, value] of entriesOf(row)) {
    if (isObject(value)) for (const [inner, part] of entriesOf(value)) addScalar(out, `${key}.${inner}`, inner, part);
    else addScalar(out, key, key, value);
  }
  return out;
}

function entriesOf(value: unknown): (readonly [string, unknown])[] {
  if (!isObject(value)) return [];
  const keys = Object.keys(value);
  return keys.length > MOST_KEYS ? [] : keys.map((key) => [key, value[key]] as const);
}

function addScalar(out: (readonly [string, string])[], field: string, name: string, value: unknown): void {
  if (typeof value === 'string') {
    if (value.length > LONGEST) return;
    const trimmed = value.trim();
    if (trimmed !== '' && !trimmed.includes('\n') && !isIdentifier(name, value)) out.push([field, trimmed]);
  } else if (typeof value === 'boolean') out.push([field, String(value)]);
  else if (typeof value === 'number' && Number.isInteger(value) && !isIdentifier(name, value)) {
    out.push([field, String(value)]);
  }
}
