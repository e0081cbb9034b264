// The value of a field of a row as a person reads it: what fields are listed by, and what rows are filtered by.
import { hashString, toKey } from '../../engine/text/hash.ts';

/** Keys that a dotted path can name. */
export const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/** White space folded; '' for what is no plain value. */
export function fieldText(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim().replace(/\s+/g, ' ') : '';
}

/** The text at a dotted path such as `meta.source`; '' where a row has none. */
export function fieldTextAt(row: unknown, path: readonly string[]): string {
  let value = row;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return '';
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return fieldText(value);
}

/** One exact number per value of a field; 0 for none. */
export function labelKey(text: string): number {
  return text === '' ? 0 : Math.max(1, toKey(...hashString(text)));
}
