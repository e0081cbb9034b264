// Pictures of the flagged lines and of the panel, in out/screenshots, to be looked at; what can be measured in them is.
import { strict as assert } from 'node:assert';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { generateInstructions } from '../../../scripts/lib/sampleCorpus.mjs';
import { generationRows } from '../generationRows.ts';
import { startWorkbench, type Workbench } from '../harness.ts';
import {
  chooseItem,
  cursorLine,
  eventually,
  goToLine,
  openFile,
  runCommand,
  screenshot,
  setTheme,
} from '../harnessActions.ts';
import { findingsInStatus, inspectedInStatus, reportFrame, showTab } from '../harnessReport.ts';

const ROWS = 100_000;

/** Rows with texts of very different lengths and scripts, and a long word without a break. */
function manyRows(): string {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const text = Array.from({ length: 6 + (i % 17) }, (_, k) => ((i * 7919 + k * 104729) % 999983).toString(36)).join(
      ' ',
    );
    return JSON.stringify({ text: i % 1000 === 7 ? `${'long'.repeat(80)} ${text} שלום עולם 漢字` : text });
  });
  return `${rows.join('\n')}\n`;
}

/** Nothing in the panel is wider than the panel. */
async function assertFits(frame: Frame): Promise<void> {
  const [wide, window] = await frame.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide! <= window!, `the page is ${wide} px wide in a panel of ${window} px`);
}

describe('Pictures', () => {
  const samples = generateInstructions(20260);
  let folder: string;
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-pictures-')));
    writeFileSync(join(folder, 'instructions.jsonl'), `${samples.rows.join('\n')}\n`);
    writeFileSync(join(folder, 'large.jsonl'), manyRows());
    writeFileSync(join(folder, 'generations.jsonl'), `${generationRows(5, 80, 1.6).rows.join('\n')}\n`);
    const settings = {
      'editor.minimap.enabled': false,
      'editor.occurrencesHighlight': 'off',
      'editor.fontSize': 13,
      'window.commandCenter': false,
    };
    workbench = await startWorkbench({ folder, settings, viewport: { width: 1600, height: 1000 } });
    page = workbench.page;
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('of flagged lines, with a hover', async () => {
    await setTheme(workbench, 'dark');
    await openFile(page, 'instructions.jsonl');
    await findingsInStatus(page);
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    const line = samples.planted['low-novelty']!.find((l) => l > 300)!;
    await goToLine(page, line - 1);
    await page.keyboard.press('Alt+F9');
    await eventually('the cursor is on the finding', async () => (await cursorLine(page)) === line);
    await runCommand(page, 'Show or Focus Hover');
    await page.locator('.monaco-hover').filter({ hasText: 'Low novelty' }).first().waitFor();
    await page.waitForTimeout(500);
    await screenshot(page, 'flagged-lines');
    await page.keyboard.press('Escape');
  });

  it('of the panel beside the text, in four themes', async () => {
    await runCommand(page, 'Corpus Inspector: Show Report');
    const frame = await reportFrame(page);
    for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
      await setTheme(workbench, theme);
      for (const tab of ['Diversity', 'Overview'] as const) {
        await showTab(frame, tab);
        await page.waitForTimeout(400);
        await assertFits(frame);
        await screenshot(page, tab === 'Overview' ? `panel-${theme}` : `panel-diversity-${theme}`);
      }
    }
    await showTab(frame, 'Diversity');
    await frame
      .locator('.section')
      .filter({ hasText: 'Variety' })
      .first()
      .evaluate((section) => section.scrollIntoView());
    await page.waitForTimeout(400);
    await screenshot(page, 'panel-variety');
    await showTab(frame, 'Clusters');
    await frame.locator('#group-2 .group-text').click();
    await frame.locator('.group-member').nth(1).click();
    await frame.locator('.diff-text').waitFor();
    await assertFits(frame);
    await screenshot(page, 'panel-clusters');
    await showTab(frame, 'Samples');
    await frame.locator('.head .cell-novelty .sort').click();
    // Rows that are still being fetched cannot be chosen.
    await frame.locator('#row-2 .cell-novelty').getByText(/^0\.0/).waitFor();
    await frame.locator('#row-2').click();
    await frame.locator('.detail .sample-text').waitFor();
    await frame.locator('#samples').evaluate((section) => section.scrollIntoView());
    await page.waitForTimeout(400);
    await assertFits(frame);
    await screenshot(page, 'panel-table');
    for (const theme of ['light', 'high-contrast'] as const) {
      await setTheme(workbench, theme);
      await page.waitForTimeout(400);
      await screenshot(page, `panel-table-${theme}`);
    }
    await setTheme(workbench, 'dark');
    await runCommand(page, 'View: Close All Editors');
  });

  it('of generations that are compared', async function () {
    this.timeout(180_000);
    await runCommand(page, 'View: Show Explorer');
    await openFile(page, 'generations.jsonl');
    await inspectedInStatus(page);
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'Corpus Inspector: Compare Corpora…');
    await chooseItem(page, /^What is it compared with/, 'Generations in generation…');
    await chooseItem(page, /^Which field holds/, 'generation');
    const frame = await reportFrame(page);
    await frame.locator('.verdict-head').waitFor({ timeout: 120_000 });
    await frame.locator('.multiples ci-chart svg').first().waitFor();
    await page.locator('.notifications-toasts.visible').waitFor({ state: 'hidden' });
    await page.waitForTimeout(400);
    await assertFits(frame);
    await screenshot(page, 'compare');
    await runCommand(page, 'View: Close All Editors');
  });

  it('of a corpus of 100,000 rows', async function () {
    this.timeout(180_000);
    await runCommand(page, 'View: Show Explorer');
    await openFile(page, 'large.jsonl');
    await runCommand(page, 'Corpus Inspector: Show Report');
    const running = await reportFrame(page, 'running').catch(() => undefined);
    if (running) await screenshot(page, 'panel-running');
    const frame = await eventually('the inspection ends', () => reportFrame(page), 120_000);
    await assertFits(frame);
    await showTab(frame, 'Samples');
    await frame.locator('.count').getByText('100,000 rows').waitFor();
    const grid = frame.locator('.grid');
    await frame.locator('#row-0 .cell-line').waitFor();
    await grid.press('End');
    await frame
      .locator(`#row-${ROWS - 1} .cell-line`)
      .getByText('100,000')
      .waitFor();
    await grid.press('Home');
    await frame.locator('#row-0 .cell-line').getByText('1', { exact: true }).waitFor();
    await frame.locator('.search input').fill('longlong');
    await frame.locator('.count').getByText('100 of 100,000 rows').waitFor();
    await frame.locator('#row-0').click();
    await frame.locator('.detail .sample-text').waitFor();
    await assertFits(frame);
    await frame.locator('#samples').evaluate((section) => section.scrollIntoView());
    await screenshot(page, 'panel-large');
    await frame.locator('.search input').fill('nowhere to be found');
    await frame.locator('.grid-message').getByText('No rows match.').waitFor();
    await screenshot(page, 'panel-no-match');
  });
});
