import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../src/engine/sample.ts';
import { planFile } from '../../../src/formats/planFile.ts';
import { viewCandidates } from '../../../src/formats/views/candidates.ts';
import { errorOf, jsonl, memorySource, readAll, rules, texts } from './support.ts';

/** A file of `n` rows made by `row`. */
const file = (row: (i: number) => unknown, n = 12) =>
  memorySource(jsonl(...Array.from({ length: n }, (_, i) => row(i))));
const planOf = (row: (i: number) => unknown, views = {}) => planFile(file(row), { blockBytes: 1 << 20, views });
const first = (row: (i: number) => unknown): Sample => readAll(file(row)).samples[0]!.sample;
const turn = (role: string, content: unknown) => ({ role, content });

describe('the views of a row', () => {
  it.each<[string, object, string[]]>([
    ['text', { id: 1, text: 'a b' }, ['text=text']],
    ['content', { content: 'a b', title: 'c' }, ['text=content']],
    ['prompt and completion', { prompt: 'p', completion: 'c' }, ['prompt=prompt', 'response=completion']],
    [
      'instruction, input, output',
      { instruction: 'i', input: 'n', output: 'o' },
      ['prompt=instruction', 'prompt=input', 'response=output'],
    ],
    [
      'instruction, response and the rendered text',
      { instruction: 'i', response: 'o', text: 'i o' },
      ['prompt=instruction', 'response=response'],
    ],
    ['question and answer', { Question: 'q', Answer: 'a' }, ['prompt=Question', 'response=Answer']],
    ['prompt and its text', { prompt: 'p', text: 'long' }, ['text=text', 'prompt=prompt']],
    ['prompts alone', { prompt: 'p' }, ['prompt=prompt']],
    ['a nested row', { row: { question: 'q', answer: 'a' } }, ['prompt=row.question', 'response=row.answer']],
    ['several answers', { prompt: 'p', responses: ['a', 'b'] }, ['prompt=prompt', 'response=responses[*]']],
    [
      'nested instances',
      { instruction: 'i', instances: [{ input: 'n', output: 'o' }] },
      ['prompt=instruction', 'prompt=instances[*].input', 'response=instances[*].output'],
    ],
    ['instances without a prompt', { instances: [{ output: 'o' }] }, ['response=instances[*].output']],
    ['answers beside a text', { text: 't', comments: [{ output: 'o' }] }, ['text=text']],
    [
      'pairs of turns',
      { conversation: [{ human: 'h', assistant: 'a' }] },
      ['prompt=conversation[*].human', 'response=conversation[*].assistant'],
    ],
    [
      'a system prompt',
      { system: 's', prompt: 'p', response: 'r' },
      ['prompt=prompt', 'response=response', 'system=system'],
    ],
    [
      'reasoning beside the answer',
      { question: 'q', reasoning: 'r', answer: 'a' },
      ['prompt=question', 'response=answer', 'thinking=reasoning'],
    ],
    ['a name with spaces', { 'my id': 3, 'the body': 'some long words' }, ['text=$["the body"]']],
  ])('are found for %s', (_, row, expected) => {
    expect(rules(planOf(() => row))).toEqual(expected);
  });

  it('are the two sides of messages, with the system apart', () => {
    const row = {
      messages: [
        turn('system', 's'),
        turn('user', 'u'),
        turn('assistant', 'a'),
        turn('user', 'v'),
        turn('assistant', 'b'),
      ],
    };
    expect(texts(first((i) => ({ id: i, ...row })))).toEqual({
      prompt: ['u', 'v'],
      response: ['a', 'b'],
      system: ['s'],
    });
  });

  it('are read from ShareGPT turns, other names of a role included', () => {
    const row = {
      conversations: [
        { from: 'human', value: 'h' },
        { from: 'gpt', value: 'g' },
      ],
    };
    const odd = {
      conversations: [
        { from: 'user', value: 'u' },
        { from: 'chatgpt', value: 'c' },
      ],
    };
    const { plan, samples } = readAll(file((i) => (i === 7 ? odd : row)));
    expect(rules(plan)).toEqual(['prompt=conversations[from=human].value', 'response=conversations[from=gpt].value']);
    expect(texts(samples[7]!.sample)).toEqual({ prompt: ['u'], response: ['c'] });
  });

  it('are read from parts, nested contents and messages one level down', () => {
    const parts = [
      { type: 'text', text: 'look' },
      { type: 'image_url', image_url: {} },
      { type: 'text', text: 'here' },
    ];
    const row = { data: { messages: [turn('user', parts), turn('assistant', { answer: 'yes' })] } };
    const sample = first(() => row);
    expect(texts(sample)).toEqual({ prompt: ['look', 'here'], response: ['yes'] });
    expect(sample.views[0]!.segments[1]!.path).toEqual(['data', 'messages', 0, 'content', 2, 'text']);
    expect(sample.views[1]!.segments[0]!.path).toEqual(['data', 'messages', 1, 'content', 'answer']);
  });

  it('hold chosen and rejected as two segments of one response', () => {
    expect(texts(first(() => ({ prompt: 'p', chosen: 'c', rejected: 'r' })))).toEqual({
      prompt: ['p'],
      response: ['c', 'r'],
    });
    const lists = {
      chosen: [turn('user', 'u'), turn('assistant', 'c')],
      rejected: [turn('user', 'u'), turn('assistant', 'r')],
    };
    expect(texts(first(() => lists))).toEqual({ prompt: ['u'], response: ['c', 'r'] });
    const hh = {
      chosen: '\n\nHuman: u\n\nAssistant: a\n\nHuman: v\n\nAssistant: c',
      rejected: '\n\nHuman: u\n\nAssistant: a\n\nHuman: v\n\nAssistant: r',
    };
    expect(texts(first(() => hh))).toEqual({ prompt: ['u', 'v'], response: ['a', 'c', 'r'] });
  });

  it('hold tools as JSON text, one segment for each', () => {
    const row = { tools: [{ name: 'f' }, { name: 'g' }], messages: [turn('user', 'u'), turn('assistant', 'a')] };
    expect(texts(first(() => row)).tools).toEqual(['{"name":"f"}', '{"name":"g"}']);
  });

  it('split thinking from the answer', () => {
    const row = (i: number) => ({
      messages: [turn('user', `u${i}`), turn('assistant', i === 0 ? '<think>\nhm\n</think>\n\nyes' : ' no')],
    });
    const { samples } = readAll(file(row));
    expect(texts(samples[0]!.sample)).toEqual({ prompt: ['u0'], response: ['yes'], thinking: ['hm'] });
    expect(samples[0]!.sample.views[1]!.segments[0]!.offset).toBe(21);
    expect(texts(samples[1]!.sample)).toEqual({ prompt: ['u1'], response: [' no'] });
    const beside = { messages: [turn('user', 'u'), { ...turn('assistant', 'a'), reasoning_content: 'r' }] };
    expect(texts(first(() => beside)).thinking).toEqual(['r']);
  });

  it('take a speaker list with unknown names as text', () => {
    const row = {
      dialog: [
        { speaker: 'Ann', text: 'a' },
        { speaker: 'Bob', text: 'b' },
      ],
    };
    expect(texts(first(() => row))).toEqual({ text: ['a', 'b'] });
  });

  it('do not measure half of a dialogue because only one name is known', () => {
    const row = { messages: [turn('user', 'u'), turn('Captain', 'c'), turn('tool', 't')] };
    expect(texts(first(() => row))).toEqual({ text: ['u', 'c', 't'] });
  });

  it('cover rows of a second shape, but never one row twice', () => {
    const { samples } = readAll(
      file((i) => (i % 3 === 0 ? { text: 't' } : { messages: [turn('user', 'u'), turn('assistant', 'a')] })),
    );
    expect(texts(samples[0]!.sample)).toEqual({ text: ['t'] });
    expect(texts(samples[1]!.sample)).toEqual({ prompt: ['u'], response: ['a'] });
    expect(samples.every((s) => s.sample.problems.length === 0)).toBe(true);
  });

  it('are looked for across the file, not in its head', () => {
    const head = Array.from({ length: 3000 }, (_, i) => ({ text: `${i} ${'filler '.repeat(100)}` }));
    const tail = Array.from({ length: 9000 }, (_, i) => ({
      question: `${i} ${'filler '.repeat(50)}`,
      answer: 'filler '.repeat(50),
    }));
    expect(rules(planFile(memorySource(jsonl(...head, ...tail)), { blockBytes: 1 << 20 }))).toEqual([
      'text=text',
      'prompt=question',
      'response=answer',
    ]);
  });

  it('fall back to the longest string field', () => {
    const plan = planOf((i) => ({ sku: `x${i}`, remark: 'quite a long remark', kind: 'a' }));
    expect(rules(plan)).toEqual(['text=remark']);
    expect(plan.views.expected).toEqual(['remark']);
  });

  it('are the row itself where rows are strings or lists of turns', () => {
    const strings = readAll(memorySource('["a b", "c"]', 'a.json'));
    expect(strings.samples.map((s) => texts(s.sample).text)).toEqual([['a b'], ['c']]);
    expect(texts(first(() => [turn('user', 'u'), turn('assistant', 'a')]))).toEqual({ prompt: ['u'], response: ['a'] });
  });
});

describe('chat markup inside a field', () => {
  it.each([
    [
      'chatml',
      '<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nU u<|im_end|>\n<|im_start|>assistant\nA a<|im_end|>\n',
    ],
    [
      'llama3',
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nS<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nU u<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nA a<|eot_id|>',
    ],
    ['llama2', '<s>[INST] <<SYS>>\nS\n<</SYS>>\n\nU u [/INST] A a </s>'],
    ['zephyr', '<|system|>\nS</s>\n<|user|>\nU u</s>\n<|assistant|>\nA a</s>'],
    ['alpaca', 'S\n\n### Instruction:\nU u\n\n### Response:\nA a'],
    ['vicuna', 'S USER: U u ASSISTANT: A a</s>'],
    ['human', 'System: S\n\nHuman: U u\n\nAssistant: A a'],
  ])('%s gives prompt, response and system at their offsets', (name, text) => {
    const { plan, samples } = readAll(file(() => ({ text })));
    expect(rules(plan)).toEqual(['prompt', 'response', 'system'].map((v) => `${v}=text | ${name}.${v}`));
    const { sample } = samples[0]!;
    expect(texts(sample)).toEqual({ prompt: ['U u'], response: ['A a'], system: ['S'] });
    for (const s of sample.views.flatMap((v) => v.segments))
      expect(text.substr(s.offset ?? 0, s.text.length)).toBe(s.text);
  });

  it('gemma has no system', () => {
    const text = '<bos><start_of_turn>user\nU<end_of_turn>\n<start_of_turn>model\nA<end_of_turn>\n';
    expect(texts(first(() => ({ text })))).toEqual({ prompt: ['U'], response: ['A'] });
  });

  it('leaves rows without it as text, and text that seldom has it alone', () => {
    const marked = '### Human: U ### Assistant: A';
    const { samples } = readAll(file((i) => ({ text: i === 3 ? 'plain' : marked })));
    expect(texts(samples[3]!.sample)).toEqual({ text: ['plain'] });
    expect(rules(planOf((i) => ({ text: i < 3 ? marked : 'plain' })))).toEqual(['text=text']);
  });
});

describe('dialogues exploded into prefixes', () => {
  const dialogue = (d: number, turns: number) =>
    Array.from({ length: turns }, (_, t) => turn(t % 2 === 0 ? 'user' : 'assistant', `d${d} t${t}`));

  it('are measured on the last turns', () => {
    const rows = [0, 1, 2, 3].flatMap((d) => [2, 4, 6].map((n) => ({ messages: dialogue(d, n) })));
    const { plan, samples } = readAll(memorySource(jsonl(...rows)));
    expect(plan.views.explodedPrefixes).toBe(true);
    expect(rules(plan)).toEqual([
      'prompt=messages[-2:][role=user].content',
      'response=messages[-2:][role=assistant].content',
    ]);
    expect(texts(samples[2]!.sample)).toEqual({ prompt: ['d0 t4'], response: ['d0 t5'] });
    expect(samples[2]!.sample.views[1]!.segments[0]!.path).toEqual(['messages', 5, 'content']);
  });

  it('are recognised when each row adds one turn, and in chat markup', () => {
    const single = [0, 1, 2].flatMap((d) => [1, 2, 3, 4].map((n) => ({ messages: dialogue(d, n) })));
    expect(rules(planFile(memorySource(jsonl(...single)), { blockBytes: 999 }))[0]).toContain('messages[-1:]');
    const marked = [0, 1, 2].flatMap((d) =>
      [2, 4, 6].map((n) => ({
        text: dialogue(d, n)
          .map((t) => `<|im_start|>${t.role}\n${t.content}<|im_end|>\n`)
          .join(''),
      })),
    );
    const { plan, samples } = readAll(memorySource(jsonl(...marked)));
    expect(rules(plan)[0]).toBe('prompt=text | chatml[-2:].prompt');
    expect(texts(samples[2]!.sample)).toEqual({ prompt: ['d0 t4'], response: ['d0 t5'] });
  });

  it('with the answer in a field of its own measure no earlier answer again', () => {
    const system = turn('system', 's');
    const rows = [0, 1, 2].flatMap((d) =>
      [1, 3, 5].map((n) => ({
        prompt: [system, ...dialogue(d, n)],
        completion: [turn('assistant', `<think>why</think>d${d} t${n}`)],
      })),
    );
    const { plan, samples } = readAll(memorySource(jsonl(...rows)));
    expect(rules(plan)).toEqual([
      'prompt=prompt[-1:][role=user].content',
      'response=completion[role=assistant].content | answer',
      'system=prompt[role=system].content',
      'thinking=completion[role=assistant].content | think',
    ]);
    for (const [i, { sample }] of samples.entries()) {
      const [d, n] = [Math.floor(i / 3), 1 + 2 * (i % 3)];
      expect(texts(sample)).toMatchObject({ prompt: [`d${d} t${n - 1}`], response: [`d${d} t${n}`] });
    }
    const thoughtful = rows.map((r) => ({
      prompt: r.prompt.map((t) => (t.role === 'assistant' ? { ...t, content: `<think>a</think>${t.content}` } : t)),
      response: r.completion[0]!.content,
    }));
    expect(rules(planFile(memorySource(jsonl(...thoughtful)), { blockBytes: 999 }))).toEqual([
      'prompt=prompt[-1:][role=user].content',
      'response=response | answer',
      'system=prompt[role=system].content',
      'thinking=response | think',
    ]);
  });

  it.each([
    ['human', '\n\nHuman: ', '', '\n\nAssistant:', ''],
    ['chatml', '<|im_start|>user\n', '<|im_end|>\n', '<|im_start|>assistant\n', '<|im_end|>\n'],
    ['llama2', '<s>[INST] ', '', ' [/INST]', ' </s>'],
    ['vicuna', 'USER: ', ' ', 'ASSISTANT: ', '</s> '],
  ])('with the answer in a field of its own are recognised in %s markup', (name, user, asked, assistant, answered) => {
    const rows = [0, 1, 2].flatMap((d) =>
      [1, 3, 5].map((n) => ({
        prompt: dialogue(d, n)
          .map((t) => (t.role === 'user' ? `${user}${t.content}${asked}${assistant}` : ` ${t.content}${answered}`))
          .join(''),
        completion: ` d${d} t${n}`,
      })),
    );
    const { plan, samples } = readAll(memorySource(jsonl(...rows)));
    expect(plan.views.explodedPrefixes).toBe(true);
    expect(rules(plan)).toEqual([`prompt=prompt | ${name}[-1:].prompt`, 'response=completion']);
    expect(texts(samples[5]!.sample)).toEqual({ prompt: ['d1 t4'], response: [' d1 t5'] });
  });

  it('keep all new turns after the last answer, and preferences their two answers', () => {
    const turns = (d: number, n: number) =>
      Array.from({ length: n }, (_, t) => turn(t % 3 < 2 ? 'user' : 'assistant', `d${d} t${t}`));
    const rows = [0, 1, 2].flatMap((d) =>
      [2, 5, 8].map((n) => ({
        prompt: turns(d, n),
        chosen: [turn('assistant', `d${d} t${n}`)],
        rejected: [turn('assistant', `no ${n}`)],
      })),
    );
    const { samples } = readAll(memorySource(jsonl(...rows)));
    expect(texts(samples[1]!.sample)).toEqual({ prompt: ['d0 t3', 'd0 t4'], response: ['d0 t5', 'no 5'] });
  });

  it('are not seen in ordinary dialogues', () => {
    const rows = Array.from({ length: 20 }, (_, d) => ({ messages: dialogue(d, 4) }));
    expect(planFile(memorySource(jsonl(...rows)), { blockBytes: 999 }).views.explodedPrefixes).toBe(false);
  });
});

describe('what the user asks for', () => {
  const row = { prompt: 'p', response: 'r', meta: { note: 'n' }, list: [{ text: 'x' }, { text: 'y' }] };

  it('overrides that view only', () => {
    const plan = planOf(() => row, { response: '$.meta.note' });
    expect(rules(plan)).toEqual(['prompt=prompt', 'response=$.meta.note']);
    expect(plan.views.rules[1]!.chosenBy).toBe('user');
    expect(plan.views.expected).toEqual(['prompt', 'meta.note']);
  });

  it.each([
    ['$.list[0].text', ['x']],
    ['list[*].text', ['x', 'y']],
    ['$.list[-1]["text"]', ['y']],
    ['$.list[1:].text', ['y']],
    ['$.list[text=x].text', ['x']],
  ])('%s selects %j', (selector, expected) => {
    const { samples } = readAll(
      file(() => row),
      { views: { text: selector } },
    );
    expect(texts(samples[0]!.sample).text).toEqual(expected);
  });

  it.each(['$.a[', '', '$..a', '$.a b', '$.a | nothing', '[x]y'])('"%s" is refused with an example', (selector) => {
    const error = errorOf(() => planOf(() => row, { text: selector }));
    expect(error.code).toBe('bad-option');
    expect(error.message).toContain('`$.answer`');
  });

  it('is refused when no row has it, with the fields that there are', () => {
    const error = errorOf(() => planOf(() => row, { text: '$.nothing' }));
    expect(error.code).toBe('no-view');
    expect(error.message).toContain('prompt, response, meta.note, list[*].text');
  });

  it('can be chosen from candidates with examples', () => {
    const source = file((i) => ({
      id: `r${i}`,
      messages: [turn('user', `u${i % 2}`), turn('assistant', 'a '.repeat(200))],
    }));
    const candidates = viewCandidates(source, planFile(source, { blockBytes: 100 }));
    expect(candidates.map((c) => [c.selector, c.share, c.suggested])).toEqual([
      ['$.messages[role=assistant].content', 1, 'response'],
      ['$.messages[role=user].content', 1, 'prompt'],
      ['$.id', 1, undefined],
    ]);
    expect(candidates[0]!.examples[0]!.length).toBeLessThanOrEqual(120);
    expect(candidates[1]!.examples).toEqual(['u0', 'u1']);
  });
});
