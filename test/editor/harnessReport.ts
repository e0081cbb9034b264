// What the workbench tests read: the Problems view, the status bar item, the palette, the report panel.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import type { Report } from '../../src/engine/report.ts';
import { eventually, runCommand, webviewFrame } from './harnessActions.ts';

export interface Problem {
  readonly kind: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** All that the Problems view lists of Corpus Inspector. The page has to be high enough for the whole list. */
export async function problems(page: Page): Promise<Problem[]> {
  const view = page.locator('.markers-panel-container');
  if (!(await view.isVisible())) await runCommand(page, 'Problems: Focus on Problems View');
  await view.waitFor();
  const rows = await view.locator('.monaco-list-row').allTextContents();
  return rows.flatMap((text) => {
    const [, message, kind, line] = /^(.*)Corpus Inspector\(?([a-z-]+)\)?\[Ln (\d+), Col \d+\]/s.exec(text) ?? [];
    return kind ? [{ kind, line: Number(line), message: message ?? '' }] : [];
  });
}

/** Number of items per value, by name. */
export function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** Text of our item in the status bar, `''` when it does not show. */
export async function statusText(page: Page): Promise<string> {
  const item = page.locator('#corpus-inspector\\.corpus-inspector\\.corpusInspector\\.status');
  return (await item.count()) > 0 ? ((await item.textContent()) ?? '').trim() : '';
}

/** Waits until the active file is inspected, whether anything was found or not. */
export async function inspectedInStatus(page: Page): Promise<void> {
  await eventually('the status bar tells that the file is inspected', async () =>
    /^[\d,]+ findings?$/.test(await statusText(page)),
  );
}

/** Titles of our commands that the palette offers now. */
export async function offered(page: Page): Promise<string[]> {
  const input = page.locator('.quick-input-widget input').first();
  await page.keyboard.press('F1');
  await input.waitFor();
  await input.fill('>Corpus Inspector: ');
  // The list follows the typing.
  await page.waitForTimeout(400);
  const labels = await page.locator('.quick-input-list .monaco-list-row .label-name').allTextContents();
  await page.keyboard.press('Escape');
  return labels.filter((label) => label.startsWith('Corpus Inspector: ')).map((label) => label.slice(18));
}

/** The page of the report panel that shows, once its inspection is done. */
export function reportFrame(page: Page, phase = 'done', timeout = 30_000): Promise<Frame> {
  return webviewFrame(page, async (frame) => (await frame.locator(`main.phase-${phase}`).count()) > 0, timeout);
}

/** Brings a tab of the report to the front. */
export async function showTab(
  frame: Frame,
  name: 'Overview' | 'Diversity' | 'Samples' | 'Clusters' | 'Traits' | 'Compare',
): Promise<void> {
  const tab = frame.getByRole('tab', { name });
  if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  await frame.getByRole('tabpanel', { name }).waitFor();
}

/** Kinds and counts as the panel shows them, by the kinds' labels. */
export async function panelCounts(frame: Frame): Promise<Record<string, number>> {
  await showTab(frame, 'Overview');
  const shown = await frame.locator('.kind').evaluateAll((buttons) =>
    buttons.map((button) => {
      const text = (css: string) => button.querySelector(css)?.textContent ?? '';
      return [text('.kind-name').trim(), Number(text('.num').replaceAll(',', ''))] as const;
    }),
  );
  return Object.fromEntries(shown);
}

/** The report of the command line, to compare with. */
export function cliReport(file: string, ...options: readonly string[]): Report {
  // The bundled tests lie in out/editor/workbench or above it.
  const cli = join(process.cwd(), 'dist', 'cli.js');
  const output = execFileSync(process.execPath, [cli, 'inspect', file, '--format', 'json', ...options], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1e8,
  });
  return JSON.parse(output);
}

/** The line (1-based) that the text editor marks as its current one, also while another part has the focus. */
export async function currentLine(page: Page): Promise<number> {
  const number = page.locator('.monaco-editor .line-numbers.active-line-number').first();
  return Number(await number.textContent());
}

/** Waits for the count of findings in the status bar. */
export async function findingsInStatus(page: Page): Promise<number> {
  return eventually('the status bar tells the count of findings', async () => {
    const [, count] = /^(\d+) findings?$/.exec(await statusText(page)) ?? [];
    return count === undefined ? undefined : Number(count) || Number.NaN;
  });
}
