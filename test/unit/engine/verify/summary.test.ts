import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDING_KINDS, type FindingKind } from '../../../../src/engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../../../src/engine/sample.ts';
import { cellOf, NOVELTY_HALVES, placeOf, TRAIT_HALVES } from '../../../../src/engine/verify/axes.ts';
import { cellsOf } from '../../../../src/engine/verify/crossing.ts';
import { type CheckColumns, verdictAt, verificationReport } from '../../../../src/engine/verify/summary.ts';
import { VERDICTS, type Verdict } from '../../../../src/engine/verify/verifier.ts';

const bit = (kind: FindingKind) => 1 << FINDING_KINDS.indexOf(kind);

describe('the crossing', () => {
  const views = (...names: ViewName[]) => Uint8Array.from(names, (name) => VIEW_NAMES.indexOf(name));
  const base = { view: views('prompt', 'response', 'response'), sample: Uint32Array.of(0, 0, 2), judged: null };
  const noFindings = new Uint16Array(3);
  const places = (rows: Parameters<typeof cellsOf>[0]) => [...cellsOf(rows)].map(placeOf);

  it('asks the answer for its traits, and the prompt only where that is all there is', () => {
    const percentile = Float32Array.of(99, 12, 90);
    const rows = { ...base, percentile, findings: noFindings };
    expect(places(rows).map((p) => p.traits)).toEqual(['not high', 'not high', 'high']);
    const prompts = { ...rows, view: views('prompt', 'prompt', 'prompt'), sample: Uint32Array.of(0, 1, 2) };
    expect(places(prompts).map((p) => p.traits)).toEqual(['high', 'not high', 'high']);
  });

  it('asks the calibration where there is one, and scores nobody whom it did not judge', () => {
    const judged = { p: Float32Array.of(Number.NaN, 0.01, Number.NaN), flagged: Uint8Array.of(0, 1, 0) };
    const rows = { ...base, percentile: Float32Array.of(1, 2, 99), findings: noFindings, judged };
    expect(places(rows).map((p) => p.traits)).toEqual(['flagged', 'flagged', 'not scored']);
    expect(places({ ...base, percentile: null, findings: noFindings })[0]?.traits).toBe('not scored');
  });

  it('says of a sample that it adds little where any of its rows repeats others', () => {
    const findings = Uint16Array.of(bit('near-duplicate'), bit('residue'), bit('template') | bit('encoding'));
    const novelty = places({ ...base, percentile: null, findings }).map((p) => p.novelty);
    expect(novelty).toEqual(['adds little', 'adds little', 'novel']);
  });

  it('numbers every place once', () => {
    const all = TRAIT_HALVES.flatMap((traits) => NOVELTY_HALVES.map((novelty) => ({ traits, novelty })));
    expect(new Set(all.map((p) => cellOf(p.traits, p.novelty))).size).toBe(all.length);
    for (const p of all) expect(placeOf(cellOf(p.traits, p.novelty))).toEqual(p);
  });
});

describe('the report on verification', () => {
  const active = [
    { id: 'a', facts: {} },
    { id: 'b', facts: {} },
  ];

  it('counts samples, not rows, by verifier and by place; what nobody looked into is not checkable', () => {
    const columns: CheckColumns = {
      verdict: Uint8Array.of(1, 1, 2, 0, 3),
      by: Uint16Array.of(1, 1, 3, 0, 2),
      verified: Uint16Array.of(1, 1, 1, 0, 0),
      failed: Uint16Array.of(0, 0, 2, 0, 0),
    };
    const report = verificationReport({
      active,
      unused: ['c'],
      named: true,
      columns,
      sample: Uint32Array.of(0, 0, 2, 3, 4),
      cells: Uint8Array.of(0, 0, 0, 9, 9),
      failures: [{ reasons: [[1, 'n is wrong']] }],
    });
    expect(report).toMatchObject({ samples: 4, verified: 1, failed: 1, notCheckable: 2 });
    expect(report.verifiers).toEqual([
      { id: 'a', label: 'a', verified: 2, failed: 0, notCheckable: 0, reasons: [] },
      { id: 'b', label: 'b', verified: 0, failed: 1, notCheckable: 1, reasons: [{ reason: 'n is wrong', samples: 1 }] },
    ]);
    expect(report.crossing).toEqual([
      { traits: 'flagged', novelty: 'novel', verified: 1, failed: 1, notCheckable: 0 },
      { traits: 'not scored', novelty: 'adds little', verified: 0, failed: 0, notCheckable: 2 },
    ]);
    expect(report.notes).toEqual(['Nothing to check for c in any sample.']);
  });

  it('names the five commonest reasons, ties by their words', () => {
    const reasons = [...'ffeeddccbba'].map((reason) => ({ reasons: [[0, reason] as const] }));
    const one = {
      verdict: Uint8Array.of(2),
      by: Uint16Array.of(1),
      verified: Uint16Array.of(0),
      failed: Uint16Array.of(1),
    };
    const empty = { columns: one, sample: Uint32Array.of(0), cells: Uint8Array.of(0) };
    const report = verificationReport({ active, unused: [], named: false, ...empty, failures: reasons });
    expect(report.verifiers[0]?.reasons.map((r) => r.reason).join('')).toBe('bcdef');
  });

  it('adds up on every axis', () => {
    const row = fc.record({
      verdict: fc.nat(3),
      cell: fc.nat(9),
      by: fc.nat(3),
      failed: fc.nat(3),
      verified: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const columns: CheckColumns = {
          verdict: Uint8Array.from(rows, (r) => r.verdict),
          by: Uint16Array.from(rows, (r) => r.by),
          verified: Uint16Array.from(rows, (r) => r.verified),
          failed: Uint16Array.from(rows, (r) => r.failed),
        };
        const sample = Uint32Array.from(rows, (_, i) => i);
        const cells = Uint8Array.from(rows, (r) => r.cell);
        const { crossing, verifiers, samples, ...total } = verificationReport({
          active,
          unused: [],
          named: false,
          columns,
          sample,
          cells,
          failures: [],
        });
        const sum = (
          list: readonly { verified: number; failed: number; notCheckable: number }[],
          key: 'verified' | 'failed' | 'notCheckable',
        ) => list.reduce((n, counts) => n + counts[key], 0);
        for (const key of ['verified', 'failed', 'notCheckable'] as const) expect(sum(crossing, key)).toBe(total[key]);
        expect(total.verified + total.failed + total.notCheckable).toBe(samples);
        const looked = verifiers.map((v) => v.verified + v.failed + v.notCheckable);
        // A verifier that found nothing to check is not listed.
        const each = [1, 2].map((b) => rows.filter((r) => r.by & b).length);
        expect(looked).toEqual(each.filter((n) => n > 0));
        const ofVerdict = (verdict: Verdict) => rows.filter((_, i) => verdictAt(columns, i) === verdict).length;
        expect(VERDICTS.map(ofVerdict)).toEqual([total.verified, total.failed, total.notCheckable]);
      }),
    );
  });
});
