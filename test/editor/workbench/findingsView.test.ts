// The Findings view and the quick fix menu, by keyboard, as a person walks through what was flagged.
import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { generateInstructions } from '../../../scripts/lib/sampleCorpus.mjs';
import { startWorkbench, type Workbench } from '../harness.ts';
import { cursorLine, eventually, goToLine, openFile, runCommand, screenshot } from '../harnessActions.ts';

const rowsOf = (page: Page) => page.locator('.pane-body .monaco-list-row');

/** Texts of the view's rows, as a screen reader hears them. */
async function heard(page: Page): Promise<string[]> {
  const labels = await rowsOf(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  return labels;
}

async function badge(page: Page): Promise<number> {
  const item = page
    .locator('.activitybar .action-item')
    .filter({ has: page.locator('[aria-label^="Corpus Findings"]') });
  return Number(await item.locator('.badge-content').textContent());
}

describe('The Findings view', () => {
  const samples = generateInstructions(20260);
  const rows = samples.rows.slice(0, 120);
  let folder: string;
  let workbench: Workbench;
  let page: Page;
  const ledger = () => {
    const path = join(folder, '.corpus-inspector', 'decisions.jsonl');
    return existsSync(path)
      ? readFileSync(path, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [];
  };

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-findings-')));
    writeFileSync(join(folder, 'train.jsonl'), `${[...rows, rows[10], rows[10], rows[20]].join('\n')}\n`);
    const settings = { 'corpusInspector.editDelay': 50, 'editor.minimap.enabled': false };
    workbench = await startWorkbench({ folder, settings, viewport: { width: 1400, height: 900 } });
    page = workbench.page;
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says what it is for before anything is inspected', async () => {
    await runCommand(page, 'View: Show Corpus Findings');
    await page.getByText('Open Sample Corpus').first().waitFor();
    await screenshot(page, 'findings-welcome-light');
  });

  it('lists kinds with their counts, groups with their keeper, and what was flagged below', async () => {
    await runCommand(page, 'View: Show Explorer');
    await openFile(page, 'train.jsonl');
    await runCommand(page, 'View: Show Corpus Findings');
    await eventually('the kinds are there', async () =>
      (await heard(page)).some((l) => l.startsWith('Exact duplicate')),
    );
    const open = await badge(page);
    assert.ok(open > 3, `${open} open findings in the badge`);
    await rowsOf(page).filter({ hasText: 'Exact duplicate' }).click();
    await eventually('its groups are there', async () => (await heard(page)).some((l) => /stays and covers/.test(l)));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await eventually('the rows of a group are there', async () => (await heard(page)).some((l) => /, stays, /.test(l)));
    await screenshot(page, 'findings-tree-light');
  });

  it('keeps what is open after an edit, and follows it', async () => {
    const before = await heard(page);
    await page.keyboard.press('Control+1');
    await goToLine(page, 1);
    await page.keyboard.press('Control+Shift+Enter');
    await eventually('the lines moved by one', async () => {
      const after = await heard(page);
      return after.length >= before.length && after.some((l) => l.includes('Line 12 stays')) && after;
    });
    await page.keyboard.press('Control+z');
    await eventually('and back', async () => (await heard(page)).some((l) => l.includes('Line 11 stays')));
  });

  it('drops by D as an edit and keeps by K as a decision, and U takes both back', async () => {
    const before = await badge(page);
    await rowsOf(page).filter({ hasText: 'line 121' }).click();
    await eventually('the sample is shown', async () => (await cursorLine(page)) === 121);
    await page.keyboard.press('d');
    await eventually('a finding less', async () => (await badge(page)) < before);
    assert.deepEqual(ledger(), []);
    await page.keyboard.press('u');
    await eventually('it is back', async () => (await badge(page)) === before);
    // Rows move as the list is drawn anew: a click may hit the one that came in the place of another.
    await eventually('the sample is shown', async () => {
      await rowsOf(page).filter({ hasText: 'line 121' }).click();
      return (await cursorLine(page)) === 121;
    });
    await page.keyboard.press('k');
    await eventually('the decision is in the ledger', () => ledger().length === 1);
    assert.deepEqual([ledger()[0].action, ledger()[0].finding, ledger()[0].of], ['keep', 'exact-duplicate', 3]);
    await eventually('the view tells', async () => (await badge(page)) === before - 1);
    await page.locator('.tree-explorer-viewlet-tree-view').getByText('1 kept').waitFor();
    await screenshot(page, 'findings-kept-light');
    await page.keyboard.press('u');
    await eventually('open again', async () => (await badge(page)) === before);
  });

  it('quick fixes come by Ctrl+. on a flagged line', async () => {
    await page.keyboard.press('Control+1');
    await goToLine(page, 121);
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget');
    await menu.getByText('Drop this sample').waitFor();
    await screenshot(page, 'quick-fix-light');
    const before = await badge(page);
    await page.keyboard.press('Enter');
    await eventually('a finding less', async () => (await badge(page)) === before - 1);
    await page.keyboard.press('Control+z');
    await eventually('it is back', async () => (await badge(page)) === before);
  });

  it('writes the corpus without what was chosen, and never over itself', async () => {
    await page.keyboard.press('Control+s');
    await runCommand(page, 'Corpus Inspector: Write Reviewed Corpus…');
    const input = page.locator('.quick-input-widget');
    await input
      .getByText('Nothing goes: all')
      .or(input.locator('input[placeholder^="Nothing goes"]'))
      .first()
      .waitFor();
    await input.locator('.monaco-list-row').filter({ hasText: 'Exact duplicate' }).click();
    await input.locator('input[placeholder^="3 of "]').waitFor();
    await screenshot(page, 'write-reviewed-light');
    await page.keyboard.press('Enter');
    await eventually('a name is asked for', async () =>
      (await input.locator('input').first().inputValue()).endsWith('train.reviewed.jsonl'),
    );
    await screenshot(page, 'write-reviewed-name-light');
    await page.keyboard.press('Enter');
    const message = page.locator('.notifications-toasts').getByText(/Wrote train\.reviewed\.jsonl/);
    await message.waitFor();
    await screenshot(page, 'write-reviewed-done-light');
    const written = readFileSync(join(folder, 'train.reviewed.jsonl'), 'utf8').split('\n');
    assert.deepEqual(written, [...rows, '']);
  });

  it('offers kinds to judge, and puts the drawn samples into the panel', async () => {
    await runCommand(page, 'Corpus Inspector: Spot Check a Kind of Finding…');
    await page.locator('.quick-input-list').getByText('Template').first().waitFor();
    await screenshot(page, 'spot-check-light');
    await page.keyboard.type('Template');
    await page.keyboard.press('Enter');
    await eventually(
      'the panel is open',
      async () =>
        (await page
          .locator('.tab[data-resource-name^="Report"], .tab')
          .filter({ hasText: 'Report: train.jsonl' })
          .count()) > 0,
    );
    await page.waitForTimeout(1500);
    await screenshot(page, 'spot-check-panel-light');
  });
});
