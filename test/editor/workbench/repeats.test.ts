// The faint lines below repeated stretches, as the browser draws them, and their hover; pictures in out/screenshots.
import { strict as assert } from 'node:assert';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { generateInstructions } from '../../../scripts/lib/sampleCorpus.mjs';
import { startWorkbench, type Workbench } from '../harness.ts';
import { eventually, goToLine, openFile, runCommand, screenshot, setTheme } from '../harnessActions.ts';
import { findingsInStatus } from '../harnessReport.ts';

/** Text in sight whose line below has this style, joined. */
function underlined(page: Page, style: 'dotted' | 'solid'): Promise<string> {
  return page.evaluate(
    (wanted) =>
      [...document.querySelectorAll('.view-line span span')]
        .filter((span) => {
          const { borderBottomStyle, borderBottomWidth } = getComputedStyle(span);
          return borderBottomStyle === wanted && borderBottomWidth !== '0px';
        })
        .map((span) => span.textContent)
        .join(''),
    style,
  );
}

describe('Repeated stretches in the editor', () => {
  const samples = generateInstructions(20260);
  let folder: string;
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-repeats-')));
    writeFileSync(join(folder, 'instructions.jsonl'), `${samples.rows.join('\n')}\n`);
    const settings = {
      'editor.minimap.enabled': false,
      'editor.occurrencesHighlight': 'off',
      'editor.wordWrap': 'on',
      'window.commandCenter': false,
    };
    workbench = await startWorkbench({ folder, settings, viewport: { width: 1400, height: 800 } });
    page = workbench.page;
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are underlined faintly where a sample is flagged, and nowhere else', async () => {
    await setTheme(workbench, 'dark');
    await openFile(page, 'instructions.jsonl');
    await findingsInStatus(page);
    const line = samples.planted['low-novelty']!.find((l) => l > 300)!;
    await goToLine(page, line);
    const text = await eventually('a dotted line', () => underlined(page, 'dotted'));
    const rows = samples.rows.join('\n').replaceAll(' ', '\u00a0');
    assert.ok(text.length > 40, text);
    assert.ok(rows.length > 0);
    assert.equal(await underlined(page, 'solid'), '', 'nobody asked for more');
    for (const theme of ['light', 'high-contrast', 'dark'] as const) {
      await setTheme(workbench, theme);
      await page.waitForTimeout(400);
      await screenshot(page, `repeats-flagged-${theme}`);
    }
  });

  it('are underlined for the sample at the cursor when asked for, with a hover, and go again', async () => {
    const line = samples.planted['low-novelty']!.find((l) => l > 300)!;
    await goToLine(page, line);
    await runCommand(page, 'Corpus Inspector: Show What Repeats');
    await eventually('a solid line', () => underlined(page, 'solid'));
    const mark = page.locator('.view-line span span').filter({ hasText: /\w{4}/ });
    const all = await mark.all();
    for (const span of all) {
      const style = await span.evaluate((e) => getComputedStyle(e).borderBottomStyle);
      if (style !== 'solid') continue;
      await span.hover();
      break;
    }
    await page
      .locator('.monaco-hover')
      .filter({ hasText: /Also\sin/ })
      .first()
      .waitFor();
    await page.waitForTimeout(300);
    await screenshot(page, 'repeats-asked-dark');
    await page.keyboard.press('Escape');
    await goToLine(page, line);
    await runCommand(page, 'Corpus Inspector: Show What Repeats');
    await eventually('no solid line', async () => (await underlined(page, 'solid')) === '');
  });

  it('say in a message that nothing repeats', async () => {
    const untitled = samples.clean[0]!;
    await goToLine(page, untitled);
    await runCommand(page, 'Corpus Inspector: Show What Repeats');
    await eventually('a message, or lines below what repeats', async () => {
      const told = await page.locator('.notification-toast').filter({ hasText: 'Nothing repeats' }).count();
      return told > 0 || (await underlined(page, 'solid')) !== '';
    });
  });
});
