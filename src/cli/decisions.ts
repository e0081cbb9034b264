// Which decisions count for a run: those of the ledger beside each file, those of a file that was named, or none.
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Decision } from '../engine/review/decision.ts';
import { type FileStates, History } from '../engine/review/history.ts';
import type { Inspection } from '../runtime/inspect/result.ts';
import { type Applied, applyStates } from '../runtime/review/decided.ts';
import { ledgerPath, readDecisions } from '../runtime/review/ledger.ts';
import type { SourceRef } from '../runtime/sources/source.ts';
import { UsageError } from './exitCodes.ts';
import { counted } from './format/numbers.ts';

export interface FoundDecisions {
  readonly decided: Applied['decided'];
  /** The ledgers that were read, as one word for the report; absent for none. */
  readonly from?: string;
  /** What a person has to know, in sentences. */
  readonly notes: readonly string[];
}

/** `word`: "auto", "none" or a file. Throws UsageError where the file cannot be read or holds no decision. */
export async function findDecisions(inspection: Inspection, word: string, cwd: string): Promise<FoundDecisions> {
  const sources = inspection.sources.map(pathOf);
  const nothing = applyStates(inspection.columns, []).decided;
  if (word === 'none') return { decided: nothing, notes: [] };
  if (word !== 'auto') return applied(inspection, [await namedLedger(word, cwd)], sources, word);
  const paths = [...new Set(sources.map(ledgerPath))];
  const ledgers: ReadLedger[] = [];
  for (const path of paths) if (await stat(path).catch(() => undefined)) ledgers.push(await readLedger(path, path));
  const found = applied(inspection, ledgers, sources);
  return found.from === undefined ? { decided: nothing, notes: found.notes } : found;
}

interface ReadLedger {
  /** Where it lies; for one that was named, where decisions about any folder may be. */
  readonly path: string;
  readonly shown: string;
  readonly isNamed?: boolean;
  readonly decisions: readonly Decision[];
  readonly bad: readonly number[];
}

async function namedLedger(word: string, cwd: string): Promise<ReadLedger> {
  const ledger = await readLedger(resolve(cwd, word), word);
  if (ledger.decisions.length > 0) return { ...ledger, isNamed: true };
  throw new UsageError(`--decisions ${word}: there is no decision in this file.`);
}

async function readLedger(path: string, shown: string): Promise<ReadLedger> {
  try {
    return { path, shown, ...readDecisions(await readFile(path, 'utf8')) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `--decisions: ${shown} could not be read (${code}): check the path, or give --decisions none.`,
    );
  }
}

function applied(
  { columns }: Inspection,
  ledgers: readonly ReadLedger[],
  sources: readonly string[],
  word?: string,
): FoundDecisions {
  const notes = ledgers.flatMap(({ bad, shown }) => (bad.length > 0 ? [badLedgerLines(bad.length, shown)] : []));
  const names = sources.map((path) => basename(path));
  const histories = new Map(ledgers.map((ledger) => [ledger.path, historyOf(ledger.decisions)]));
  const isForAll =
    word !== undefined && ledgers.every(({ decisions }) => decisions.every(({ file }) => !names.includes(file)));
  const states = sources.map((path, i): FileStates => {
    const [ledger] = word === undefined ? ledgers.filter((l) => l.path === ledgerPath(path)) : ledgers;
    if (!ledger) return new Map();
    const name = names[i] as string;
    // What was decided about another name is meant for this file when nothing is meant for it by name.
    const history = isForAll ? historyOf(ledger.decisions, name) : histories.get(ledger.path);
    return history?.of(name) ?? new Map();
  });
  const { decided, dropped, kept, stray } = applyStates(columns, states);
  const from = ledgers.map((l) => l.shown).join(', ');
  if (states.every((s) => s.size === 0)) return { decided, notes };
  if (isForAll) notes.push(`No decision in ${from} names ${list(names)}: all of them are applied.`);
  const missing =
    stray > 0 ? `; ${counted(stray, 'decision')} ${stray === 1 ? 'is' : 'are'} about samples that are not there` : '';
  notes.push(`Decisions from ${from}: ${counted(dropped, 'sample')} dropped, ${kept} kept${missing}.`);
  return { decided, from, notes };
}

/** `name`: whom all of them are about. */
function historyOf(decisions: readonly Decision[], name?: string): History {
  const history = new History();
  for (const decision of decisions) history.add(name === undefined ? decision : { ...decision, file: name });
  return history;
}

function badLedgerLines(n: number, shown: string): string {
  return `${counted(n, 'line')} of ${shown} could not be read and ${n === 1 ? 'was' : 'were'} left alone.`;
}

function list(names: readonly string[]): string {
  return names.length > 2 ? `one of the ${names.length} files` : names.join(' or ');
}

function pathOf(ref: SourceRef): string {
  return ref.kind === 'cut' ? pathOf(ref.of) : ref.kind === 'file' ? ref.path : ref.shown;
}
