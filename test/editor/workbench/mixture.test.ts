// A mixture plan as a person meets it: the command with its arguments, the section, a chosen sample, the plan that is written.
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { startWorkbench, type Workbench } from '../harness.ts';
import { chooseItem, eventually, openFile, runCommand, screenshot, setTheme } from '../harnessActions.ts';
import { reportFrame } from '../harnessReport.ts';
import { mixtureRows } from '../mixtureRows.ts';

const REAL = 'people.jsonl';
const SYNTHETIC = 'generated.jsonl';

describe('The section Mixture', () => {
  const rows = mixtureRows(5);
  let folder: string;
  let workbench: Workbench;
  let page: Page;
  let frame: Frame;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-mixture-')));
    writeFileSync(join(folder, REAL), `${rows.real.join('\n')}\n`);
    writeFileSync(join(folder, SYNTHETIC), `${rows.synthetic.join('\n')}\n`);
    const settings = {
      'editor.minimap.enabled': false,
      'window.commandCenter': false,
      'files.simpleDialog.enable': true,
    };
    workbench = await startWorkbench({ folder, settings, viewport: { width: 1600, height: 1000 } });
    page = workbench.page;
    await setTheme(workbench, 'dark');
    await openFile(page, REAL);
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('asks what is chosen from and how much, and shows what the plan adds', async () => {
    await runCommand(page, 'Corpus Inspector: Plan a Mixture…');
    await chooseItem(page, /^Where are the synthetic samples/, 'In another file…');
    await chooseItem(page, /^Which file holds the synthetic samples/, SYNTHETIC);
    await chooseItem(page, /^How much of the mix/, '10 % of the words');
    frame = await reportFrame(page);
    await frame.locator('.mixture .verdict-head').waitFor({ timeout: 60_000 });
    assert.match((await frame.locator('.mixture .verdict-head').textContent()) ?? '', /of 200 candidates chosen/);
    await frame.locator('.mixture ci-chart svg').first().waitFor();
    await screenshot(page, 'mixture-dark');
  });

  it('leads to a chosen sample', async () => {
    await frame.locator('.plan-samples button').first().click();
    await page.locator(`.tab[data-resource-name="${SYNTHETIC}"]`).waitFor();
  });

  it('writes the chosen rows as they stand', async () => {
    await frame
      .getByRole('button', { name: 'Write plan…' })
      .or(frame.locator('vscode-button', { hasText: 'Write plan…' }))
      .first()
      .click();
    const input = page.locator('.quick-input-widget input').first();
    // The dialog fills in its own suggestion once it has looked at the folder.
    await eventually('a name is suggested', async () => (await input.inputValue()).endsWith('.plan.jsonl'));
    const path = join(folder, 'plan.jsonl');
    await input.fill(path);
    await eventually('the name is taken', async () => (await input.inputValue()) === path);
    await page.keyboard.press('Enter');
    const written = await eventually('the plan is written', async () => {
      try {
        return readFileSync(path, 'utf8').trimEnd().split('\n');
      } catch {
        return undefined;
      }
    });
    assert.ok(written.length > 1);
    assert.ok(written.every((line) => rows.synthetic.includes(line)));
  });
});
