// What a person does who has no mouse: the palette, Quick Open, and Tab to what is wanted.
import type { Frame, Page } from 'playwright-core';
import { eventually } from './harnessActions.ts';

const input = (page: Page) => page.locator('.quick-input-widget input').first();

/** Runs a command of the palette by its full title. */
export async function commandByKeys(page: Page, title: string): Promise<void> {
  const focused = page
    .locator('.quick-input-list .monaco-list-row.focused .label-name')
    .getByText(title, { exact: true });
  await eventually(`the palette leads to "${title}"`, async () => {
    await page.keyboard.press('F1');
    await input(page).waitFor({ timeout: 3000 });
    await page.keyboard.type(title);
    await focused.waitFor({ timeout: 3000 }).catch(async (error) => {
      await page.keyboard.press('Escape');
      throw error;
    });
    return true;
  });
  await page.keyboard.press('Enter');
  // The command may ask something in the same place.
  await page
    .locator('.quick-input-widget input[placeholder^="Type the name of a command"]')
    .waitFor({ state: 'hidden' });
}

/** Opens a file of the folder by its name. */
export async function openByKeys(page: Page, name: string): Promise<void> {
  await eventually(`Quick Open leads to ${name}`, async () => {
    await page.keyboard.press('Control+p');
    await input(page).waitFor({ timeout: 3000 });
    await page.keyboard.type(name);
    const row = page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: name });
    await row.waitFor({ timeout: 3000 }).catch(async (error) => {
      await page.keyboard.press('Escape');
      throw error;
    });
    return true;
  });
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/** What has the focus in a webview, by its name, text or class; `body` for nothing. */
export function focusedIn(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'body';
    return (at.getAttribute('aria-label') ?? at.textContent ?? '').replace(/\s+/g, ' ').trim() || at.className;
  });
}

/** Presses Tab (or Shift+Tab) until an element with this selector has the focus; fails with what was passed on the way. */
export async function tabTo(page: Page, frame: Frame, selector: string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  const isThere = () => frame.evaluate((css) => document.activeElement?.matches(css) ?? false, selector);
  for (let i = 0; i < 80; i++) {
    if (await isThere()) return;
    await page.keyboard.press(key);
    passed.push(await focusedIn(frame));
  }
  throw new Error(`${key} does not lead to ${selector}: ${passed.join(' | ')}`);
}
