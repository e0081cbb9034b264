// The faint lines below repeated stretches, as the browser draws them, and their hover; pictures in out/screenshots.
import { strict as assert } from 'node:assert';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { generateInstructions } from '../../../scripts/lib/sampleCorpus.mjs';
import { startWorkbench, type Workbench } from '../harness.ts';
import { eventually, goToLine, openFile, runCommand, screenshot, setTheme } from '../harnessActions.ts';
import { findingsInStatus, statusText } from '../harnessReport.ts';

interface Underlined {
  /** The characters above such a line, joined in the order of the text. */
  readonly text: string;
  /** The middle of the first stretch, in pixels of the page. */
  readonly at: { readonly x: number; readonly y: number } | null;
}

/** What in sight has a line below of this style. The editor draws the lines as boxes behind the text. */
function underlined(page: Page, style: 'dotted' | 'solid'): Promise<Underlined> {
  return page.evaluate((wanted) => {
    // The boxes of extensions; the editor's own mark brackets and the like.
    const boxes = [...document.querySelectorAll('.view-overlays .cdr[class*="TextEditorDecorationType"]')]
      .filter((box) => {
        const { borderBottomStyle, borderBottomWidth } = getComputedStyle(box);
        return borderBottomStyle === wanted && borderBottomWidth !== '0px';
      })
      .map((box) => box.getBoundingClientRect());
    const lines = [...document.querySelectorAll('.monaco-editor .view-line')];
    const top = (line: Element) => line.getBoundingClientRect().top;
    let text = '';
    for (const line of lines.sort((a, b) => top(a) - top(b))) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const range = document.createRange();
        for (let i = 0; i < (node.textContent ?? '').length; i++) {
          range.setStart(node, i);
          range.setEnd(node, i + 1);
          const { left, width, top, height } = range.getBoundingClientRect();
          const [x, y] = [left + width / 2, top + height / 2];
          if (boxes.some((b) => x > b.left && x < b.right && y > b.top && y < b.bottom)) text += node.textContent![i];
        }
      }
    }
    const [first] = boxes.sort((a, b) => a.top - b.top);
    const at = first ? { x: first.left + first.width / 2, y: first.top + first.height / 2 } : null;
    return { text: text.replaceAll('\u00a0', ' '), at };
  }, style);
}

/** Sentences of a row's answer as they stand in the file, without their last sign. */
function sentencesOf(row: string): string[] {
  return JSON.stringify(JSON.parse(row).output)
    .slice(1, -1)
    .split(/(?<=[.!?]) /)
    .map((sentence) => sentence.replace(/\W+$/, ''));
}

/** Rows of which no word stands in another. */
function distinctRows(count: number): string {
  const word = (n: number) => `w${(n * 7919 + 100_000).toString(36)}`;
  const rows = Array.from({ length: count }, (_, i) => ({
    text: Array.from({ length: 12 }, (_, k) => word(i * 12 + k)).join(' '),
  }));
  return `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
}

describe('Repeated stretches in the editor', () => {
  const samples = generateInstructions(20260);
  let folder: string;
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-repeats-')));
    writeFileSync(join(folder, 'instructions.jsonl'), `${samples.rows.join('\n')}\n`);
    writeFileSync(join(folder, 'distinct.jsonl'), distinctRows(40));
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
    const sentences = sentencesOf(samples.rows[line - 1]!);
    await eventually('every sentence that other samples lent has a dotted line', async () => {
      const { text } = await underlined(page, 'dotted');
      return sentences.every((sentence) => text.includes(sentence));
    });
    const { text } = await underlined(page, 'dotted');
    for (const clean of samples.clean.filter((n) => Math.abs(n - line) <= 4)) {
      for (const sentence of sentencesOf(samples.rows[clean - 1]!)) {
        assert.ok(!text.includes(sentence), `line ${clean} is clean: ${sentence}`);
      }
    }
    assert.ok(!text.includes('instruction'), 'text, not syntax');
    assert.equal((await underlined(page, 'solid')).text, '', 'nobody asked for more');
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
    const sentences = sentencesOf(samples.rows[line - 1]!);
    await eventually('the sentences have a solid line', async () => {
      const { text } = await underlined(page, 'solid');
      return sentences.every((sentence) => text.includes(sentence));
    });
    const { at } = await underlined(page, 'solid');
    await page.mouse.move(at!.x, at!.y);
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
    await eventually('no solid line', async () => (await underlined(page, 'solid')).text === '');
  });

  it('say in a message that nothing repeats', async () => {
    await openFile(page, 'distinct.jsonl');
    await eventually('it was inspected', async () => (await statusText(page)) === '0 findings');
    await goToLine(page, 3);
    await runCommand(page, 'Corpus Inspector: Show What Repeats');
    const message = page.locator('.notifications-toasts .notification-list-item-message');
    await message.filter({ hasText: 'Nothing repeats in line 3' }).waitFor();
    assert.deepEqual(await underlined(page, 'solid'), { text: '', at: null });
  });
});
