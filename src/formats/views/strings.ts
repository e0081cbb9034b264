// The string fields of the drawn rows: what can be chosen from when nothing was recognised, or by hand.
import { turnKeys } from './fields.ts';
import { memberPath } from './selector.ts';
import { isObject } from './walk.ts';

export interface StringField {
  readonly selector: string;
  /** Rows that hold it. */
  readonly rows: number;
  /** UTF-16 units over all rows. */
  readonly characters: number;
  /** The first three different values, cut to 120 characters, white space folded. */
  readonly examples: readonly string[];
}

const MAX_DEPTH = 4;
const MAX_FIELDS = 200;
const MAX_ELEMENTS = 50;
const EXAMPLE = 120;

interface Tally {
  rows: number;
  characters: number;
  lastRow: number;
  examples: string[];
}

/** Fields in the order in which they are met; lists of turns are told apart by who speaks. */
export function stringFields(rows: readonly unknown[]): StringField[] {
  const fields = new Map<string, Tally>();
  const note = (selector: string, text: string, row: number): void => {
    let tally = fields.get(selector);
    if (tally === undefined) {
      if (fields.size >= MAX_FIELDS) return;
      tally = { rows: 0, characters: 0, lastRow: -1, examples: [] };
      fields.set(selector, tally);
    }
    if (tally.lastRow !== row) tally.rows++;
    tally.lastRow = row;
    tally.characters += text.length;
    const example = text
      .slice(0, EXAMPLE * 2)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, EXAMPLE);
    if (tally.examples.length < 3 && example !== '' && !tally.examples.includes(example)) tally.examples.push(example);
  };
  const walk = (value: unknown, selector: string, depth: number, row: number): void => {
    if (typeof value === 'string') note(selector || '$', value, row);
    else if (depth >= MAX_DEPTH) return;
    else if (Array.isArray(value)) {
      for (const element of value.slice(0, MAX_ELEMENTS)) {
        const keys = turnKeys(element);
        const role = keys === null ? '' : String((element as Record<string, unknown>)[keys.role]);
        if (keys === null || /[\]="']/.test(role)) walk(element, `${selector || '$'}[*]`, depth + 1, row);
        else {
          const path = memberPath(`${selector || '$'}[${keys.role}=${role}]`, keys.content);
          walk((element as Record<string, unknown>)[keys.content], path, depth + 1, row);
        }
      }
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) walk(value[key], memberPath(selector, key), depth + 1, row);
    }
  };
  rows.forEach((row, i) => {
    walk(row, '', 0, i);
  });
  return [...fields].map(([selector, { rows: n, characters, examples }]) => ({
    selector,
    rows: n,
    characters,
    examples,
  }));
}

/** The field that holds most characters, names and identifiers left out; undefined when there is none. */
export function longestField(rows: readonly unknown[]): StringField | undefined {
  return stringFields(rows)
    .filter((f) => !/(?:^|[._[])(?:id|uuid|uid|guid|url|hash|path|date|timestamp)\]?$|Id$/i.test(f.selector))
    .filter((f) => f.rows * 4 >= rows.length && f.characters > 0)
    .sort((a, b) => b.characters - a.characters)[0];
}
