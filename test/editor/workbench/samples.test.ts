// The sample editor on a file of 1 GB, which the text editor keeps from extensions: first rows, search, memory; and flagged rows.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, realpathSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { startWorkbench, type Workbench } from '../harness.ts';
import { eventually, screenshot, webviewFrame } from '../harnessActions.ts';

const BYTES = 1e9;
const NEEDLE = 'the one and only cormorant';
const MB = 1e6;

const words =
  'harbour quiet morning boats quay waiting nobody came before nine though lamps were lit along water'.split(' ');
const sample = (n: number, more = '') => {
  const text = Array.from({ length: 70 }, (_, i) => words[(n * 31 + i * i * 7 + (n >> (i % 8))) % words.length]).join(
    ' ',
  );
  return `${JSON.stringify({
    id: n,
    messages: [
      { role: 'user', content: `Question ${n}?` },
      { role: 'assistant', content: `${text} ${more}` },
    ],
  })}\n`;
};

/** The same megabytes again and again, with one row of its own near the end. Answers the number of that row's line. */
function writeLarge(path: string): number {
  const block = Buffer.from(Array.from({ length: 16_000 }, (_, n) => sample(n)).join(''));
  const file = openSync(path, 'w');
  let lines = 0;
  for (let size = 0; size < BYTES; size += block.length) {
    writeSync(file, block);
    lines += 16_000;
  }
  writeSync(file, sample(1, NEEDLE));
  writeSync(file, block);
  closeSync(file);
  return lines + 1;
}

/** Resident memory of the engine's process and of the extension host that started it, MB. */
function memory(userDataDir: string): { host: number; engine: number } {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' }).split('\n');
  const all = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((m) => m !== null);
  const profile = join(userDataDir, '..');
  const engine = all.find(([, , , , args]) => args?.includes('engine.mjs') && args.includes(profile));
  const host = all.find(([, pid]) => pid === engine?.[2]);
  return { engine: (Number(engine?.[3]) * 1024) / MB, host: (Number(host?.[3]) * 1024) / MB };
}

const samplesFrame = (page: Page, name: string): Promise<Frame> =>
  webviewFrame(page, async (frame) => (await frame.locator(`main.page h1:has-text("${name}")`).count()) > 0);

describe('The sample editor', () => {
  let folder: string;
  let workbench: Workbench;
  let page: Page;
  let needleLine: number;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-large-')));
    needleLine = writeLarge(join(folder, 'large.jsonl'));
    const rows = Array.from(
      { length: 30 },
      (_, n) => `${JSON.stringify({ text: Array.from({ length: 40 }, (_, i) => `w${n * 40 + i}`).join(' ') })}\n`,
    );
    writeFileSync(join(folder, 'small.jsonl'), [...rows, rows[4], '{"text": \n'].join(''));
    workbench = await startWorkbench({
      folder,
      settings: {
        'corpusInspector.analyzeOnOpen': 'off',
        'workbench.editorAssociations': { '*small.jsonl': 'corpusInspector.samples' },
      },
    });
    page = workbench.page;
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is offered for 1 GB, shows first rows within a second, finds a row near the end, and stays small', async () => {
    await page.locator('.explorer-folders-view .monaco-list-row').getByText('large.jsonl', { exact: true }).dblclick();
    const offer = page.locator('.notification-toast').filter({ hasText: 'too large for the text editor' });
    await offer.waitFor();
    const clicked = Date.now();
    await offer.getByRole('button', { name: 'Open', exact: true }).click();
    const frame = await samplesFrame(page, 'large.jsonl');
    await frame.locator('.row .turn').first().waitFor();
    const afterClick = Date.now() - clicked;
    // The editor's own loading of the page, and of a gigabyte of text beside it, is not ours.
    const firstRows = await frame.evaluate(() => {
      const paint = performance.getEntriesByName('first-rows')[0];
      return Math.round(paint?.startTime ?? Number.POSITIVE_INFINITY);
    });
    await eventually('the index is whole', async () =>
      /^[\d,]+ lines/.test((await frame.locator('.foot').textContent()) ?? ''),
    );
    const indexed = Date.now() - clicked;
    await frame.locator('.list').focus();
    await page.keyboard.press('Control+f');
    await frame.locator('#find-text').waitFor();
    const typed = Date.now();
    await frame.locator('#find-text').fill(NEEDLE.toUpperCase());
    await frame.locator(`#row-${needleLine - 1} mark.found`).waitFor();
    const found = Date.now() - typed;
    const rss = memory(workbench.userDataDir);
    await screenshot(page, 'samples-large');
    const drawn = await frame.locator('.row').count();
    const pageStarted = (await frame.evaluate(() => Math.round(performance.timeOrigin))) - clicked;
    const measured = { pageStarted, firstRows, afterClick, indexed, found, ...rss, drawn };
    writeFileSync(join(process.cwd(), 'out', 'samples-large.json'), `${JSON.stringify(measured, null, 2)}\n`);
    console.log(`      ${JSON.stringify(measured)}`);
    assert.ok(firstRows < 1000, `first rows ${firstRows} ms after the page began to load`);
    assert.ok(rss.engine > 0 && rss.engine < 400 && rss.host > 0 && rss.host < 400, JSON.stringify(rss));
    assert.ok(drawn < 60, `${drawn} rows are drawn`);
    assert.equal(await page.locator('.tab').count(), 1, 'the tab of the text editor is gone');
  });

  it('shows flagged rows in place, leads from one to the next, and takes decisions', async () => {
    await page.locator('.explorer-folders-view .monaco-list-row').getByText('small.jsonl', { exact: true }).dblclick();
    const frame = await samplesFrame(page, 'small.jsonl');
    await frame.getByRole('button', { name: 'Inspect' }).click();
    await frame.locator('.foot:has-text("2 findings")').waitFor();
    await frame.locator('.list').focus();
    await page.keyboard.press('Alt+F9');
    const copy = frame.locator('#row-30.selected');
    await copy.locator('.finding:has-text("exact duplicate")').waitFor();
    await page.keyboard.press('Alt+F9');
    await frame.locator('#row-31.selected .finding:has-text("invalid")').waitFor();
    await page.keyboard.press('Shift+Alt+F9');
    await copy.waitFor();
    await page.keyboard.press('d');
    await copy.locator('.decision:has-text("dropped")').waitFor();
    await screenshot(page, 'samples-small');
    await page.keyboard.press('u');
    await copy.locator('.decision').waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await eventually('the line shows as text', async () =>
      /31/.test((await page.locator('#status\\.editor\\.selection').textContent()) ?? ''),
    );
  });
});
