// The verifier of chat form: what is always wrong, and what is wrong where a set has it otherwise.
import { describe, expect, it } from 'vitest';
import { chat } from '../../../../src/engine/verify/chat/chat.ts';
import type { Verifiable } from '../../../../src/engine/verify/verifier.ts';
import { dialogue, type Message, noTools, pair } from './rows.ts';

const user = (content: unknown): Message => ({ role: 'user', content });
const assistant = (content: unknown, more = {}): Message => ({ role: 'assistant', content, ...more });
const good = dialogue([{ role: 'system', content: 'Be kind.' }, user('Hello.'), assistant('Hello to you.')]);
const facts = chat.detect(
  Array.from({ length: 40 }, () => good),
  {},
)!;

const check = (x: Verifiable, known = facts) => chat.check(x, known, noTools());
const reasons = (x: Verifiable, known = facts) =>
  check(x, known).flatMap(({ verdict, reason }) => (verdict === 'failed' ? [reason] : []));

describe('dialogues', () => {
  it('are verified in good form, with parts and calls as well', () => {
    expect(check(good)).toEqual([{ verdict: 'verified', reason: '3 turns in good form' }]);
    const called = dialogue([
      user('Weather?'),
      assistant(null, { tool_calls: [{ id: 'c1', type: 'function', function: { name: 'weather', arguments: '{}' } }] }),
      { role: 'tool', tool_call_id: 'c1', content: '12 degrees' },
      assistant('It has 12 degrees.'),
    ]);
    expect(reasons(called)).toEqual([]);
    const parts = dialogue([
      user([{ type: 'text', text: 'Weather?' }]),
      assistant([{ type: 'tool_use', id: 'u1', name: 'weather', input: {} }]),
      user([{ type: 'tool_result', tool_use_id: 'u1', content: '12 degrees' }]),
      assistant([{ type: 'text', text: 'It has 12 degrees.' }]),
    ]);
    expect(reasons(parts)).toEqual([]);
  });

  it.each<[string, Message[], string]>([
    [
      'an unknown role',
      [user('a'), { role: 'wizard', content: 'b' }, assistant('c')],
      'turn 2 has the role "wizard", which is none of this set\'s',
    ],
    ['an empty answer', [user('a'), assistant('  ')], "turn 2, the assistant's, is empty"],
    [
      'a result of no call',
      [user('a'), { role: 'tool', content: 'b' }, assistant('c')],
      "turn 2 is a tool's result, but no tool was called before",
    ],
    [
      'a result of another call',
      [
        user('a'),
        assistant('', { tool_calls: [{ id: 'x', function: { name: 'f', arguments: '{}' } }] }),
        { role: 'tool', tool_call_id: 'y', content: 'b' },
        assistant('c'),
      ],
      'turn 3 answers the call "y", which was not made',
    ],
    [
      'a late system message',
      [user('a'), { role: 'system', content: 'b' }, assistant('c')],
      'turn 2 is a system message, which should come first',
    ],
    ['two users', [user('a'), user('b'), assistant('c')], "turn 2 is the user's after the user's"],
    [
      'an assistant who begins',
      [assistant('a'), user('b'), assistant('c')],
      "the dialogue starts with the assistant's turn instead of the user's",
    ],
    [
      'no answer',
      [user('a'), assistant('b'), user('c')],
      "the dialogue ends with the user's turn instead of an answer",
    ],
    ['an open tag', [user('a'), assistant('<think>Well. It is 4.')], 'in turn 2 `<think>` is never closed'],
    ['an open block', [user('a'), assistant('So:\n```js\nf(')], 'the last answer ends inside a code block'],
    [
      'a cut end',
      [user('a'), assistant(`${'It rained for a long while. '.repeat(8)}And then the`)],
      'the last answer ends in the middle of a sentence',
    ],
  ])('fail for %s', (_, messages, reason) => {
    expect(reasons(dialogue(messages))).toContain(reason);
  });

  it('are held to the customs of their set alone', () => {
    const twice = dialogue([user('a'), user('b'), assistant('c')]);
    const known = chat.detect(
      Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? twice : good)),
      {},
    )!;
    expect(reasons(twice, known)).toEqual([]);
    const few = chat.detect([good, good], {})!;
    expect(reasons(twice, few)).toEqual([]);
  });

  it('may have roles of their own where the set uses them', () => {
    const narrated = dialogue([user('a'), { role: 'narrator', content: 'b' }, assistant('c')]);
    const known = chat.detect(
      Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? narrated : good)),
      {},
    )!;
    expect(reasons(narrated, known)).toEqual([]);
  });

  it('name the turn as the place', () => {
    const x = dialogue([user('a'), assistant('b'), user('c'), assistant('<think>d')]);
    expect(check(x)[0]?.at).toEqual({ view: 'response', segment: 1, start: 0, end: 8 });
  });

  it('read ShareGPT as well', () => {
    const row = {
      conversations: [
        { from: 'human', value: 'a' },
        { from: 'human', value: 'b' },
        { from: 'gpt', value: '' },
      ],
    };
    const found = reasons({ row, views: [] });
    expect(found).toEqual(["turn 3, the assistant's, is empty", "turn 2 is the user's after the user's"]);
  });
});

describe('texts without turns', () => {
  it('have their tags of reasoning in pairs, but for tags that are spoken of', () => {
    const drawn = Array.from({ length: 30 }, () => pair('a', '<think>b</think>c'));
    const known = chat.detect(drawn, {})!;
    expect(check(drawn[0]!, known)).toEqual([{ verdict: 'verified', reason: 'the tags of reasoning stand in pairs' }]);
    expect(reasons(pair('a', '<think>b c'), known)).toEqual(['`<think>` is never closed']);
    expect(reasons(pair('a', 'Write `<think>` first.'), known)).toEqual([]);
  });

  it('have their ChatML tokens in pairs', () => {
    const text = (end: string) => `<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\nb${end}`;
    const x = (value: string): Verifiable => ({
      row: { text: value },
      views: [{ view: 'text', segments: [{ text: value, path: ['text'] }] }],
    });
    const known = chat.detect(
      Array.from({ length: 30 }, () => x(text('<|im_end|>'))),
      {},
    )!;
    expect(check(x(text('<|im_end|>')), known)[0]?.verdict).toBe('verified');
    expect(reasons(x(text('')), known)).toEqual(['the last turn has no `<|im_end|>`']);
    expect(reasons(x(text('').replace('<|im_end|>', '')), known)).toEqual(['turn 1 has no `<|im_end|>`']);
  });

  it('are not looked at where nothing of a chat is in them', () => {
    expect(
      chat.detect(
        Array.from({ length: 30 }, () => pair('a', 'b')),
        {},
      ),
    ).toBeNull();
  });
});
