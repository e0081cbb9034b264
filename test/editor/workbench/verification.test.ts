// Verification as a person meets it: the card of the report, the rows that failed, the checks of one of them.
import { strict as assert } from 'node:assert';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { startWorkbench, type Workbench } from '../harness.ts';
import { eventually, openFile, runCommand, screenshot } from '../harnessActions.ts';
import { findingsInStatus, reportFrame } from '../harnessReport.ts';

const NAME = 'sums.jsonl';
const SAMPLES = 24;
const WRONG = [6, 15];

function rows(): string[] {
  return Array.from({ length: SAMPLES }, (_, i) => {
    const [a, b] = [i + 7, (i % 5) + 3];
    const sum = i % 3 === 0 ? ` So ${a} × ${b} = ${a * b + (WRONG.includes(i) ? 2 : 0)}.` : '';
    return JSON.stringify({
      prompt: `Question ${i} about bag ${a}?`,
      response: `Answer ${i} tells of bag ${a * 31}.${sum}`,
    });
  });
}

describe('Verification in the workbench', () => {
  let folder: string;
  let workbench: Workbench;
  let page: Page;
  let frame: Frame;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-verify-')));
    writeFileSync(join(folder, NAME), `${rows().join('\n')}\n`);
    workbench = await startWorkbench({ folder, viewport: { width: 1500, height: 1000 } });
    page = workbench.page;
    await openFile(page, NAME);
    await findingsInStatus(page);
    await runCommand(page, 'Corpus Inspector: Show Report');
    frame = await reportFrame(page);
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows what was verified, and its button leads to the rows that failed', async () => {
    const card = frame.locator('.verification');
    await card.getByText('6 of 24 samples are verified, 2 failed; in 16 nothing could be checked.').waitFor();
    await screenshot(page, 'verification-card');
    await card.getByRole('button', { name: 'Show what failed' }).click();
    await frame.getByText('2 of 48 rows').waitFor();
    const chips = await frame.locator('.filter-chip .chip-value').allTextContents();
    assert.deepEqual(chips, ['response', 'failed']);
  });

  it('tells of a chosen sample each check with its reason', async () => {
    await frame.locator('.grid-row:not(.head)').first().click();
    await frame.getByRole('heading', { name: 'Verification: failed' }).waitFor();
    const check = await frame.locator('.verify-check-failed').first().textContent();
    assert.match(check ?? '', /13 × 4 is 52, not 54/);
    await screenshot(page, 'verification-sample');
  });

  it('filters by another verdict', async () => {
    await frame.locator('.filter-chip').nth(1).click();
    await eventually('all answers are listed again', async () => (await frame.getByText('24 of 48 rows').count()) > 0);
  });
});
