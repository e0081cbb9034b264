// A simulated collapse as a person meets it: the questions, the curves, another measure.
import { strict as assert } from 'node:assert';
import { randomInt } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { generateInstructions } from '../../../scripts/lib/sampleCorpus.mjs';
import { startWorkbench, type Workbench } from '../harness.ts';
import { chooseItem, eventually, openFile, runCommand, screenshot, setTheme } from '../harnessActions.ts';
import { axeViolations } from '../harnessAxe.ts';
import { reportFrame } from '../harnessReport.ts';

const NAME = 'train.jsonl';
const seed = Number(process.env.CORPUS_INSPECTOR_SEED || randomInt(2 ** 31));

describe(`A simulated collapse of a corpus of seed ${seed}`, () => {
  let folder: string;
  let workbench: Workbench;
  let page: Page;
  let frame: Frame;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-simulate-')));
    writeFileSync(join(folder, NAME), `${generateInstructions(seed).rows.join('\n')}\n`);
    const settings = { 'editor.minimap.enabled': false, 'window.commandCenter': false };
    workbench = await startWorkbench({ folder, settings, viewport: { width: 1600, height: 1000 } });
    page = workbench.page;
    await setTheme(workbench, 'dark');
    await openFile(page, NAME);
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is asked for in four questions, and shows the curves of the three modes', async () => {
    await runCommand(page, 'Corpus Inspector: Simulate Collapse…');
    await chooseItem(page, /^Which n-gram model/, 'Word trigrams');
    await chooseItem(page, /^How often/, '5 generations');
    await chooseItem(page, /^What does each generation learn from/, 'All three, on one chart');
    await chooseItem(page, /^How much of each generation/, '25 % real text');
    // The first inspection runs beside it: a busy machine takes its time.
    frame = await reportFrame(page, 'done', 60_000);
    await frame.locator('ci-simulation ci-chart svg').waitFor({ timeout: 60_000 });
    assert.equal(await frame.getByRole('tab', { name: 'Compare' }).getAttribute('aria-selected'), 'true');
    const verdict = await frame.locator('.simulation .summary').textContent();
    assert.match(
      verdict ?? '',
      /^After 5 generations, replacing keeps \d+ % of the words, mixing in 25 % real text \d+ %, accumulating all\.$/,
    );
    const labels = await frame.locator('ci-simulation svg text').allTextContents();
    for (const name of [/^replace \d+/, /^mix, 25\s% real \d+/, /^accumulate 100/]) {
      assert.ok(
        labels.some((label) => name.test(label)),
        `${name} in ${labels.join(' | ')}`,
      );
    }
    const columns = await frame.locator('.simulation .plain-table thead th').allTextContents();
    assert.equal(columns.length, 4);
    await frame.getByText('forecasts nothing about a real model').waitFor();
    await screenshot(page, 'simulation-dark');
  });

  it('shows another measure', async () => {
    await frame.locator('ci-simulation vscode-single-select').click();
    await frame.locator('ci-simulation vscode-single-select .option', { hasText: 'Distinct-3' }).click();
    await eventually('the chart is of distinct-3', async () =>
      /^Distinct-3 by generation/.test(
        (await frame.locator('ci-simulation [role=img]').getAttribute('aria-label')) ?? '',
      ),
    );
  });

  it('can be read by everybody', async () => {
    assert.deepEqual(await axeViolations(frame), []);
    await setTheme(workbench, 'light');
    await page.waitForTimeout(400);
    await screenshot(page, 'simulation-light');
  });
});
