import { describe, expect, it } from 'vitest';
import { formatInterval } from '../../../src/webview/format.ts';
import { TABS } from '../../../src/webview/state/model.ts';
import { dotAt, groupColumns } from '../../../src/webview/views/diversity/groups.ts';
import { languagesText } from '../../../src/webview/views/diversity/languages.ts';
import { segmentsOf } from '../../../src/webview/views/diversity/tree.ts';
import { tabAfterKey } from '../../../src/webview/views/tabs.ts';
import { FAKE_ABOUT } from '../../fixtures/webview/fakeAbout.ts';
import { fakeGroups } from '../../fixtures/webview/fakeGroups.ts';

const plain = (s: string) => s.replaceAll('\u00a0', ' ');

describe('an interval', () => {
  it.each([
    [0.58, 0.64, 'ratio', '0.580–0.640'],
    [0.58, 0.64, 'percent', '58–64 %'],
    [3.5, 3.68, 'times', '3.50–3.68 ×'],
    [-1.05, -1.01, 'decimal', '−1.05 to −1.01'],
    [950, 12_000, 'compact', '950–12 k'],
    [0.5, 0.5, 'ratio', '0.500'],
    [0.93, 0.9999, 'percent', '93 to >99.9 %'],
    [0.0001, 0.04, 'percent', '<0.1 to 4.0 %'],
  ] as const)('of %d and %d as %s reads %s', (low, high, format, text) => {
    expect(plain(formatInterval(low, high, format))).toBe(text);
  });
});

describe('the languages of a view', () => {
  const one = (name: string, share: number, confidence = 0.9) => ({ code: name.slice(0, 2), name, share, confidence });
  const drawn = { n: 300, of: 12_408, unit: 'samples' } as const;

  it('are named with their shares and what they were guessed from', () => {
    const text = languagesText({
      metrics: {},
      languages: [one('English', 0.957), one('German', 0.03, 0.3)],
      languagesDrawn: drawn,
    });
    expect(plain(text)).toBe('English 96 % · German 3.0 % (unsure), guessed from 300 drawn samples');
  });
  it('are summed up behind the fourth', () => {
    const languages = ['A', 'B', 'C', 'D', 'E', 'F'].map((n) => one(n, 1 / 6));
    const text = languagesText({ metrics: {}, languages, languagesDrawn: { ...drawn, n: 50, of: 50 } });
    expect(plain(text)).toBe('A 17 % · B 17 % · C 17 % · D 17 % · others 33 %, guessed from all samples');
  });
  it('of less than one percent are summed up, but for the first', () => {
    const languages = [one('English', 0.994), one('German', 0.003), one('Norwegian', 0.003)];
    const text = languagesText({ metrics: {}, languages, languagesDrawn: drawn });
    expect(plain(text)).toBe('English 99.4 % · others 0.6 %, guessed from 300 drawn samples');
  });
  it('are not mentioned where none was guessed', () => {
    expect(languagesText({ metrics: {} })).toBe('');
  });
});

describe('groups', () => {
  const groups = fakeGroups();
  it('have a column per metric that any of them has a number for', () => {
    expect(groupColumns(groups, FAKE_ABOUT)).toEqual([
      'distinct-3',
      'mattr',
      'gzip-ratio',
      'novelty',
      'self-repetition',
      'homogenisation',
      'entropy',
    ]);
    const rows = groups.rows.map((r) => ({ ...r, metrics: { mattr: { value: null } } }));
    expect(groupColumns({ ...groups, rows }, FAKE_ABOUT)).toEqual([]);
  });
  it('have their dots in order, the most varied to the right, and none without a number', () => {
    const dots = (id: string) => groups.rows.map((row) => dotAt(groups.rows, id, row, FAKE_ABOUT[id]));
    for (const id of ['distinct-3', 'gzip-ratio']) {
      const at = dots(id) as number[];
      expect(at).toEqual([...at].sort((a, b) => b - a));
    }
    expect(dots('novelty')[3]).toBeNull();
  });
});

describe('the bar of a verb', () => {
  it('is cut into its objects and what is left', () => {
    const row = {
      label: 'write',
      count: 10,
      share: 0.5,
      children: [
        { label: 'story', count: 5, share: 0.25 },
        { label: 'poem', count: 3, share: 0.15 },
      ],
    };
    const segments = segmentsOf(row, 20);
    expect(segments.map((s) => [s.label, s.from, s.width])).toEqual([
      ['story', 0, 25],
      ['poem', 25, 15],
      ['other', 40, 10],
    ]);
    expect(segments[2]!.share).toBeCloseTo(0.1, 12);
  });
});

describe('the keys of the tabs', () => {
  it('move around the ends', () => {
    expect(tabAfterKey('ArrowLeft', TABS[0])).toBe(TABS.at(-1));
    expect(tabAfterKey('ArrowRight', TABS.at(-1)!)).toBe(TABS[0]);
    expect(tabAfterKey('ArrowRight', 'overview')).toBe('diversity');
    expect(tabAfterKey('End', 'overview')).toBe(TABS.at(-1));
    expect(tabAfterKey('a', 'overview')).toBeNull();
  });
});
