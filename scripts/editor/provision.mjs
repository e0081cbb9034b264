// Finds or fetches the VS Code that runs the tests: a given one, a desktop download, or the one that npm carries.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../lib/paths.mjs';
import { ScriptError } from '../lib/run.mjs';
import { provisionCodeServer } from './codeServerInstall.mjs';

/** A desktop VS Code cannot start on a Linux machine that has no screen. */
export function hasScreen() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function downloadDesktop() {
  const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
  try {
    const executable = await downloadAndUnzipVSCode({
      version: 'stable',
      timeout: 8000,
      cachePath: join(cacheDir(), 'desktop'),
      reporter: new SilentReporter(),
    });
    return { kind: 'desktop', version: 'stable', executable };
  } catch {
    return undefined;
  }
}

/**
 * The editor for the suite that runs in the extension host. CORPUS_INSPECTOR_EDITOR asks for one version of the npm
 * route, VSCODE_EXECUTABLE for one program.
 */
export async function provision() {
  const { VSCODE_EXECUTABLE, CORPUS_INSPECTOR_EDITOR } = process.env;
  if (VSCODE_EXECUTABLE) {
    if (!existsSync(VSCODE_EXECUTABLE))
      throw new ScriptError(`VSCODE_EXECUTABLE points to no file: ${VSCODE_EXECUTABLE}`);
    return { kind: 'desktop', version: 'given', executable: VSCODE_EXECUTABLE };
  }
  const desktop = hasScreen() && !CORPUS_INSPECTOR_EDITOR ? await downloadDesktop() : undefined;
  return desktop ?? provisionCodeServer();
}
