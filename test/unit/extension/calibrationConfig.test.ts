import { describe, expect, it } from 'vitest';
import { CALIBRATION_PATH, calibrationPath, withCalibration } from '../../../src/extension/calibration/configText.ts';

describe('corpus-inspector.json', () => {
  const commented =
    '{\n  // views of ours\n  "views": { "response": "$.answer" }, /* and more */\n  "by": "source"\n}\n';

  it('gets the calibration, and keeps comments and other keys', () => {
    const text = withCalibration(commented, CALIBRATION_PATH);
    expect(text).toContain('// views of ours');
    expect(text).toContain('/* and more */');
    expect(text).toContain('"by": "source"');
    expect(calibrationPath(text)).toBe(CALIBRATION_PATH);
  });
  it('is made where there is none', () => {
    expect(JSON.parse(withCalibration('', CALIBRATION_PATH))).toEqual({ calibration: CALIBRATION_PATH });
  });
  it('loses the calibration and nothing else', () => {
    const text = withCalibration(withCalibration(commented, CALIBRATION_PATH), undefined);
    expect(calibrationPath(text)).toBeUndefined();
    expect(text.replace(/\s+/g, '')).toBe(commented.replace(/\s+/g, ''));
  });
  it('takes another calibration in place of one', () => {
    expect(calibrationPath(withCalibration('{"calibration": "old.json"}', 'new.json'))).toBe('new.json');
  });
  it('is left alone where it is no JSON, with the line that is wrong', () => {
    expect(() => withCalibration('{\n  "by": "source"\n  "x": 1\n}', 'a')).toThrow(/line 3/);
    expect(() => calibrationPath('[1]')).toThrow(/not an object/);
  });
  it('names nothing where the key is missing or of another type', () => {
    expect(calibrationPath('{}')).toBeUndefined();
    expect(calibrationPath('{"calibration": 3}')).toBeUndefined();
    expect(calibrationPath('')).toBeUndefined();
  });
});
