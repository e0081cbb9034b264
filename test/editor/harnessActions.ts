// What a person does in the workbench: run a command, open a file, go to a line, look at a panel.
import type { Frame, Page } from 'playwright-core';
import type { Workbench } from './harness.ts';

export { screenshot } from './screenshot.ts';

/** Waits until the check answers something true, and answers that; else fails naming what did not happen. */
export async function eventually<T>(
  what: string,
  check: () => Promise<T> | T,
  timeout = 20_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeout;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const value = await check();
      if (value) return value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Did not happen within ${timeout / 1000} s: ${what}${last ? ` (${last})` : ''}`);
}

/** Runs a command by its full title in the palette, for instance "Corpus Inspector: Show Report". */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input').first();
  const label = page.locator('.label-name').getByText(title, { exact: true });
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ has: label }).first();
  // The palette closes when something else takes the focus meanwhile, so it is opened until the command is there.
  await eventually(`the palette offers "${title}"`, async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await input.waitFor({ timeout: 3000 });
    await input.fill(`>${title}`, { timeout: 3000 });
    await row.waitFor({ timeout: 3000 });
    return true;
  });
  await row.click();
}

/** Waits for a question of quick picks, by the start of its placeholder, and chooses an item by its label. */
export async function chooseItem(page: Page, question: RegExp, label: string): Promise<void> {
  const input = page.locator('.quick-input-widget input').first();
  await eventually(`the question ${question}`, async () =>
    question.test((await input.getAttribute('placeholder')) ?? ''),
  );
  // The list fades in.
  await page.waitForTimeout(400);
  await page
    .locator('.quick-input-list .monaco-list-row .label-name')
    .getByText(label, { exact: true })
    .first()
    .click();
}

/** Opens a file that shows in the explorer, by its name, and waits for its tab and its text. */
export async function openFile(page: Page, name: string): Promise<void> {
  const explorer = page.locator('.explorer-folders-view');
  if (!(await explorer.isVisible())) await runCommand(page, 'View: Show Explorer');
  await explorer.locator('.monaco-list-row .label-name').getByText(name, { exact: true }).dblclick();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
}

/** Puts the cursor on a line of the active editor. Both 1-based; without a column the editor's own choice. */
export async function goToLine(page: Page, line: number, column?: number): Promise<void> {
  await page.keyboard.press('Control+g');
  const input = page.locator('.quick-input-widget .quick-input-box input');
  // Not the keyboard's: the box may show before it has the focus, and the text would be typed into the document.
  await input.fill(column === undefined ? `:${line}` : `:${line}:${column}`);
  await input.press('Enter');
  // The cursor may stand there already: what follows must not come before the jump.
  await input.waitFor({ state: 'hidden' });
  await eventually(`the cursor is on line ${line}`, async () => (await cursorLine(page)) === line);
}

/** The line (1-based) of the cursor, as the status bar shows it. */
export async function cursorLine(page: Page): Promise<number> {
  const text = await page.locator('#status\\.editor\\.selection').textContent();
  return Number(/\d+/.exec(text ?? '')?.[0]);
}

/** The inside of the webview for which the predicate holds (evaluated in the frame); the first webview when absent. */
export async function webviewFrame(
  page: Page,
  predicate: (frame: Frame) => Promise<boolean> | boolean = () => true,
  timeout = 30_000,
): Promise<Frame> {
  return eventually(
    'a webview shows what was asked for',
    async () => {
      for (const frame of page.frames()) {
        if (frame.isDetached() || !frame.parentFrame()?.url().includes('/webview/')) continue;
        if (await predicate(frame)) return frame;
      }
      return undefined;
    },
    timeout,
  );
}

const themes = {
  dark: { shown: 'vs-dark', setting: 'Default Dark Modern' },
  light: { shown: 'vs', setting: 'Default Light Modern' },
  'high-contrast': { shown: 'hc-black', setting: 'Default High Contrast' },
  'high-contrast-light': { shown: 'hc-light', setting: 'Default High Contrast Light' },
} as const;

/** Switches the colour theme and waits until the workbench shows it. */
export async function setTheme({ page, setSettings }: Workbench, theme: keyof typeof themes): Promise<void> {
  setSettings({ 'workbench.colorTheme': themes[theme].setting });
  await page.locator(`.monaco-workbench.${themes[theme].shown}`).waitFor();
}
