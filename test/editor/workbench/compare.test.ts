// The tab Compare as a person meets it: generations in a field, the questions, the verdict, a lost word and its sample.
import { strict as assert } from 'node:assert';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { generationRows, LOST_WORD } from '../generationRows.ts';
import { startWorkbench, type Workbench } from '../harness.ts';
import { chooseItem, eventually, openFile, runCommand, screenshot, setTheme } from '../harnessActions.ts';
import { axeViolations } from '../harnessAxe.ts';
import { currentLine, inspectedInStatus, reportFrame } from '../harnessReport.ts';

const NAME = 'generations.jsonl';

describe('The tab Compare', () => {
  const corpus = generationRows(3, 60);
  let folder: string;
  let workbench: Workbench;
  let page: Page;
  let frame: Frame;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-compare-')));
    writeFileSync(join(folder, NAME), `${corpus.rows.join('\n')}\n`);
    const settings = { 'editor.minimap.enabled': false, 'window.commandCenter': false };
    workbench = await startWorkbench({ folder, settings, viewport: { width: 1600, height: 1000 } });
    page = workbench.page;
    await setTheme(workbench, 'dark');
    await openFile(page, NAME);
    await inspectedInStatus(page);
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('comes with the generations of a corpus, which are suggested', async () => {
    await runCommand(page, 'Corpus Inspector: Compare Corpora…');
    await chooseItem(page, /^What is it compared with/, 'Generations in generation…');
    await chooseItem(page, /^Which field holds/, 'generation');
    frame = await reportFrame(page);
    await frame.locator('.verdict-head').waitFor({ timeout: 60_000 });
    assert.equal(await frame.getByRole('tab', { name: 'Compare' }).getAttribute('aria-selected'), 'true');
    assert.equal(await frame.locator('.outcome').textContent(), 'Loss');
    const names = await frame.locator('.chooser .step-name').allTextContents();
    assert.deepEqual(names, ['0', '1', '2']);
    await frame.locator('.multiples ci-chart svg').first().waitFor();
    await screenshot(page, 'compare-dark');
  });

  it('leads from a lost word to a sample that holds it', async () => {
    await frame.locator('.chip', { hasText: 'lost' }).click();
    await frame.getByRole('button', { name: LOST_WORD, exact: true }).click();
    const line = await eventually('a sample is revealed', async () => {
      const at = await currentLine(page);
      return corpus.lostAt.includes(at) ? at : undefined;
    });
    assert.ok(corpus.rows[line - 1]?.includes(LOST_WORD));
  });

  it('measures convergence by a field that is chosen there', async () => {
    await frame.locator('ci-by-select vscode-single-select').click();
    await frame.locator('ci-by-select vscode-single-select .option', { hasText: 'model' }).click();
    await frame.locator('.heat-map').waitFor({ timeout: 60_000 });
    const groups = await frame.locator('.heat-map tbody .group-name').allTextContents();
    assert.deepEqual(groups.sort(), ['one', 'two']);
  });

  it('can be read by everybody', async () => {
    assert.deepEqual(await axeViolations(frame), []);
    await setTheme(workbench, 'light');
    await page.waitForTimeout(400);
    await screenshot(page, 'compare-light');
    await setTheme(workbench, 'dark');
  });

  it('says when the file has changed since', async () => {
    await page.locator(`.tab[data-resource-name="${NAME}"]`).click();
    await page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' ');
    await frame.getByText(`${NAME} changed since.`).waitFor();
  });
});
