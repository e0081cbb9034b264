// arithmetic: every `a op b = c` of an answer, calculator marks, and final answers against the row's own and against the working.
import { type Equation, equationsOf } from './arithmetic/equations.ts';
import { type Final, fieldAnswer, finalsOf, isAmong, type Quantity, sameAnswer } from './arithmetic/finals.ts';
import { disagreements, equationsIn, marksOf, withoutMarks } from './arithmetic/marks.ts';
import type { Rational } from './arithmetic/rational.ts';
import { same, show, whole } from './arithmetic/rational.ts';
import { tokensOf } from './arithmetic/tokens.ts';
import { spelled } from './arithmetic/words.ts';
import { fences } from './fences.ts';
import { isObject } from './jsonPieces.ts';
import { answers, type Check, type CheckPlace, type Verifiable, type Verifier } from './verifier.ts';

/** Fields that hold the right answer beside a worked one, the likeliest first. */
const ANSWER_FIELDS = [
  'final_answer',
  'expected_answer',
  'answer',
  'gold_answer',
  'ground_truth',
  'reference_answer',
  'correct_answer',
  'target',
  'solution',
  'gold',
  'result',
  'label',
];
/** A field holds right answers when at least this share of the drawn rows agree with it. */
const AGREE = 0.5;
/** Equations beyond this many in one text are a table of its own; nothing in a worked answer comes near. */
const MAX_CHECKS = 2000;

export const arithmetic: Verifier = {
  id: 'arithmetic',
  about: {
    label: 'Arithmetic',
    explains:
      'Recomputes every equation of numbers in an answer, calculator marks included, and compares the final answer with the working and with the row’s answer field.',
    limits:
      'Equations with unknowns, units that change, dates, ranges and code are left alone; a wrong plan with right sums is not noticed.',
  },

  detect(drawn, settings) {
    const asked = typeof settings.answer === 'string' ? settings.answer : null;
    const found = drawn.some((x) => this.check(x, { answer: asked }, NO_TOOLS).length > 0);
    return found ? { answer: asked ?? answerField(drawn) } : null;
  },

  check(x, facts) {
    const segments = answers(x);
    const checks: Check[] = [];
    segments.forEach(({ view, segment, text }, i) => {
      const isLast = i === segments.length - 1;
      const expected = isLast && typeof facts.answer === 'string' ? expectedIn(x, facts.answer, text) : null;
      checks.push(
        ...checkText(x, text, expected).map((c) => ({ ...c, at: { view, segment, start: c.start, end: c.end } })),
      );
    });
    return checks.slice(0, MAX_CHECKS).map(({ verdict, reason, at }) => ({ verdict, reason, at }));
  },
};

// biome-ignore lint/suspicious/noExplicitAny: this verifier asks for no tool
const NO_TOOLS: any = null;

type Found = Pick<Check, 'verdict' | 'reason'> & Pick<CheckPlace, 'start' | 'end'>;

function checkText(x: Verifiable, written: string, expected: Quantity | string | null): Found[] {
  if (!/[=≈＝]|\bequals\b|####|\\boxed|\banswer\b/i.test(written)) return [];
  const text = withoutCode(written);
  const finals = finalsOf(text);
  const marks = marksOf(text);
  const hash = finals.find((f) => f.form === '####');
  const plain = withoutMarks(text, marks);
  const worked = marks.length > 0 || finals.length > 0;
  const body = hash ? plain.slice(0, hash.start) : plain;
  const equations = equationsOf(body, worked ? 'worked' : 'text');
  const inMarks = marks.flatMap((mark) => equationsIn(mark));
  const checks: Found[] = [...equations.checked, ...inMarks].map(quotation(x, text));
  const failedAt = (start: number, end: number): boolean =>
    checks.some((c) => c.verdict === 'failed' && c.start < end && start < c.end);
  for (const { reason, start, end } of disagreements(text, marks, equations)) {
    if (!failedAt(start, end)) checks.push({ verdict: 'failed', reason, start, end });
  }
  const results = [...equations.results, ...marks.flatMap((m) => m.equations.results)];
  const last = hash ?? finals.at(-1);
  if (last)
    checks.push(...againstWorking(last, plain.slice(0, last.start), results, hash !== undefined || marks.length > 0));
  checks.push(...amongFinals(finals), ...againstField(finals, expected));
  return checks.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Code and links are not arithmetic: they are blanked out, every place kept. */
function withoutCode(text: string): string {
  let plain = text;
  for (const { start, end } of fences(text)) {
    plain = `${plain.slice(0, start)}${' '.repeat(end - start)}${plain.slice(end)}`;
  }
  return plain.replace(/\bhttps?:\/\/\S+/g, (link) => ' '.repeat(link.length));
}

/** Passes equations on; a false one that the prompt already states is quoted, not computed. */
function quotation(x: Verifiable, text: string): (found: Equation) => Found {
  let prompts: string[] | null = null;
  return ({ verdict, reason, start, end }) => {
    if (verdict !== 'failed') return { verdict, reason, start, end };
    prompts ??= x.views
      .filter(({ view }) => view === 'prompt' || view === 'system')
      .flatMap(({ segments }) => segments.map((s) => bare(s.text)));
    const said = bare(text.slice(start, end));
    if (!prompts.some((p) => p.includes(said))) return { verdict, reason, start, end };
    return { verdict: 'not checkable', reason: `${reason}, as the prompt says it`, start, end };
  };
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

/**
 * The final answer has to be a result of the working, or at least to stand in its last line. `certain`: the text has marks or `####`, so
 * that its working is written out; others may leave the last equation out.
 */
function againstWorking(final: Final, body: string, results: readonly Rational[], certain: boolean): Found[] {
  const { quantity, start, end, text, form } = final;
  // "= \boxed{72}" is a part of the last equation.
  if (!quantity || results.length === 0 || (form === 'boxed' && /[=≈]\s*\$?$/.test(body))) return [];
  const says = (verdict: Check['verdict'], what: string): Found[] => [
    { verdict, reason: `the final answer ${text} is ${what}`, start, end },
  ];
  if (isAmong(quantity, results)) return says('verified', 'a result of the working');
  if (isAmong(quantity, numbersOf(body.trimEnd().split('\n').at(-1) ?? ''))) return [];
  const none = `none of the results of the working (${[...new Set(results.map(show))].slice(-3).join(', ')})`;
  if (numbersOf(body).some((n) => same(n, quantity.value))) return says('not checkable', `${none}, but stands in it`);
  return says(certain ? 'failed' : 'not checkable', none);
}

function numbersOf(text: string): Rational[] {
  return tokensOf(text).flatMap((t) => {
    if (t.kind === 'number') return [t.value];
    const word = t.kind === 'word' ? spelled(t.text) : null;
    return word !== null && Number.isInteger(word) ? [whole(word)] : [];
  });
}

/** A text that gives its answer twice has to give the same. */
function amongFinals(finals: readonly Final[]): Found[] {
  const read = finals.filter((f) => f.quantity !== null);
  const [first, ...others] = read;
  return others.map((other) => {
    const agree = sameAnswer(first!.quantity!, other.quantity!);
    return {
      verdict: agree ? 'verified' : 'failed',
      reason: agree
        ? `both final answers are ${other.text}`
        : `the final answers differ: ${first!.text} and ${other.text}`,
      start: other.start,
      end: other.end,
    };
  });
}

function againstField(finals: readonly Final[], expected: Quantity | string | null): Found[] {
  const final = finals.findLast((f) => f.form !== 'phrase') ?? finals.at(-1);
  if (!final || expected === null) return [];
  const { text, quantity, start, end } = final;
  if (typeof expected === 'string' || !quantity) {
    const same = typeof expected === 'string' && plainLatex(expected) === plainLatex(text);
    const reason = same
      ? `the final answer ${text} is the row’s`
      : 'final answer and answer field are not both numbers';
    return [{ verdict: same ? 'verified' : 'not checkable', reason, start, end }];
  }
  if (sameAnswer(quantity, expected))
    return [{ verdict: 'verified', reason: `the final answer ${text} is the row’s`, start, end }];
  return [
    {
      verdict: 'failed',
      reason: `the final answer is ${text}, the row’s answer is ${show(expected.value)}`,
      start,
      end,
    },
  ];
}

/** LaTeX without what does not change its meaning. */
function plainLatex(text: string): string {
  return text
    .replace(/\\(?:text|mathrm|textbf|mathbf)\{([^{}]*)\}/g, '$1')
    .replace(/\\(?:left|right|displaystyle|[,;! ])/g, '')
    .replace(/\\[dt]frac/g, '\\frac')
    .replace(/[\s$.]+/g, '')
    .toLowerCase();
}

/** What the answer field of a row says, unless it is the answer itself that is looked at. */
function expectedIn({ row }: Verifiable, path: string, text: string): Quantity | string | null {
  let value: unknown = row;
  for (const key of path.replace(/^\$\./, '').split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return null;
    value = value[key];
  }
  return value === text ? null : fieldAnswer(value);
}

/** The field that most drawn rows with a final answer agree with; null without one. */
function answerField(drawn: readonly Verifiable[]): string | null {
  const counts = new Map<string, { agree: number; rows: number }>();
  for (const x of drawn) {
    const last = answers(x).at(-1);
    const final = last && finalsOf(last.text).findLast((f) => f.quantity !== null);
    if (!last || !final?.quantity || !isObject(x.row)) continue;
    for (const field of ANSWER_FIELDS) {
      const expected = expectedIn(x, field, last.text);
      if (expected === null) continue;
      const count = counts.get(field) ?? { agree: 0, rows: 0 };
      count.rows++;
      if (typeof expected !== 'string' && sameAnswer(final.quantity, expected)) count.agree++;
      counts.set(field, count);
    }
  }
  const good = [...counts].filter(([, { agree, rows }]) => agree >= Math.max(1, rows * AGREE));
  return good.sort(([, a], [, b]) => b.agree - a.agree)[0]?.[0] ?? null;
}
