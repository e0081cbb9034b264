import { expect, it } from 'vitest';
import { fittingComparison } from '../../../src/runtime/between/fit.ts';
import { replySize } from '../../../src/runtime/process/replySize.ts';
import { fakeComparison } from '../../fixtures/webview/fakeComparison.ts';

const report = fakeComparison({ steps: 4, shifts: 400 });

it('a report that fits is sent as it is', () => {
  expect(fittingComparison(report)).toBe(report);
});

it('of one that is too large the weakest shifts are left out, and a note says how many', () => {
  const most = 80_000;
  expect(replySize(report)).toBeGreaterThan(most);
  const cut = fittingComparison(report, most);
  expect(replySize(cut)).toBeLessThanOrEqual(most + 200);
  expect(cut.shifts.length).toBeGreaterThan(50);
  expect(cut.shifts.length).toBeLessThan(report.shifts.length);
  const weakest = Math.min(...cut.shifts.map((s) => Math.abs(s.strength)));
  const left = report.shifts.filter((s) => !cut.shifts.includes(s));
  expect(Math.max(...left.map((s) => Math.abs(s.strength)))).toBeLessThanOrEqual(weakest);
  expect(cut.notes.at(-1)).toContain(`${left.length} more`);
  expect(report.notes).toHaveLength(2);
});
