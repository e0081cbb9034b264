// Data in answers: which pieces are found, and what is said of each.
import { describe, expect, it } from 'vitest';
import { data } from '../../../../src/engine/verify/data.ts';
import { checks, sample, verdicts } from '../../../helpers/verifiable.ts';

const fenced = (language: string, code: string): string => `Here it is:\n\n\`\`\`${language}\n${code}\n\`\`\`\nDone.`;

describe('blocks', () => {
  it.each([
    ['json', '{"a": [1, 2.5e3, null, "x\\n"]}'],
    ['json', '{"a": 1}\n{"a": 2}'],
    ['jsonc', '{\n  // a note\n  "a": 1,\n}'],
    ['jsonl', '{"a": 1}\n\n{"a": 2}'],
    ['yaml', '---\ntitle: A\n---\na:\n  - b: 1\n  - c: "x: y"\n'],
    ['yml', 'a: &x\n  b: 1\nc: *x'],
    ['xml', '<?xml version="1.0"?>\n<a b="1"><c/>text &amp; more</a>'],
    ['xml', '<a>1</a>\n<b/>'],
    ['csv', 'name,note\nA,"x, y"\nB,"line\nbreak"'],
    ['csv', 'a;b\n1,5;2'],
    ['tsv', 'a\tb\n1\t2'],
  ])('%s parses: %j', (language, code) => {
    expect(verdicts(data, sample(fenced(language, code)))).toEqual(['verified']);
  });

  it.each([
    ['json', '{"a": [1, 2}', 'line 1, column 12: a comma is expected'],
    ['json', '{\n  "a": 1,\n}', 'line 3, column 1: a field name in double quotes is expected'],
    ['json', "{'a': 1}", 'line 1, column 2'],
    ['json', '{"a": "x', 'line 1, column 7'],
    ['jsonl', '{"a": 1}\n{"a": }', 'line 2, column 7: a value is expected'],
    ['yaml', 'a: 1\n  b: 2', 'line 1, column 4'],
    ['yaml', 'a: [1, 2', 'line 1'],
    ['xml', '<a><b></a>', 'line 1, column'],
    ['xml', '<?xml version="1.0"?><a>', 'unclosed tag'],
    ['csv', 'a,b,c\n1,2,3\n4,5', 'line 3, column 1: row 3 has 2 fields, the first has 3'],
    ['csv', 'a,b\n"1,2', 'line 2'],
  ])('%s does not: %j', (language, code, reason) => {
    const [check] = checks(data, sample(fenced(language, code)));
    expect(check).toMatchObject({ verdict: 'failed', reason: expect.stringContaining(reason) });
  });

  it.each([
    ['json', '{"a": 1, ...}', 'placeholders'],
    ['json', '{"key": <your key>}', 'placeholders'],
    ['json', '{\n  "a": 1, // the first\n  "b": 2\n}', 'comments'],
    ['json', '"a": 1,\n"b": 2', 'part of an object'],
    ['yaml', 'a: {{ .Values.a }}\nb: {{ x }}: {', 'template'],
    ['xml', '<!DOCTYPE html><br>', 'HTML'],
    ['xml', '<a>&nbsp;</a>', 'entity'],
    ['xml', '<activity ...></activity>', 'placeholders'],
  ])('%s is left open: %j', (language, code, reason) => {
    const [check] = checks(data, sample(fenced(language, code)));
    expect(check).toMatchObject({ verdict: 'not checkable', reason: expect.stringContaining(reason) });
  });

  it('places the fault in the text, in indented blocks too', () => {
    const text = '1. First:\n\n   ```json\n   {\n     "a": 1,\n     "b" 2\n   }\n   ```\n';
    const [check] = checks(data, sample(text));
    expect(check?.verdict).toBe('failed');
    expect(text.slice(check!.at!.start, check!.at!.end)).toBe('2');
  });

  it('leaves other languages and prose alone', () => {
    expect(checks(data, sample(fenced('python', 'print({"a": 1')))).toEqual([]);
    expect(checks(data, sample('[1] A note. [2] Another, {sic}.'))).toEqual([]);
    expect(checks(data, sample('{name} met {other}'))).toEqual([]);
  });
});

describe('texts that are nested too deeply', () => {
  it.each([
    ['json', '['.repeat(10_000)],
    ['json', '{"a":'.repeat(10_000)],
    ['yaml', '['.repeat(10_000)],
    ['yaml', '- '.repeat(10_000)],
    ['yaml', '? '.repeat(10_000)],
    ['yaml', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('are left open: %s', (language, code) => {
    expect(verdicts(data, sample(fenced(language, code)))).toEqual(['not checkable']);
  });

  it.each([
    ['xml', '<a>'.repeat(10_000)],
    ['csv', '"'.repeat(9999)],
    ['yaml', 'a: '.repeat(50)],
  ])('fail where they can be read: %s', (language, code) => {
    expect(verdicts(data, sample(fenced(language, code)))).toEqual(['failed']);
  });
});

describe('whole answers', () => {
  it('are JSON when they start and end like it', () => {
    expect(verdicts(data, sample('{"a": 1}'))).toEqual(['verified']);
    expect(verdicts(data, sample('{"a": 1,}'))).toEqual(['failed']);
  });

  it('are JSON when the prompt asks for it, even where the end is missing', () => {
    expect(verdicts(data, sample('{"a": [1, 2', { prompt: 'Answer in JSON.' }))).toEqual(['failed']);
    expect(verdicts(data, sample('{"a": [1, 2'))).toEqual([]);
  });

  it('that look like JSON are held to it where most of a corpus are', () => {
    const broken = sample('{"a": look(1)}');
    const json = data.detect([sample('{"a": 1}'), broken], {});
    expect(verdicts(data, broken, data.detect([broken], {})!)).toEqual(['not checkable']);
    expect(verdicts(data, broken, data.detect([sample('{"a": 1}'), sample('[{}]'), broken], {})!)).toEqual(['failed']);
    expect(json).toEqual({ looksAreJson: false });
  });

  it('are CSV or YAML only when the prompt asks for it', () => {
    expect(verdicts(data, sample('a,b\n1,2,3', { prompt: 'Convert it to CSV.' }))).toEqual(['failed']);
    expect(verdicts(data, sample('a,b\n1,2,3'))).toEqual([]);
    expect(verdicts(data, sample('a: 1\nb:\n  - c', { prompt: 'Write it as YAML.' }))).toEqual(['verified']);
  });
});

it('applies to corpora that hold data', () => {
  expect(data.detect([sample('prose'), sample(fenced('yaml', 'a: 1'))], {})).not.toBeNull();
  expect(data.detect([sample('prose')], {})).toBeNull();
});
