// The way of a person through a corpus that nobody has seen before: flagged lines, findings, report, edit.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { generateInstructions } from '../../../scripts/lib/sampleCorpus.mjs';
import { startWorkbench, type Workbench } from '../harness.ts';
import { cursorLine, eventually, goToLine, openFile, runCommand } from '../harnessActions.ts';
import {
  cliReport,
  currentLine,
  findingsInStatus,
  offered,
  panelCounts,
  problems,
  reportFrame,
  showTab,
  statusText,
  tally,
} from '../harnessReport.ts';

const seed = Number(process.env.CORPUS_INSPECTOR_SEED || randomInt(2 ** 31));
const corpus = generateInstructions(seed);
const NAME = 'train.jsonl';
const LABELS: Record<string, string> = {
  invalid: 'invalid row',
  schema: 'unexpected shape',
  'self-repetition': 'repeats itself',
};
const label = (kind: string) => LABELS[kind] ?? kind.replace('-', ' ');

/** Puts the focus into the text. */
async function focusText(page: Page): Promise<void> {
  await page.locator(`.tab[data-resource-name="${NAME}"]`).click();
  await runCommand(page, 'View: Focus First Editor Group');
}

describe(`A corpus of seed ${seed} in the workbench`, () => {
  let folder: string;
  let workbench: Workbench;
  let page: Page;
  let path: string;
  let flaggedLines: number[];

  before(async () => {
    console.log(`    CORPUS_INSPECTOR_SEED=${seed}`);
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ci-corpus-')));
    path = join(folder, NAME);
    writeFileSync(path, `${corpus.rows.join('\n')}\n`);
    writeFileSync(join(folder, 'empty.jsonl'), '');
    writeFileSync(join(folder, 'readme.md'), '# A folder\n');
    workbench = await startWorkbench({ folder, viewport: { width: 1500, height: 1000 } });
    page = workbench.page;
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is not offered what makes no sense before', async () => {
    await openFile(page, 'readme.md');
    // The sample corpus can always be opened; everything else needs a corpus.
    let commands: string[] = [];
    await eventually('the palette has its list', async () => {
      commands = await offered(page);
      return commands.length > 0;
    });
    assert.deepEqual(commands, ['Open Sample Corpus']);
  });

  it('flags every planted line and no clean one', async () => {
    await openFile(page, NAME);
    const count = await findingsInStatus(page);
    await page.setViewportSize({ width: 1500, height: 7000 });
    await runCommand(page, 'View: Toggle Maximized Panel');
    const listed = await eventually(`the Problems view lists ${count} findings`, async () => {
      const all = await problems(page);
      return all.length === count ? all : undefined;
    });
    for (const [kind, lines] of Object.entries(corpus.planted)) {
      const missed = lines.filter((line) => !listed.some((p) => p.kind === kind && p.line === line));
      assert.deepEqual(missed, [], `lines without their ${kind}`);
    }
    const wrong = corpus.clean.filter((line) => listed.some((p) => p.line === line));
    assert.deepEqual(wrong, [], 'clean lines that are flagged');
    assert.deepEqual(tally(listed.map((p) => p.kind)), cliReport(path).findings.counts);
    flaggedLines = [...new Set(listed.map((p) => p.line))].sort((a, b) => a - b);
    await page.keyboard.press('Control+j');
    await page.locator('.markers-panel-container').waitFor({ state: 'hidden' });
    await page.setViewportSize({ width: 1500, height: 1000 });
  });

  it('underlines them in the text', async () => {
    await focusText(page);
    await goToLine(page, corpus.planted['exact-duplicate']![0]!);
    await page.locator('.monaco-editor .squiggly-info').first().waitFor();
  });

  it('leads from finding to finding, around the end', async () => {
    await goToLine(page, 1);
    const expected = flaggedLines.filter((line) => line > 1).slice(0, 3);
    for (const line of expected) {
      await page.keyboard.press('Alt+F9');
      await eventually(`Next Finding leads to line ${line}`, async () => (await cursorLine(page)) === line);
    }
    await runCommand(page, 'Corpus Inspector: Previous Finding');
    await eventually('Previous Finding leads back', async () => (await cursorLine(page)) === expected[1]);
    await goToLine(page, flaggedLines.at(-1)!);
    await runCommand(page, 'Corpus Inspector: Next Finding');
    await eventually('Next Finding begins anew', async () => (await cursorLine(page)) === flaggedLines[0]);
  });

  it('tells in a hover what a finding is and where else it stands', async () => {
    const [line] = corpus.planted['near-duplicate']!;
    await goToLine(page, flaggedLines[flaggedLines.indexOf(line!) - 1]!);
    await page.keyboard.press('Alt+F9');
    await eventually('the cursor is on the finding', async () => (await cursorLine(page)) === line);
    await runCommand(page, 'Show or Focus Hover');
    const hover = page.locator('.monaco-hover').filter({ hasText: 'Near duplicate' }).first();
    await hover.waitFor();
    const text = (await hover.textContent()) ?? '';
    assert.match(text, /Most of its word 5-grams are those of another sample\./);
    assert.match(text, /Where else: line \d+ \(\d+\s%\)/);
    await page.keyboard.press('Escape');
  });

  it('compares a finding with the sample that covers it, side by side', async () => {
    const [line] = corpus.planted['low-novelty']!;
    await goToLine(page, line!);
    await runCommand(page, 'Corpus Inspector: Compare with Covering Sample');
    const tab = page.locator('.tab.active').filter({ hasText: `covers line ${line}` });
    await tab.waitFor();
    await page.locator('.monaco-diff-editor .original .view-line').first().waitFor();
    await page.locator('.monaco-diff-editor .modified .view-line').first().waitFor();
    const covering = Number(/Line (\d+) covers/.exec((await tab.textContent()) ?? '')?.[1]);
    assert.ok(corpus.originals['low-novelty']!.includes(covering), `line ${covering} covers line ${line}`);
    await runCommand(page, 'View: Close Editor');
  });

  it('offers fields with examples for Choose What to Measure', async () => {
    await focusText(page);
    await runCommand(page, 'Corpus Inspector: Choose What to Measure…');
    const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'output' }).first();
    await row.waitFor();
    const text = (await row.textContent()) ?? '';
    assert.match(text, /Response/);
    assert.match(text, /in \d+ % of the rows/);
    const whole = corpus.rows.filter((line) => line.endsWith('}')).map((line) => JSON.parse(line));
    const example = whole.find((row) => typeof row.output === 'string').output;
    assert.ok(text.includes(example.slice(0, 20)), text);
    await page.keyboard.press('Escape');
  });

  /** What the command line counts in the same file, by the panel's labels. */
  function countsOfCli(): Record<string, number> {
    const { counts } = cliReport(path).findings;
    return Object.fromEntries(Object.entries(counts).map(([kind, n]) => [label(kind), n as number]));
  }

  it('shows a report with the same counts', async () => {
    await runCommand(page, 'Corpus Inspector: Show Report');
    const frame = await reportFrame(page);
    assert.deepEqual(await panelCounts(frame), countsOfCli());
    assert.match((await frame.locator('[role=status]').textContent()) ?? '', /Inspection done: \d+ findings\./);
  });

  it('shows every metric of the command line under Diversity, and its curves', async () => {
    const frame = await reportFrame(page);
    await frame.getByRole('tab', { name: 'Overview' }).press('ArrowRight');
    await frame.getByRole('tabpanel', { name: 'Diversity' }).waitFor();
    const { views } = cliReport(path);
    const defined = Object.values(views.response!.metrics).filter((m) => m.value !== null);
    await eventually('the metrics of the responses show', async () => {
      await frame.locator('.view-select').evaluate((select) => {
        Object.assign(select, { value: 'response' });
        select.dispatchEvent(new Event('change'));
      });
      return (await frame.locator('.metric').count()) >= defined.length;
    });
    await frame.locator('ci-chart svg[role=img]').first().waitFor();
    const bare = await frame.locator('.chart').evaluateAll((all) => all.filter((f) => !f.querySelector('table, ul')));
    assert.equal(bare.length, 0, 'every chart has its numbers in words too');
  });

  it('sorts the table by novelty, and reveals the line of a row that is clicked', async () => {
    const frame = await reportFrame(page);
    await showTab(frame, 'Samples');
    await frame.locator('.head .cell-novelty .sort').click();
    await frame.locator('.head .cell-novelty[aria-sort=ascending]').waitFor();
    // Until then the rows of the last order are still there.
    await frame.locator('.grid[aria-busy=false]').waitFor();
    const first = frame.locator('#row-0');
    await first.locator('.cell-novelty').getByText(/^0\.0/).waitFor();
    const shown = await frame.locator('.grid-rows .cell-novelty').allTextContents();
    const values = shown.map((text) => text.trim()).filter((text) => /^\d/.test(text));
    assert.ok(values.length > 5, `${values.length} rows show`);
    assert.deepEqual(values, [...values].sort(), 'ascending');
    const row = frame.locator('#row-3');
    const line = Number((await row.locator('.cell-line').textContent())?.replaceAll(',', ''));
    await row.click();
    await eventually(`line ${line} is revealed`, async () => (await currentLine(page)) === line);
    await frame.locator('.detail h3').getByText(`Line ${line} `).waitFor();
    const text = await frame.locator('.detail .sample-text').textContent();
    const { instruction, input, output } = JSON.parse(corpus.rows[line - 1]!);
    assert.ok(
      [output, instruction, `${instruction}\n${input}`].some((t) => t === text) || text?.includes(instruction),
      text!,
    );
  });

  it('filters the table by a histogram, from the keyboard', async () => {
    const frame = await reportFrame(page);
    await showTab(frame, 'Samples');
    const handle = frame.locator('ci-brush', { hasText: 'Novelty' }).locator('[role=slider][data-handle=to]');
    // Down to a half: planted rows lie below it, whatever the seed, and most rows above.
    await handle.press('PageDown');
    await handle.press('PageDown');
    const count = frame.locator('.count');
    await eventually('some rows are left', async () => / of /.test((await count.textContent()) ?? ''));
    await frame.locator('.grid[aria-busy=false]').waitFor();
    const most = Number(await handle.getAttribute('aria-valuenow'));
    assert.ok(most > 0.2 && most < 0.8, `up to ${most}`);
    const shown = await frame.locator('.grid-rows .cell-novelty').allTextContents();
    assert.ok(shown.length > 0);
    for (const text of shown) assert.ok(Number(text) <= most + 0.005, text);
    await frame.locator('.filter-chip').press('Enter');
    await eventually('all rows are back', async () => /^\d+ rows$/.test((await count.textContent()) ?? ''));
  });

  async function searchFor(frame: Frame, text: string): Promise<string> {
    await frame.locator('.search input').fill(text);
    return eventually(`the table is searched for "${text}"`, async () => {
      const count = (await frame.locator('.count').textContent()) ?? '';
      return / of /.test(count) ? count : undefined;
    });
  }

  it('finds rows by their text', async () => {
    const frame = await reportFrame(page);
    const count = await searchFor(frame, '<|IM_END|>');
    assert.match(count, /^1 of \d+ rows$/);
    const line = corpus.rows.findIndex((row) => row.includes('<|im_end|>')) + 1;
    assert.equal(await frame.locator('#row-0 .cell-line').textContent(), String(line));
    assert.match((await frame.locator('#row-0 .cell-findings').textContent()) ?? '', /residue/);
  });

  async function assertRemembered(): Promise<void> {
    const frame = await reportFrame(page);
    await frame.locator('.head .cell-novelty[aria-sort=ascending]').waitFor();
    await eventually(
      'the search is there again',
      async () => (await frame.locator('.search input').inputValue()) === '<|IM_END|>',
    );
    await eventually('the filter holds', async () =>
      /^1 of /.test((await frame.locator('.count').textContent()) ?? ''),
    );
  }

  it('remembers sort and filter when the panel was hidden', async () => {
    await page
      .locator('.tab')
      .filter({ hasText: `Report: ${NAME}` })
      .click();
    await runCommand(page, 'File: New Untitled Text File');
    await eventually('the panel is hidden', async () => (await page.locator('.webview.ready:visible').count()) === 0);
    await runCommand(page, 'View: Close Editor');
    await page
      .locator('.tab')
      .filter({ hasText: `Report: ${NAME}` })
      .click();
    await assertRemembered();
  });

  it('forgets a finding whose line is edited away, in the text, the panel and the status bar', async () => {
    const frame = await reportFrame(page);
    const before = await panelCounts(frame);
    const total = Object.values(before).reduce((sum, n) => sum + n, 0);
    const line = corpus.planted['exact-duplicate']!.at(-1)!;
    await focusText(page);
    await eventually('the status bar shows the findings', async () => (await statusText(page)) === `${total} findings`);
    await goToLine(page, line);
    await page.locator('.monaco-editor .squiggly-info').first().waitFor();
    await page.keyboard.press('Control+Shift+k');
    const expected = { ...before, 'exact duplicate': before['exact duplicate']! - 1 };
    await eventually('the panel shows one less', async () => {
      const counts = await panelCounts(frame);
      return counts['exact duplicate'] === expected['exact duplicate'];
    });
    assert.deepEqual(await panelCounts(frame), expected);
    await eventually('the status bar shows one less', async () => (await statusText(page)) === `${total - 1} findings`);
    const left = flaggedLines.filter((l) => l !== line).map((l) => (l > line ? l - 1 : l));
    await goToLine(page, 1);
    await page.keyboard.press('Shift+Alt+F9');
    await eventually(
      'the last finding moved up',
      async () => (await cursorLine(page)) === (left[0] === 1 ? 1 : left.at(-1)),
    );
    await page.keyboard.press('Control+z');
    await eventually('it is back', async () => (await statusText(page)) === `${total} findings`);
  });

  it('offers what makes sense now', async () => {
    await goToLine(page, corpus.clean[0]!);
    const wanted = ['Inspect Corpus', 'Show Report', 'Next Finding', 'Previous Finding', 'Clear Findings'];
    const unwanted = ['Inspect Selection', 'Compare with Covering Sample', 'Cancel Inspection'];
    // The editor hears of the extension's contexts a little later than of the cursor.
    await eventually('the palette offers what makes sense on a clean line', async () => {
      const commands = await offered(page);
      return wanted.every((c) => commands.includes(c)) && !unwanted.some((c) => commands.includes(c));
    });
    await goToLine(page, corpus.planted['low-novelty']![0]!);
    await page.keyboard.press('Shift+ArrowDown');
    await eventually('a selection may be inspected', async () => (await offered(page)).includes('Inspect Selection'));
    await goToLine(page, corpus.planted['low-novelty']![0]!);
    const covered = 'Compare with Covering Sample';
    await eventually('a flagged line may be compared', async () => (await offered(page)).includes(covered));
    await runCommand(page, 'Corpus Inspector: Clear Findings');
    await eventually('nothing is underlined', async () => (await page.locator('.squiggly-info').count()) === 0);
    await eventually('there is no next one', async () => !(await offered(page)).includes('Next Finding'));
  });

  it('says in one message why an empty file is no corpus', async () => {
    await openFile(page, 'empty.jsonl');
    await runCommand(page, 'Corpus Inspector: Inspect Corpus');
    const toast = page.locator('.notifications-toasts .notification-list-item-message');
    await toast.first().waitFor();
    const messages = await toast.allTextContents();
    assert.equal(messages.length, 1, messages.join(' | '));
    assert.match(messages[0]!, /empty\.jsonl/);
    const frame = await reportFrame(page, 'failed');
    assert.ok((await frame.locator('.banner-error').textContent())?.includes(messages[0]!));
    await page.locator('.notifications-toasts .codicon-notifications-clear').first().click({ force: true });
  });

  it('leaves no process behind', async function () {
    if (process.platform === 'win32') this.skip();
    const own = dirname(workbench.userDataDir);
    const engines = () =>
      execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })
        .split('\n')
        .filter((args) => args.includes(own) && args.includes('engine.mjs'));
    assert.equal(engines().length, 1, 'one engine runs before');
    await workbench.close();
    await eventually('the engine is gone', () => engines().length === 0);
  });
});
