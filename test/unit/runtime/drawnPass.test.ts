// What is drawn for what, and how a drawn metric meets its samples: with tasks in this process and a metric of the test.
import { describe, expect, it } from 'vitest';
import type { DrawnMetric, DrawnSample } from '../../../src/engine/metric.ts';
import { ABOUT_METRICS } from '../../../src/engine/registry.ts';
import { MAX_GROUPS, planDraws } from '../../../src/runtime/inspect/draw.ts';
import { planJob } from '../../../src/runtime/inspect/inspectionPlan.ts';
import { viewReports } from '../../../src/runtime/inspect/viewReports.ts';
import { cancel, claim, createControl, workerControl } from '../../../src/runtime/pool/control.ts';
import { settingsOf } from '../../../src/runtime/settings.ts';
import { drawn } from '../../../src/runtime/tasks/drawn.ts';
import { corpusFile } from '../../helpers/inspect.ts';
import { tools } from '../../helpers/tools.ts';

const seen: (readonly DrawnSample[])[] = [];
const about = { ...ABOUT_METRICS.mattr!, label: 'Fake', sizeDependent: true };
const fake: DrawnMetric = {
  id: 'fake',
  about,
  draw: { samples: 5, words: 1e6 },
  measure(samples, of) {
    seen.push(samples);
    const n = samples.length;
    return { value: n / of, ...(n < of ? { drawn: { n, of, unit: 'samples' as const } } : {}) };
  },
};

const TEXT = 'the quick brown fox jumps over the lazy dog while rain falls on quiet streets of town';
const rowsOf = (n: number, label: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => ({ text: `${i} ${TEXT} ${i * 7}`, source: label(i) }));

/** A text view of rows that hold 18 words each. */
function planned(n: number, label: (i: number) => string, metrics = [fake]) {
  const rows = rowsOf(n, label);
  const labels = [...new Set(rows.map((r) => r.source))];
  const lines = rows.map((r) => JSON.stringify(r));
  const byte = Float64Array.from({ length: n }, (_, i) => lines.slice(0, i).reduce((sum, l) => sum + l.length + 1, 0));
  const plan = planDraws({
    rows: {
      view: new Uint8Array(n),
      words: new Uint32Array(n).fill(18),
      content: Float64Array.from({ length: n }, (_, i) => (i * 2654435761) % 2 ** 32),
      traitState: null,
      group: Int32Array.from(rows, (r) => labels.indexOf(r.source)),
    },
    bytes: [1e9],
    metrics: metrics.map((m) => ({ id: m.id, draw: m.draw, sizeDependent: m.about.sizeDependent })),
    labels,
  });
  const path = corpusFile('rows.jsonl', `${lines.join('\n')}\n`);
  const job = planJob([{ kind: 'file', path, shown: 'rows.jsonl' }], settingsOf({ by: 'source' }), undefined);
  const places = {
    file: new Uint16Array(n),
    byte,
    byteLength: Float64Array.from(lines, (l) => l.length),
    view: new Uint8Array(n),
  };
  return { plan, job, places };
}

function run({ plan, job, places }: ReturnType<typeof planned>) {
  const control = workerControl(createControl(plan.units.length), 0);
  return drawn({ job, rows: places, units: plan.units }, control, [fake], tools);
}

describe('the drawn pass', () => {
  it('hands a metric its samples in draw order, with their places, and reports drawn values after the others', () => {
    seen.length = 0;
    const given = planned(800, (i) => (i % 2 ? 'odd' : 'even'));
    const results = run(given);
    const first = seen[0]!;
    expect(first).toHaveLength(5);
    for (const { index, segments } of first) expect(segments).toEqual([`${index} ${TEXT} ${index * 7}`]);
    const places = first.map((s) => s.index);
    expect(places).toEqual([...given.plan.units.find((u) => u.metric === 'fake')!.places]);

    const folded = [['text', { mattr: { value: 0.5 }, 'distinct-3': { value: 0.2 } }]] as const;
    const both = { fake: about, 'distinct-3': ABOUT_METRICS['distinct-3']!, mattr: ABOUT_METRICS.mattr! };
    const { text } = viewReports(folded, { plan: given.plan, results }, 'source', both);
    expect(Object.keys(text!.metrics)).toEqual(['fake', 'distinct-3', 'mattr']);
    expect(text!.metrics.fake).toMatchObject({ value: 5 / 800, drawn: { n: 5, of: 800 }, at: { words: 10_000 } });
    // 14,400 words: five draws of 10,000.
    expect(text!.metrics['distinct-3']!.at!.words).toBe(10_000);
    expect(text!.metrics['distinct-3']!.at!.interval).toHaveLength(2);
    expect(text!.metrics['distinct-3']!.context!.words).toBe(10_000);
    const groups = text!.groups!;
    // 0.8 × 7,200
    expect(groups).toMatchObject({ by: 'source', words: 5760 });
    expect(groups.rows.map(({ label, samples, words }) => [label, samples, words])).toEqual([
      ['even', 400, 7200],
      ['odd', 400, 7200],
    ]);
    for (const row of groups.rows) {
      expect(row.metrics.mattr!.value).toBeGreaterThan(0);
      expect(row.metrics.fake!.value).toBe(5 / 320);
      expect(JSON.stringify(row)).not.toContain('detail');
    }
  });

  it('stops at the next sample when it is cancelled', () => {
    const { plan, job, places } = planned(800, () => 'one');
    const pass = createControl(plan.units.length);
    const control = workerControl(pass, 0);
    cancel(pass);
    expect(drawn({ job, rows: places, units: plan.units }, control, [fake], tools)).toEqual([]);
    expect(claim(control)).toBe(-1);
  });
});

describe('groups', () => {
  it('need 1,000 words, and say who has fewer', () => {
    const { plan } = planned(700, (i) => (i < 20 ? `small ${i}` : 'large'), []);
    const [groups] = plan.groups;
    expect(groups!.groups.map((g) => g.label)).toEqual(['large']);
    expect(groups!.note).toBe(
      'Fewer than 1,000 words, left out: small 0, small 1, small 10, small 11, small 12 and 15 more.',
    );
  });

  it(`are the ${MAX_GROUPS} largest, and say who is not among them`, () => {
    const { plan } = planned(26 * 60, (i) => `group ${i % 26}`, []);
    const [groups] = plan.groups;
    expect(groups!.groups).toHaveLength(MAX_GROUPS);
    expect(groups!.note).toBe('The 24 largest are shown; left out: group 8, group 9.');
  });

  it('say that nobody has the field', () => {
    const { plan } = planned(700, () => '(none)', []);
    expect(plan.groups[0]).toMatchObject({ groups: [], note: 'No sample has this field.' });
  });
});
