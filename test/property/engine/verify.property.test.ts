// Verifiers look at whatever a corpus holds: they throw at nothing, and their time grows with the length alone.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { VERIFIERS } from '../../../src/engine/verify/registry.ts';
import type { Check, Verifiable, Verifier, VerifyTools } from '../../../src/engine/verify/verifier.ts';
import { testVerifyTools } from '../../helpers/verifyTools.ts';
import { dialogue, pair } from '../../unit/engine/verify/rows.ts';

const LANGUAGES = ['python', 'js', 'bash', 'html', 'sql', 'css', 'java', 'ruby'];
const OURS = ['code', 'chat', 'tasks', 'instructions'];
const verifiers = VERIFIERS.filter(({ id }) => OURS.includes(id));
const facts: Readonly<Record<string, Parameters<Verifier['check']>[1]>> = {
  code: { languages: LANGUAGES, whole: true },
  chat: {
    customs: ['system first', 'user first', 'alternation', 'answered', 'thinking', 'whole endings'],
    roles: [],
    thinking: true,
    chatmlClosed: true,
  },
  tasks: {
    closed: [{ field: 'response', values: ['a', 'b'], drawn: 100 }],
    extraction: { source: 'prompt', answer: 'response', share: 1, drawn: 100 },
  },
  instructions: {},
};
let tools: VerifyTools;
beforeAll(async () => {
  tools = await testVerifyTools(LANGUAGES);
});

const all = (x: Verifiable): readonly Check[] => verifiers.flatMap(({ id, check }) => check(x, facts[id]!, tools));

const pieces = fc.constantFrom(
  '```python\n',
  '```js\n',
  '```sql\n',
  '```html\n',
  '```bash\n',
  '\n```\n',
  '(',
  ')',
  '{',
  '}',
  '[',
  '"',
  "'",
  '`',
  '<div>',
  '</div>',
  '<think>',
  '</think>',
  '<|im_start|>',
  '<|im_end|>',
  'def f(x):\n',
  '  ',
  '\n',
  '$((',
  '${',
  '/*',
  '*/',
  '--',
  ';',
  'Answer with A, B or C.',
  'at most 20 words',
  'Include the word "a".',
  'in Python',
  'Convert to JSON:',
  'a,b\n1,2\n',
  'end',
  'SELECT a FROM b',
  '\ud800',
  '🌉',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')),
);
const row = fc.oneof(
  fc.tuple(text, text).map(([prompt, answer]) => pair(prompt, answer)),
  fc
    .array(
      fc.record({
        role: fc.constantFrom('system', 'user', 'assistant', 'tool', 'odd'),
        content: fc.oneof(text, fc.jsonValue()),
      }),
      { maxLength: 5 },
    )
    .map((messages) => dialogue(messages)),
  fc.jsonValue().map((value): Verifiable => ({ row: value, views: [] })),
);

describe('the verifiers of code, chats, tasks and instructions', () => {
  it('throw at no row, and place what they find inside of its text', () => {
    fc.assert(
      fc.property(row, (x) => {
        for (const { at, reason } of all(x)) {
          expect(reason).not.toBe('');
          if (!at) continue;
          const { length } = x.views.find((v) => v.view === at.view)!.segments[at.segment]!.text;
          expect(at.start >= 0 && at.start <= at.end && at.end <= length).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('learn from any rows without throwing', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (drawn) => {
        for (const verifier of verifiers) verifier.detect(drawn, {});
      }),
      { numRuns: 30 },
    );
  });

  it('say the same of a sample twice', () => {
    fc.assert(
      fc.property(row, (x) => {
        expect(all(x)).toEqual(all(x));
      }),
      { numRuns: 20 },
    );
  });

  it.each(['(', '<div>', '`', 'x=[', '$((', '- a\n', ' word', '<<A\n'].map((part) => [JSON.stringify(part), part]))(
    'are done with 1 MB of %s in seconds',
    (_, part) => {
      const long = part.repeat(Math.ceil(1_000_000 / part.length));
      const started = performance.now();
      for (const x of [pair('Write Python in at most 20 words. Answer with A, B or C.', long), pair(long, 'a')]) all(x);
      all(pair('Go.', `\`\`\`python\n${long.slice(0, 3_000)}\n\`\`\`\n\`\`\`bash\n${long.slice(0, 3_000)}\n\`\`\``));
      expect(performance.now() - started).toBeLessThan(20_000);
    },
    60_000,
  );
});
