// The value of a field as a label: what samples are grouped by.
import { CorpusError } from '../../engine/errors.ts';
import { parseSelector } from './selector.ts';
import { compileSelector } from './walk.ts';

/** Stands for rows that have no such field, or an empty one. */
export const NO_LABEL = '(none)';
const MAX_LABEL = 60;

/**
 * Reads the label of a parsed row: a string with white space folded and cut to 60 characters; numbers, booleans, lists and
 * objects as JSON; the first of several. Throws 'bad-option' for what is not a plain field.
 */
export function compileLabel(field: string): (row: unknown) => string {
  const { steps, pipes } = parseSelector(field);
  if (pipes.length > 0) {
    throw new CorpusError('bad-option', `"${field}" cannot be grouped by: name a field alone, such as \`meta.model\`.`);
  }
  const walk = compileSelector({ steps, pipes: [{ kind: 'json' }] });
  return (row) => {
    let label = '';
    walk(row, (text) => {
      label ||= folded(text);
    });
    return cut(label) || NO_LABEL;
  };
}

function folded(text: string): string {
  return text.slice(0, 1000).trim().replace(/\s+/g, ' ');
}

function cut(label: string): string {
  if (label.length <= MAX_LABEL) return label;
  return `${label.slice(0, MAX_LABEL - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

export interface FieldMatch {
  readonly field: string;
  readonly value: string;
}

/** Whether a parsed row has the value, as labels are read: `true` is both the boolean and the word. Throws as compileLabel. */
export function compileMatch({ field, value }: FieldMatch): (row: unknown) => boolean {
  const labelOf = compileLabel(field);
  const wanted = cut(folded(value));
  return (row) => labelOf(row) === wanted;
}
