// The ledger: the file that decisions about the corpora of a folder are appended to. Nothing in it is ever rewritten.
import {
  closeSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { CorpusError } from '../../engine/errors.ts';
import { type Decision, DecisionSchema } from '../../engine/review/decision.ts';
import { History } from '../../engine/review/history.ts';

export const LEDGER_FOLDER = '.corpus-inspector';
const LEDGER_NAME = 'decisions.jsonl';
const NAMED_LINES = 5;
const NEW_LINE = 10;

/** Where the decisions about a corpus file are stored. */
export function ledgerPath(file: string): string {
  return join(dirname(resolve(file)), LEDGER_FOLDER, LEDGER_NAME);
}

/** Lines that cannot be read are told by number, 1-based, and otherwise left alone; empty ones do not count. */
export function readDecisions(text: string): { decisions: Decision[]; bad: number[] } {
  const decisions: Decision[] = [];
  const bad: number[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const decision = readLine(i === 0 ? line.replace(/^\ufeff/, '') : line);
    if (decision) decisions.push(decision);
    else bad.push(i + 1);
  }
  return { decisions, bad };
}

function readLine(line: string): Decision | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return null;
  }
  const { success, output } = v.safeParse(DecisionSchema, parsed);
  if (!success || output.copy > output.of) return null;
  // An answer is one about a finding.
  return (output.action === 'yes' || output.action === 'no') && !output.finding ? null : output;
}

export class Ledger {
  #history = new History();
  #bad: readonly number[] = [];
  #unread = '';
  #known = { size: 0, changed: 0 };
  #version = 0;

  /** `path`: null for decisions that live as long as this object. The file need not exist. */
  constructor(readonly path: string | null) {}

  /** As it was when the file was last looked at. */
  get history(): History {
    return this.#history;
  }

  /** Increases with every change that was seen or made. */
  get version(): number {
    return this.#version;
  }

  /** What could not be read, in a sentence. */
  get trouble(): string | undefined {
    if (this.#unread) return this.#unread;
    const n = this.#bad.length;
    if (n === 0) return undefined;
    const more = n > NAMED_LINES ? ` and ${n - NAMED_LINES} more` : '';
    const lines = `${this.#bad.slice(0, NAMED_LINES).join(', ')}${more}`;
    return `${n === 1 ? 'Line' : 'Lines'} ${lines} of ${this.path} could not be read and ${n === 1 ? 'was' : 'were'} left alone.`;
  }

  /** Reads the file again if it changed since. */
  refresh(): void {
    if (this.path === null) return;
    try {
      refuseElsewhere(this.path);
      const { size, mtimeMs } = statSync(this.path);
      if (this.#isKnown({ size, mtimeMs })) return;
      const { decisions, bad } = readDecisions(readFileSync(this.path, 'utf8'));
      this.#take(decisions, bad, { size, changed: mtimeMs });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const isThere = code !== 'ENOENT' && code !== 'ENOTDIR';
      if (this.#known.size !== 0 || this.#history.length > 0) this.#take([], [], { size: 0, changed: 0 });
      this.#unread = isThere ? `${this.path} could not be read (${code}).` : '';
    }
  }

  #take(decisions: readonly Decision[], bad: readonly number[], known: { size: number; changed: number }): void {
    this.#history = new History();
    for (const decision of decisions) this.#history.add(decision);
    this.#bad = bad;
    this.#unread = '';
    this.#known = known;
    this.#version++;
  }

  /** Adds whole lines and waits until they are on the disk. Throws 'not-readable' where the file cannot be written. */
  append(decisions: readonly Decision[]): void {
    if (decisions.length === 0) return;
    if (this.path !== null) this.#write(this.path, decisions);
    else this.#add(decisions);
  }

  #write(path: string, decisions: readonly Decision[]): void {
    let isAlone = false;
    try {
      refuseElsewhere(path);
      mkdirSync(dirname(path), { recursive: true });
      const fd = openSync(path, 'a+');
      try {
        const before = fstatSync(fd);
        const lines = decisions.map((decision) => JSON.stringify(decision)).join('\n');
        // A line that somebody left unfinished must not swallow ours.
        const bytes = Buffer.from(`${endsLine(fd, before.size) ? '' : '\n'}${lines}\n`);
        for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
        fsyncSync(fd);
        const { size, mtimeMs } = fstatSync(fd);
        isAlone = this.#isKnown(before) && size === before.size + bytes.length;
        if (isAlone) this.#known = { size, changed: mtimeMs };
      } finally {
        closeSync(fd);
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new CorpusError('not-readable', `${path} could not be written (${code}): nothing was decided.`, {
        file: path,
      });
    }
    if (isAlone) this.#add(decisions);
    else this.refresh();
  }

  #isKnown({ size, mtimeMs }: { size: number; mtimeMs: number }): boolean {
    const { size: known, changed } = this.#known;
    return size === known && (mtimeMs === changed || size === 0) && !this.#unread;
  }

  #add(decisions: readonly Decision[]): void {
    for (const decision of decisions) this.#history.add(decision);
    this.#version++;
  }
}

/** A folder that nobody vouches for must not lead what is written to a file elsewhere, nor have a pipe waited for. */
function refuseElsewhere(path: string): void {
  const folder = lstatSync(dirname(path), { throwIfNoEntry: false });
  const file = folder && lstatSync(path, { throwIfNoEntry: false });
  if ((folder && !folder.isDirectory()) || (file && !file.isFile())) {
    throw Object.assign(new Error(path), { code: 'it or its folder is a link or no regular file' });
  }
}

function endsLine(fd: number, size: number): boolean {
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(fd, last, 0, 1, size - 1);
  return last[0] === NEW_LINE;
}
