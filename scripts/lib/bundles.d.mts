import type { BuildOptions } from 'esbuild';

export function bundles(
  root: string,
  options: { production: boolean },
): Record<'extension' | 'engine' | 'tools' | 'cli' | 'webview', BuildOptions>;
