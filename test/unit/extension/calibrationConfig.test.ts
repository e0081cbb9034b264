import { describe, expect, it } from 'vitest';
import { CALIBRATION_PATH, withCalibration, withEvaluation } from '../../../src/extension/calibration/configText.ts';
import { parseConfig } from '../../../src/runtime/config.ts';

const NAME = 'corpus-inspector.json';
const chosen = { path: CALIBRATION_PATH, rate: 0.05 };
const traits = (text: string) => parseConfig(text, NAME).traits;

describe('corpus-inspector.json', () => {
  const commented =
    '{\n  // rows of ours\n  "references": { "human": "people.jsonl" }, /* and more */\n  "traits": { "rate": 0.05 }\n}\n';

  it('gets the calibration, and keeps comments and other keys', () => {
    const text = withCalibration(commented, NAME, chosen);
    expect(text).toContain('// rows of ours');
    expect(text).toContain('/* and more */');
    expect(traits(text)).toEqual({ calibration: CALIBRATION_PATH, rate: 0.05 });
    expect(parseConfig(text, NAME).references?.human).toBe('people.jsonl');
  });
  it('is made where there is none', () => {
    expect(JSON.parse(withCalibration('', NAME, chosen))).toEqual({ traits: { calibration: CALIBRATION_PATH } });
  });
  it('loses the calibration and nothing else', () => {
    const text = withCalibration(withCalibration(commented, NAME, chosen), NAME, undefined);
    expect(text.replace(/\s+/g, '')).toBe(commented.replace(/\s+/g, ''));
    expect(JSON.parse(withCalibration(withCalibration('{}', NAME, chosen), NAME, undefined))).toEqual({});
    expect(withCalibration(commented, NAME, undefined)).toBe(commented);
  });
  it('takes another calibration in place of one, with its rate where one stood', () => {
    const old = '{"traits": {"calibration": "old.json", "rate": 0.1}}';
    expect(traits(withCalibration(old, NAME, chosen))).toEqual({ calibration: CALIBRATION_PATH, rate: 0.05 });
  });
  it('is left alone where it has an error, which is named', () => {
    expect(() => withCalibration('{\n  "traits": {}\n  "x": 1\n}', NAME, chosen)).toThrow(/line 3/);
    expect(() => withCalibration('{"views": {}}', NAME, chosen)).toThrow(/views/);
    expect(() => withCalibration('[1]', NAME, undefined)).toThrow(/not a list/);
  });

  it('gets evaluation sets and loses them again, and keeps all else', () => {
    const sets = (text: string) => parseConfig(text, NAME).references?.evaluation;
    const one = withEvaluation(commented, NAME, 'eval/a.jsonl', 'add');
    expect(one).toContain('// rows of ours');
    expect(sets(one)).toBe('eval/a.jsonl');
    expect(withEvaluation(one, NAME, 'eval/a.jsonl', 'add')).toBe(one);
    const two = withEvaluation(one, NAME, '../b.jsonl', 'add');
    expect(sets(two)).toEqual(['eval/a.jsonl', '../b.jsonl']);
    expect(sets(withEvaluation(two, NAME, 'eval/a.jsonl', 'remove'))).toBe('../b.jsonl');
    expect(withEvaluation(one, NAME, 'eval/a.jsonl', 'remove').replace(/\s+/g, '')).toBe(commented.replace(/\s+/g, ''));
    const alone = withEvaluation('', NAME, 'a.jsonl', 'add');
    expect(JSON.parse(alone)).toEqual({ references: { evaluation: 'a.jsonl' } });
    expect(JSON.parse(withEvaluation(alone, NAME, 'a.jsonl', 'remove'))).toEqual({});
    expect(withEvaluation(commented, NAME, 'other.jsonl', 'remove')).toBe(commented);
  });
});
