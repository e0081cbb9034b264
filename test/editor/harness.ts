// Starts a workbench with the product's VSIX installed and a Chromium page that shows it; one call gives both.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findChromium, launchChromium } from '../../scripts/editor/chromium.mjs';
import { createProfile, installExtension, startServer } from '../../scripts/editor/codeServer.mjs';
import { provisionCodeServer } from '../../scripts/editor/codeServerInstall.mjs';
import { createTestFolder } from '../../scripts/editor/testFolder.mjs';
import { screenshot } from './screenshot.ts';

export interface WorkbenchOptions {
  /** Folder to open; a throw-away copy of samples/ when absent. */
  readonly folder?: string;
  /** User settings on top of those that keep the editor quiet. */
  readonly settings?: Record<string, unknown>;
  readonly viewport?: { width: number; height: number };
}

export interface Workbench {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;
  readonly url: string;
  readonly userDataDir: string;
  /**
   * Changes settings of the open folder (`.vscode/settings.json`); the editor takes them up at once. They add to
   * what was set before; `undefined` takes a setting back.
   */
  setSettings(settings: Record<string, unknown>): void;
  /** What the editor's server has printed, for the message of a failing test. */
  serverLog(): string;
  close(): Promise<void>;
}

// The browser does not notice when its user settings change on disk, but it does watch the folder.
function writeFolderSettings(folder: string, settings: Record<string, unknown>): void {
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings, null, 2));
}

const openPages = new Set<Page>();

/** Keeps what the failed test left on the screen, in out/screenshots. */
export async function screenshotOpenPages(title: string): Promise<void> {
  for (const page of openPages) {
    const path = await screenshot(page, `failed-${title.replace(/[^\w]+/g, '-').slice(0, 80)}`).catch(() => undefined);
    if (path) console.log(`      Screenshot: ${path}`);
  }
}

/** Starts an editor of its own for this test file; close() it in `after`. Takes 5 to 10 seconds. */
export async function startWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const vsix = process.env.CORPUS_INSPECTOR_VSIX;
  if (!vsix) throw new Error('CORPUS_INSPECTOR_VSIX is not set: run the tests by `npm test -- --only editor`.');
  const editor = await provisionCodeServer();
  const profile = createProfile(options.settings);
  const throwAway = options.folder === undefined ? createTestFolder() : undefined;
  const folder = options.folder ?? throwAway!.path;
  const undo: (() => unknown)[] = [() => throwAway?.remove(), () => profile.remove()];
  const close = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    await installExtension(editor, profile, vsix);
    const server = await startServer(editor, profile, { folder });
    undo.push(() => server.stop());
    const browser = await launchChromium(await findChromium());
    undo.push(() => browser.close());
    const page = await browser.newPage({ viewport: options.viewport ?? { width: 1280, height: 800 } });
    // The machine may be busy with other tests.
    page.setDefaultTimeout(60_000);
    openPages.add(page);
    undo.push(() => openPages.delete(page));
    await page.goto(server.url);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    // The explorer shows the folder once the connection to the server stands.
    await page
      .locator('.explorer-folders-view .monaco-list-row, .explorer-folders-view .monaco-list')
      .first()
      .waitFor();
    const folderSettings = {};
    return {
      page,
      folder,
      url: server.url,
      userDataDir: profile.userDataDir,
      setSettings: (settings) => writeFolderSettings(folder, Object.assign(folderSettings, settings)),
      serverLog: () => server.log(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
