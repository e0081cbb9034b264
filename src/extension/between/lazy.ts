// The commands between corpora as the extension registers them: their code is a bundle of its own, loaded when one first runs.
import * as vscode from 'vscode';
import type { BetweenKind } from '../../protocol/betweenPanelApi.ts';
import { activeUri } from '../active.ts';
import type { Corpus } from '../corpus.ts';
import type { Services } from '../services.ts';
import type { Asked } from './asked.ts';

/** Each has its function in commands.ts. */
export const BETWEEN_COMMANDS = ['compare', 'compareWithGit', 'simulate', 'planMixture'] as const;

const COMMAND_OF: Readonly<Record<BetweenKind, string>> = {
  comparison: 'compare',
  simulation: 'simulate',
  mixture: 'planMixture',
};

// scripts/lib/bundles.mjs turns this into a `require` of dist/between.cjs.
const load = () => import('./commands.ts');

/** For the list of commands. */
export function betweenCommands(): Record<string, (services: Services, ...args: unknown[]) => Promise<unknown>> {
  return Object.fromEntries(
    BETWEEN_COMMANDS.map((name) => [name, (services, ...args) => run(services, name, askedBy(args))]),
  );
}

/** For the panel of a corpus. */
export async function startBetween(services: Services, corpus: Corpus, kind: BetweenKind): Promise<void> {
  await run(services, COMMAND_OF[kind], { corpus, files: corpus.targets });
}

async function run(services: Services, name: string, asked: Asked): Promise<unknown> {
  const { COMMANDS } = await load();
  return COMMANDS[name]?.(services, asked);
}

/** From a menu: the file under the pointer and the whole selection; from a key binding: its arguments; else nothing. */
function askedBy([first, selected]: readonly unknown[]): Asked {
  const chosen = Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
  if (chosen.length > 0) return { files: chosen };
  if (first instanceof vscode.Uri) return { files: [first] };
  const active = activeUri();
  return { files: active ? [active] : [], ...(first === undefined ? {} : { given: first }) };
}
