import { describe, expect, it } from 'vitest';
import {
  baseName,
  formatBytes,
  formatCompact,
  formatInteger,
  formatNumber,
  formatPercent,
  listed,
  plural,
} from '../../../src/webview/format.ts';
import { formatMetric } from '../../../src/webview/metricText.ts';

const plain = (s: string) => s.replaceAll('\u00a0', ' ');

describe('numbers in the panel', () => {
  it('groups digits and writes a real minus sign', () => {
    expect(formatInteger(12408)).toBe('12,408');
    expect(formatInteger(-1200)).toBe('−1,200');
  });
  it.each([
    [999, '999'],
    [9999, '9,999'],
    [10_000, '10 k'],
    [48_211, '48.2 k'],
    [3_104_882, '3.1 M'],
    [412_000_000, '412 M'],
    [2.5e9, '2.5 G'],
  ])('shortens %d to %s', (n, text) => expect(plain(formatCompact(n))).toBe(text));
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [21_400_213, '21.4 MB'],
    [255e6, '255 MB'],
  ])('writes %d bytes as %s', (n, text) => expect(plain(formatBytes(n))).toBe(text));
  it.each([
    [0, '0 %'],
    [0.0003, '<0.1 %'],
    [0.041, '4.1 %'],
    [0.386, '39 %'],
    [0.9998, '>99.9 %'],
    [1, '100 %'],
  ])('never rounds the share %d to nothing or to all: %s', (share, text) =>
    expect(plain(formatPercent(share))).toBe(text),
  );
  it('says a dash for what is not a number', () => {
    expect(formatNumber(Number.NaN, 'ratio')).toBe('–');
    expect(formatMetric(null, 'ratio')).toBe('–');
  });
  it('joins words as a person would', () => {
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    expect(plural(1, 'row')).toBe('1 row');
    expect(plural(2, 'row')).toBe('2 rows');
  });
  it('takes the last part of either kind of path', () => {
    expect(baseName('/a/b/c.jsonl')).toBe('c.jsonl');
    expect(baseName('C:\\a\\c.jsonl')).toBe('c.jsonl');
  });
});
