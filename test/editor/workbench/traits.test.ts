// Traits as a person meets them: the tab, the questions of a calibration, findings with their hover; pictures in
// out/screenshots.
import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { startWorkbench, type Workbench } from '../harness.ts';
import { eventually, goToLine, openFile, runCommand, screenshot, setTheme } from '../harnessActions.ts';
import { findingsInStatus, reportFrame, showTab } from '../harnessReport.ts';
import { traitRows } from '../traitRows.ts';

const NAME = 'people-and-models.jsonl';

/** Waits for the question, by the start of its placeholder, and chooses an item by its label. */
async function choose(page: Page, question: RegExp, label: string): Promise<void> {
  await asked(page, question);
  const name = page.locator('.quick-input-list .monaco-list-row .label-name').getByText(label, { exact: true });
  await name.first().click();
}

async function asked(page: Page, question: RegExp): Promise<void> {
  const input = page.locator('.quick-input-widget input').first();
  await eventually(`the question ${question}`, async () =>
    question.test((await input.getAttribute('placeholder')) ?? ''),
  );
  // The list fades in.
  await page.waitForTimeout(400);
}

const PEOPLE = /^Where are rows that people wrote/;
const MODEL = /^Where are rows that a model wrote/;
const FIELD = /^Which field tells/;
const VALUE = /^Which value of source/;
const RATE = /^How many of the texts/;
const A_FIELD = 'A field of this corpus…';

function pickTitle(page: Page): Promise<string | null> {
  return page.locator('.quick-input-title').first().textContent();
}

describe('Traits in the workbench', () => {
  const rows = traitRows(150);
  let folder: string;
  let workbench: Workbench;
  let page: Page;
  let frame: Frame;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-traits-')));
    writeFileSync(join(folder, NAME), `${rows.rows.join('\n')}\n`);
    const settings = { 'editor.minimap.enabled': false, 'editor.wordWrap': 'on', 'window.commandCenter': false };
    workbench = await startWorkbench({ folder, settings, viewport: { width: 1600, height: 1000 } });
    page = workbench.page;
    await setTheme(workbench, 'dark');
    await openFile(page, NAME);
    await findingsInStatus(page);
    await runCommand(page, 'Corpus Inspector: Show Report');
    frame = await reportFrame(page);
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lie before the person as percentiles, which are no verdict', async () => {
    await showTab(frame, 'Traits');
    await frame.getByText('That is no verdict').waitFor();
    await frame.locator('ci-chart svg').first().waitFor();
    await screenshot(page, 'traits-tab-dark');
    assert.equal(await frame.locator('.kind', { hasText: 'LLM traits' }).count(), 0);
  });

  it('are calibrated by a field of the corpus, with a way back', async () => {
    await frame.getByRole('button', { name: 'Calibrate…' }).click();
    await choose(page, PEOPLE, A_FIELD);
    await asked(page, FIELD);
    await screenshot(page, 'calibrate-field-dark');
    await choose(page, FIELD, 'source');
    await choose(page, VALUE, 'people');
    await asked(page, MODEL);
    assert.match((await pickTitle(page)) ?? '', /2\/3/);
    await screenshot(page, 'calibrate-llm-dark');
    await page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
    await asked(page, PEOPLE);
    assert.match((await pickTitle(page)) ?? '', /1\/3/);
    for (const question of [PEOPLE, MODEL]) {
      await choose(page, question, A_FIELD);
      await choose(page, FIELD, 'source');
      await choose(page, VALUE, question === PEOPLE ? 'people' : 'model');
    }
    await asked(page, RATE);
    await screenshot(page, 'calibrate-rate-dark');
    await choose(page, RATE, '5 %');
    const message = page.locator('.notifications-toasts .notification-list-item-message');
    await message.filter({ hasText: 'Calibrated by' }).waitFor();
    assert.ok(existsSync(join(folder, '.corpus-inspector', 'calibration.json')));
    await frame.getByText('judged samples').first().waitFor();
    await screenshot(page, 'traits-calibrated-dark');
  });

  it('are told in a hover on a flagged line, in words that accuse nobody', async () => {
    await goToFlagged();
    await runCommand(page, 'Show or Focus Hover');
    const hover = page.locator('.monaco-hover').filter({ hasText: /No\sproof\sof\sorigin/ });
    await hover.first().waitFor();
    await page.waitForTimeout(300);
    for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) {
      await setTheme(workbench, theme);
      await goToFlagged();
      await runCommand(page, 'Show or Focus Hover');
      await hover.first().waitFor();
      await page.waitForTimeout(300);
      assert.ok(
        (await underlines()).every((colour) => !/, 0\)$|transparent/.test(colour)),
        `no line in ${theme}`,
      );
      await screenshot(page, `traits-hover-${theme}`);
    }
  });

  /** Colours of the lines below stretches that show a trait. */
  async function underlines(): Promise<string[]> {
    const colours = await page.locator('.view-overlays [class*="ced-"]').evaluateAll((elements) =>
      elements.flatMap((element) => {
        const { borderBottomStyle, borderBottomColor } = getComputedStyle(element);
        return borderBottomStyle === 'dashed' ? [borderBottomColor] : [];
      }),
    );
    assert.ok(colours.length > 0);
    return colours;
  }

  async function goToFlagged(): Promise<void> {
    await page.keyboard.press('Escape');
    await page.locator(`.tab[data-resource-name="${NAME}"]`).click();
    // Onto the words that carry the finding.
    await goToLine(page, rows.llm[1]!, 16);
  }
});
