// Checks the fields that a complete row has, for `schema` findings that name the field.
import type { RowProblem } from '../../engine/sample.ts';
import { parseSelector, type Step } from './selector.ts';
import { innerKey, isObject } from './walk.ts';

/** Null when the row is as expected. */
export type Check = (row: unknown) => RowProblem[] | null;

const MAX_KEYS = 5;
/** Turns may go without content when they hold one of these. */
const INSTEAD_OF_CONTENT = [
  'tool_calls',
  'function_call',
  'reasoning_content',
  'reasoning',
  'thinking',
  'refusal',
  'audio',
];

/** A check of one selector of `ViewPlan.expected`, e.g. `text`, `messages[*].content`. */
export function expectation(path: string): Check {
  const { steps } = parseSelector(path);
  const inList = steps.some((s) => s.kind === 'list');
  return (row) => {
    if (passes(row, steps, 0, inList)) return null;
    const problems: RowProblem[] = [];
    explain(row, steps, 0, '', inList, null, problems);
    return problems;
  };
}

/** The test that nearly every row passes, without names being put together. */
function passes(value: unknown, steps: readonly Step[], at: number, inList: boolean): boolean {
  const step = steps[at];
  if (step === undefined) return isText(value, inList);
  if (step.kind === 'key') {
    if (!isObject(value)) return false;
    const inner = member(value, step.key);
    return mayBeMissing(inner, value, at, steps) || passes(inner, steps, at + 1, inList);
  }
  if (!Array.isArray(value)) return false;
  if (step.kind === 'index') return passes(value[indicesOf(value, step)[0]!], steps, at + 1, inList);
  for (let i = 0; i < value.length; i++) if (!passes(value[i], steps, at + 1, inList)) return false;
  return true;
}

function explain(
  value: unknown,
  steps: readonly Step[],
  at: number,
  name: string,
  inList: boolean,
  holder: Record<string, unknown> | null,
  out: RowProblem[],
): void {
  const step = steps[at];
  const called = name || 'the row';
  const say = (message: string): void => {
    out.push({ kind: 'schema', message, field: name || '$' });
  };
  if (value === undefined) say(`field ${name} is missing${others(holder)}`);
  else if (value === null) say(`${called} is null`);
  else if (step === undefined) {
    if (!isText(value, inList)) say(`${called} is ${kindOf(value)}, not text`);
  } else if (step.kind === 'key') {
    if (!isObject(value)) say(`${called} is ${kindOf(value)}, not an object`);
    else {
      const inner = member(value, step.key);
      if (mayBeMissing(inner, value, at, steps)) return;
      explain(inner, steps, at + 1, name === '' ? step.key : `${name}.${step.key}`, inList, value, out);
    }
  } else if (!Array.isArray(value)) say(`${called} is not a list`);
  else for (const i of indicesOf(value, step)) explain(value[i], steps, at + 1, `${name}[${i}]`, inList, null, out);
}

function member(value: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A turn that calls a tool or only thinks has no content. */
function mayBeMissing(inner: unknown, holder: Record<string, unknown>, at: number, steps: readonly Step[]): boolean {
  if (inner !== undefined && inner !== null) return false;
  return at > 0 && at === steps.length - 1 && INSTEAD_OF_CONTENT.some((k) => holder[k]);
}

function indicesOf(list: readonly unknown[], step: Exclude<Step, { kind: 'key' }>): number[] {
  if (step.kind === 'index') return [step.index < 0 ? list.length + step.index : step.index];
  return Array.from(list.keys());
}

function isText(value: unknown, inList: boolean): boolean {
  if (typeof value === 'string') return true;
  return inList && (Array.isArray(value) || (isObject(value) && innerKey(value) !== undefined));
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function others(holder: Record<string, unknown> | null): string {
  const keys = holder === null ? [] : Object.keys(holder).filter((k) => k.length <= 40);
  return keys.length === 0
    ? ''
    : `; it has ${keys.slice(0, MAX_KEYS).join(', ')}${keys.length > MAX_KEYS ? ', …' : ''}`;
}
