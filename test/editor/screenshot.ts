// Pictures of the workbench, in out/screenshots.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

// The bundled tests lie in out/editor.
const folder = join(import.meta.dirname, '..', 'screenshots');

/** Writes out/screenshots/NAME.png and answers its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}
