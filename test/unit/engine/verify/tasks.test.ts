// The verifier of structured tasks: labels, spans, extraction, conversions.
import { describe, expect, it } from 'vitest';
import { spanFault } from '../../../../src/engine/verify/tasks/spans.ts';
import { tasks } from '../../../../src/engine/verify/tasks/tasks.ts';
import type { Verifiable } from '../../../../src/engine/verify/verifier.ts';
import { noTools, pair } from './rows.ts';

const none = { closed: [], extraction: null };
const check = (x: Verifiable, facts: Parameters<typeof tasks.check>[1] = none) => tasks.check(x, facts, noTools());
const only = (row: Record<string, unknown>): Verifiable => ({ row, views: [] });

describe('labels that the prompt declares', () => {
  it.each([
    ['Classify the mood as happy, sad or angry.', 'Sad.', 'verified'],
    ['Classify the mood as happy, sad or angry.', 'Tired', 'failed'],
    ['Answer with yes or no.', 'No', 'verified'],
    ['Answer with A, B, C or D.', 'E', 'failed'],
    ['Which is red?\nA) a tomato\nB) a leaf', 'B', 'verified'],
    ['Which is red?\nA) a tomato\nB) a leaf', 'The answer is A) a tomato.', 'verified'],
    ['Which is red?\nA) a tomato\nB) a leaf', 'C', 'failed'],
    ['Which is red? (A) a tomato (B) a leaf', 'a leaf', 'verified'],
    ['Choose from the following categories: sport, politics, science', 'Cooking', 'failed'],
  ])('%s / %s', (prompt, answer, verdict) => {
    expect(check(pair(prompt, answer)).map((c) => c.verdict)).toEqual([verdict]);
  });

  it.each([
    ['Classify the mood as happy, sad or angry.', 'Well, there is much to say for each of these moods, I think.'],
    ['Write about cats, dogs or birds.', 'Horses'],
    ['Tell me about the sea.', 'Blue'],
  ])('leaves alone: %s', (prompt, answer) => {
    expect(check(pair(prompt, answer))).toEqual([]);
  });
});

describe('labels that a set is made of', () => {
  const drawn = Array.from({ length: 120 }, (_, i) => pair('How is it?', ['good', 'bad', 'fair'][i % 3]!));
  const facts = tasks.detect(drawn, {})!;

  it('fail where they are none of them, and say of how many rows that is known', () => {
    expect(check(pair('How is it?', 'bad'), facts)).toMatchObject([{ verdict: 'verified' }]);
    expect(check(pair('How is it?', 'godo'), facts)).toMatchObject([
      { verdict: 'failed', reason: '"response" is "godo", but 120 drawn rows hold only bad, fair, good' },
    ]);
  });

  it('are no closed set where a value was met a few times, or rows are few', () => {
    const rare = [...drawn, pair('How is it?', 'odd')];
    expect(tasks.detect(rare, {})).toMatchObject({ closed: [] });
    expect(tasks.detect(drawn.slice(0, 60), {})).toMatchObject({ closed: [] });
  });

  it('say nothing of a text that they stand beside', () => {
    const labelled = (label: string): Verifiable => ({
      row: { text: 'So.', label },
      views: [{ view: 'text', segments: [{ text: 'So.', path: ['text'] }] }],
    });
    const beside = tasks.detect(
      Array.from({ length: 120 }, (_, i) => labelled(i % 2 === 0 ? 'x' : 'y')),
      {},
    )!;
    expect(check(labelled('x'), beside)).toEqual([]);
    expect(check(labelled('z'), beside)).toMatchObject([{ verdict: 'failed' }]);
  });
});

describe('spans', () => {
  const context = 'The bridge at Löwen 🌉 was built in 1903.';

  it('stand where the row says, whatever it counts', () => {
    const at = context.indexOf('1903');
    for (const start of [at, at - 1, new TextEncoder().encode(context.slice(0, at)).length]) {
      expect(spanFault({ text: '1903', start, source: context })).toBeNull();
    }
    expect(spanFault({ text: '1903', start: 3, source: context })).toBe(`"1903" starts at ${at}, not at 3`);
    expect(spanFault({ text: '1904', start: at, source: context })).toBe(
      '"1904" does not occur in the text that it is taken from',
    );
  });

  it('are read from answers as in SQuAD and from lists of entities', () => {
    const squad = only({
      context,
      question: 'When?',
      answers: { text: ['1903'], answer_start: [context.indexOf('1903')] },
    });
    expect(check(squad)).toEqual([{ verdict: 'verified', reason: 'the span stands where the row says' }]);
    const entities = only({
      text: context,
      entities: [
        { text: 'bridge', start: 4, end: 10 },
        { text: 'bridge', start: 5, end: 11 },
      ],
    });
    expect(check(entities)).toMatchObject([{ verdict: 'failed', reason: '"bridge" starts at 4, not at 5' }]);
  });
});

it('asks that extracted answers occur where they do as a rule', () => {
  const row = (answer: string) => only({ context: 'The bridge was built in 1903 of stone.', answer });
  const facts = tasks.detect(
    Array.from({ length: 60 }, () => row('in 1903')),
    {},
  )!;
  expect(check(row('1903'), facts)[0]?.verdict).toBe('verified');
  expect(check(row('1905'), facts)[0]).toMatchObject({
    verdict: 'failed',
    reason: '"answer" does not occur in "context", as it does in 100 % of 60 drawn rows',
  });
  expect(check(row('unanswerable'), facts)).toEqual([]);
});

describe('conversions', () => {
  const csv = 'Convert this CSV to JSON:\nname,age\nAnn,31\n"Bo, jr.",28';

  it.each([
    [csv, '[{"name":"Ann","age":31},{"name":"Bo, jr.","age":28}]', 'verified'],
    [csv, '```json\n[{"name":"Ann","age":31},{"name":"Bo","age":28}]\n```', 'failed'],
    [csv, '[{"name":"Ann","age":31},{"name":"Bo, jr.","age":28},{"name":"Ann","age":31}]', 'failed'],
    ['Convert to YAML:\n{"host": "alpha", "port": 8080}', 'host: alpha\nport: 8080', 'verified'],
    ['Convert to YAML:\n{"host": "alpha", "port": 8080}', 'host: alpha\nport: 8081', 'failed'],
    ['Translate into XML: {"city": "Bern"}', '<city>Bern</city>', 'verified'],
    ['Convert the JSON to CSV:\n[{"a": "x1", "b": 22}, {"a": "x2", "b": 33}]', 'a,b\nx1,22\nx2,33', 'verified'],
  ])('%s / %s', (prompt, answer, verdict) => {
    expect(check(pair(prompt, answer)).map((c) => c.verdict)).toEqual([verdict]);
  });

  it('leaves programs that convert alone', () => {
    expect(check(pair('Write a Python function to convert CSV to JSON:\nname,age\nAnn,31', 'def f(): pass'))).toEqual(
      [],
    );
  });
});
