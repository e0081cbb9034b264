// A corpus of instructions is reviewed and exported without a mouse: near duplicates are dropped, brought back and dropped, and
// the written file is what was promised, row by row and number by number.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { ABOUT_METRICS } from '../../../src/engine/registry.ts';
import { changeOf } from '../../../src/webview/reviewText.ts';
import { startWorkbench, type Workbench } from '../harness.ts';
import { eventually, screenshot } from '../harnessActions.ts';
import { copyData, describeWithData } from '../harnessData.ts';
import { commandByKeys, focusedIn, openByKeys, tabTo } from '../harnessKeys.ts';
import { cliReport, reportFrame } from '../harnessReport.ts';

interface Line {
  readonly action: string;
  readonly line: number;
  readonly batch: string;
  readonly undoes?: string;
}

/** The engine of this workbench, by the profile in its arguments. */
function enginePid(userDataDir: string): number {
  const profile = join(userDataDir, '..');
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return Number.parseInt(lines.find((line) => line.includes('engine.mjs') && line.includes(profile)) ?? '', 10);
}

describeWithData('Reviewing by keyboard alone', function () {
  // Some ten seconds on a machine that does nothing else.
  this.timeout(240_000);
  let folder: string;
  let path: string;
  let workbench: Workbench;
  let page: Page;
  let frame: Frame;
  let rows: readonly string[];
  let promised: readonly { readonly name: string; readonly after: string }[];
  let drops: number;
  let samples: number;
  const hasFocus = (selector: string) => frame.evaluate((css) => document.activeElement?.matches(css), selector);
  const said = (words: string | RegExp) => frame.locator('.said').filter({ hasText: words }).waitFor();
  /** As a person does: where the text moved under the result, the panel says to try again once it is measured. */
  const pressD = async () => {
    const again = frame.locator('.banner', { hasText: 'try again then' });
    const dropped = frame.locator('.said').filter({ hasText: /dropped that line/ });
    for (let tries = 0; ; tries++) {
      await page.keyboard.press('d');
      await again.or(dropped).first().waitFor();
      if (await dropped.isVisible()) return;
      assert.ok(tries < 2, 'it is measured again, and then what is covered goes');
      await again.waitFor({ state: 'detached' });
      await frame.locator('main.phase-done').waitFor();
    }
  };
  const ledger = (): Line[] => {
    const at = join(folder, '.corpus-inspector', 'decisions.jsonl');
    return existsSync(at)
      ? readFileSync(at, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [];
  };

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-keys-')));
    path = copyData(folder, 'demo', 'instruct_toolformer_dedupe_only.jsonl');
    rows = readFileSync(path, 'utf8').trimEnd().split('\n');
    workbench = await startWorkbench({ folder, viewport: { width: 1500, height: 950 } });
    page = workbench.page;
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('drops what a keeper covers from the open file, and U brings it back', async () => {
    await openByKeys(page, basename(path));
    await commandByKeys(page, 'Corpus Inspector: Show Report');
    frame = await reportFrame(page, 'done', 90_000);
    // The report opens beside the text and leaves the cursor there.
    await page.keyboard.press('Control+2');
    await tabTo(page, frame, '#tab-overview');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await frame.locator('#tab-clusters[aria-selected=true]').waitFor();
    await frame.locator('#group-0').waitFor();
    await tabTo(page, frame, 'ci-groups .grid');
    await page.keyboard.press('ArrowDown');
    await frame.locator('ci-group-rows .group-member').nth(1).waitFor();
    await screenshot(page, 'keys-1-group');
    await pressD();
    await frame.locator('main.phase-done').waitFor();
    await page.locator('.tab.dirty').waitFor();
    await screenshot(page, 'keys-2-group-dropped');
    assert.ok(await hasFocus('ci-groups .grid'), await focusedIn(frame));
    await page.keyboard.press('u');
    await said(/Undone: Drop/);
    assert.deepEqual(ledger(), [], 'an edit is no decision');
    await screenshot(page, 'keys-3-group-undone');
    await page.keyboard.press('Control+1');
    await commandByKeys(page, 'File: Revert File');
    await page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await commandByKeys(page, 'View: Close All Editors in Group');
    await page.locator(`.tab[data-resource-name="${basename(path)}"]`).waitFor({ state: 'detached' });
  });

  /** Presses through the what-if until near duplicates are dropped; answers its sentence. */
  async function dropNearDuplicates(): Promise<string> {
    await tabTo(page, frame, 'input.tick[aria-label="What if dropped: near duplicate"]');
    await page.keyboard.press('Space');
    await frame.locator('.what-if-line', { hasText: 'Would drop' }).waitFor();
    await frame.locator('.what-if-line', { hasText: /Counting|Measuring/ }).waitFor({ state: 'detached' });
    return frame.locator('.what-if-line strong').innerText();
  }

  it('drops all near duplicates by what-if as decisions, once undone and done again', async () => {
    await page.keyboard.press('Control+1');
    frame = await reportFrame(page);
    await tabTo(page, frame, '[role=tab][aria-selected=true]', 'Shift+Tab');
    await page.keyboard.press('Home');
    await frame.locator('#tab-overview[aria-selected=true]').waitFor();
    await frame.locator('main.phase-done:not(:has(.updating))').waitFor();
    const sentence = await dropNearDuplicates();
    await screenshot(page, 'keys-4-what-if');
    promised = await frame.locator('.what-if .tile').evaluateAll((tiles) =>
      tiles.map((tile) => ({
        name: tile.querySelector('.muted')?.textContent?.trim() ?? '',
        after: tile.querySelector('strong')?.textContent ?? '',
      })),
    );
    [, drops = 0, samples = 0] = (/^Would drop ([\d,]+) of ([\d,]+) samples/.exec(sentence) ?? []).map((n) =>
      Number(n.replaceAll(',', '')),
    );
    assert.equal(samples, rows.length, sentence);
    await tabTo(page, frame, '.what-if-actions vscode-button');
    await page.keyboard.press('Enter');
    await said(`${drops} samples dropped`);
    await said(`Decided: ${drops} dropped`);
    await screenshot(page, 'keys-5-dropped');
    assert.ok(await hasFocus('#what-if'), `the focus stays where the button was, not ${await focusedIn(frame)}`);
    assert.equal(ledger().length, drops);
    await page.keyboard.press('u');
    await said(/Undone: /);
    await frame.locator('.said', { hasText: 'Decided' }).waitFor({ state: 'detached' });
    assert.equal(ledger().filter(({ undoes }) => undoes).length, drops);
    await screenshot(page, 'keys-6-undone');
    await tabTo(page, frame, '[role=tab][aria-selected=true]', 'Shift+Tab');
    assert.equal(await dropNearDuplicates(), sentence, 'as before');
    await tabTo(page, frame, '.what-if-actions vscode-button');
    await page.keyboard.press('Enter');
    await said(`Decided: ${drops} dropped`);
    assert.equal(readFileSync(path, 'utf8'), `${rows.join('\n')}\n`, 'the corpus is as it was');
  });

  it('writes exactly the other rows, and the numbers are those that were promised', async () => {
    await commandByKeys(page, 'Corpus Inspector: Write Reviewed Corpus…');
    const input = page.locator('.quick-input-widget input').first();
    await page
      .locator(`.quick-input-widget input[placeholder="${drops} of ${samples.toLocaleString('en-US')} samples go"]`)
      .waitFor();
    // While parts are still counted the list is drawn anew, and an Enter can be lost.
    const parts = page.locator('.quick-input-widget .monaco-list-row').filter({ hasNotText: 'Write the dropped rows' });
    await eventually('all is counted', async () =>
      (await parts.allTextContents()).every((text) => /\d samples?/.test(text)),
    );
    await screenshot(page, 'keys-7-what-goes');
    await page.keyboard.press('Enter');
    const name = basename(path).replace('.jsonl', '.reviewed.jsonl');
    await eventually('a name is asked for', async () => (await input.inputValue()).endsWith(name));
    await page.keyboard.press('Enter');
    await page.locator('.notifications-toasts').getByText(`Wrote ${name}`).waitFor();
    await screenshot(page, 'keys-8-written');

    const decisions = ledger();
    const { batch } = decisions.at(-1) as Line;
    const gone = new Set(
      decisions.filter((line) => line.batch === batch && line.action === 'drop').map(({ line }) => line),
    );
    assert.equal(gone.size, drops);
    const written = readFileSync(join(folder, name), 'utf8');
    assert.equal(written, rows.map((row, i) => (gone.has(i + 1) ? '' : `${row}\n`)).join(''));
    const report = JSON.parse(readFileSync(join(folder, `${name}.report.json`), 'utf8'));
    assert.deepEqual([report.dropped, report.reasons], [drops, { decision: drops }]);
    assert.deepEqual(new Set(report.samples.map(({ line }: Line) => line)), gone);

    const { views, files } = cliReport(join(folder, name), '--traits', 'none');
    assert.equal(files[0]?.samples, samples - drops);
    const shown = Object.entries(views.prompt?.metrics ?? {}).map(([id, metric]) =>
      changeOf(id, ABOUT_METRICS[id], metric, metric, false),
    );
    assert.ok(promised.length >= 4, JSON.stringify(promised));
    for (const { name, after } of promised) {
      const real = shown.find(({ label, statistic }) => name === `${label}${statistic ? ` ${statistic}` : ''}`);
      assert.equal(real?.after, after, name);
    }
  });

  it('survives that the engine is killed while it writes: what was there stays, it is said, and the next try works', async () => {
    const out = path.replace('.jsonl', '.reviewed.jsonl');
    const written = readFileSync(out, 'utf8');
    const before = { out: 'an earlier export\n', corpus: readFileSync(path, 'utf8'), ledger: ledger().length };
    const toasts = page.locator('.notifications-toasts');
    const input = page.locator('.quick-input-widget input').first();
    const write = async () => {
      await commandByKeys(page, 'Notifications: Clear All Notifications');
      await commandByKeys(page, 'Corpus Inspector: Write Reviewed Corpus…');
      await page.locator(`.quick-input-widget input[placeholder^="${drops} of "]`).waitFor();
      await page.keyboard.press('Enter');
      await eventually('a name is asked for', async () => (await input.inputValue()).endsWith(basename(out)));
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').getByText('already exists').first().waitFor();
      await page.keyboard.press('Enter');
    };
    let isKilled = false;
    await eventually(
      'the engine is killed before it is done',
      async () => {
        writeFileSync(out, before.out);
        const engine = enginePid(workbench.userDataDir);
        const watcher = watch(folder, (_, name) => {
          if (isKilled || !name?.endsWith('.tmp')) return;
          process.kill(engine, 'SIGKILL');
          isKilled = true;
        });
        await write();
        await toasts.getByText(/Wrote |The engine stopped/).waitFor();
        watcher.close();
        isKilled &&= (await toasts.getByText('The engine stopped').count()) > 0;
        return isKilled;
      },
      60_000,
    );
    await screenshot(page, 'keys-9-killed');
    assert.equal(readFileSync(out, 'utf8'), before.out);
    assert.equal(readFileSync(path, 'utf8'), before.corpus);
    assert.equal(ledger().length, before.ledger);
    await write();
    await toasts.getByText(/Wrote /).waitFor();
    assert.equal(readFileSync(out, 'utf8'), written);
  });
});
