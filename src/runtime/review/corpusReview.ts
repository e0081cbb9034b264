// The decisions of one inspected corpus: its ledgers, what they say about its rows, and the findings that are left open.
import { existsSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import type { Decision } from '../../engine/review/decision.ts';
import type { Batch } from '../../engine/review/history.ts';
import { shareInterval } from '../../engine/statistics/beta.ts';
import type { ReviewState, SpotCheck } from '../../protocol/reviewApi.ts';
import type { Inspection } from '../inspect/result.ts';
import type { SourceRef } from '../sources/source.ts';
import { type Applied, applyStates, type Decided } from './decided.ts';
import { Ledger, ledgerPath } from './ledger.ts';
import { OpenFindings } from './openFindings.ts';

/** The ledgers that are in use, one per folder, and those of documents that were never saved. */
export class Ledgers {
  private readonly byPath = new Map<string, Ledger>();
  private readonly unsaved = new Map<string, Ledger>();
  private versions = 0;

  of(corpus: string, source: SourceRef): Ledger {
    const path = savedPath(source);
    const [map, key] = path === null ? [this.unsaved, corpus] : [this.byPath, ledgerPath(path)];
    let ledger = map.get(key);
    if (!ledger) {
      ledger = new Ledger(path === null ? null : key);
      map.set(key, ledger);
    }
    return ledger;
  }

  /** Greater than all before. */
  nextVersion(): number {
    return ++this.versions;
  }

  release(corpus: string): void {
    this.unsaved.delete(corpus);
  }
}

function savedPath(source: SourceRef): string | null {
  if (source.kind === 'cut') return savedPath(source.of);
  if (source.kind === 'file') return source.path;
  return isAbsolute(source.shown) && existsSync(source.shown) ? source.shown : null;
}

/** A ledger with the names of the corpus's files that it is about. */
interface Used {
  readonly ledger: Ledger;
  readonly files: Set<string>;
}

export interface LastBatch extends Batch {
  readonly ledger: Ledger;
}

export class CorpusReview {
  readonly #used: Used[] = [];
  /** By index of the file. */
  readonly #files: { readonly ledger: Ledger; readonly name: string }[];
  #applied: Applied | null = null;
  #open: OpenFindings | null = null;
  #seen = -1;
  #version = 0;

  constructor(
    readonly inspection: Inspection,
    private readonly ledgers: Ledgers,
    corpus: string,
  ) {
    this.#files = inspection.sources.map((source) => {
      const ledger = ledgers.of(corpus, source);
      const name = basename(source.shown);
      const used = this.#used.find((u) => u.ledger === ledger);
      if (used) used.files.add(name);
      else this.#used.push({ ledger, files: new Set([name]) });
      return { ledger, name };
    });
  }

  /** Looks whether somebody else wrote into the ledgers. */
  refresh(): void {
    for (const { ledger } of this.#used) ledger.refresh();
  }

  get applied(): Applied {
    const seen = this.#used.reduce((sum, { ledger }) => sum + ledger.version, 0);
    if (!this.#applied || seen !== this.#seen) {
      this.#seen = seen;
      this.#version = this.ledgers.nextVersion();
      const states = this.#files.map(({ ledger, name }) => ledger.history.of(name));
      this.#applied = applyStates(this.inspection.columns, states);
      this.#open = null;
    }
    return this.#applied;
  }

  /** Another object after every change. */
  get decided(): Decided {
    return this.applied.decided;
  }

  get open(): OpenFindings {
    const { decided } = this.applied;
    this.#open ??= new OpenFindings(this.inspection.findings, decided);
    return this.#open;
  }

  /** The ledger of a file, and how the file is called there. */
  fileOf(index: number): { readonly ledger: Ledger; readonly name: string } {
    return this.#files[index] as { ledger: Ledger; name: string };
  }

  /** What undo would take back: parts of one action, by ledger; empty for nothing. */
  last(): LastBatch[] {
    const all = this.#used.flatMap(({ ledger, files }) => {
      const batch = ledger.history.last(files);
      return batch ? [{ ...batch, ledger }] : [];
    });
    const when = (batch: Batch) => batch.lines.at(-1)?.when ?? '';
    const latest = all.reduce<LastBatch | null>((best, b) => (best && when(best) >= when(b) ? best : b), null);
    return all.filter(({ id }) => id === latest?.id);
  }

  state(): ReviewState {
    const { dropped, kept, stray } = this.applied;
    const trouble = this.#used.flatMap(({ ledger }) => ledger.trouble ?? []).join(' ');
    const lines = this.last().flatMap((batch) => batch.lines);
    return {
      version: this.#version,
      dropped,
      kept,
      undo: lines.length === 0 ? null : undoLabel(lines),
      open: this.open.counts,
      checks: this.#checks(),
      // A selection does not tell what stands outside of it.
      stray: this.inspection.range ? 0 : stray,
      ledger: this.#used.find(({ ledger }) => ledger.path !== null)?.ledger.path ?? null,
      ...(trouble ? { trouble } : {}),
    };
  }

  /** All answers about these files count, also those about samples that went since. */
  #checks(): Partial<Record<FindingKind, SpotCheck>> {
    const yes = new Uint32Array(FINDING_KINDS.length);
    const no = new Uint32Array(FINDING_KINDS.length);
    for (const { ledger, name } of this.#files) {
      for (const copies of ledger.history.of(name).values()) {
        for (const state of copies.values()) {
          if ((state.yes | state.no) === 0) continue;
          for (let i = 0; i < yes.length; i++) {
            if (state.yes & (1 << i)) yes[i]!++;
            if (state.no & (1 << i)) no[i]!++;
          }
        }
      }
    }
    return Object.fromEntries(
      FINDING_KINDS.flatMap((kind, i) => {
        const n = (yes[i] as number) + (no[i] as number);
        return n === 0 ? [] : [[kind, checkOf(yes[i] as number, no[i] as number)]];
      }),
    );
  }
}

/** 95 % Clopper–Pearson. */
function checkOf(yes: number, no: number): SpotCheck {
  const [low, high] = shareInterval(yes, yes + no);
  return { yes, no, precision: yes / (yes + no), low, high };
}

const VERBS = { drop: 'Drop', keep: 'Keep', clear: 'Clear', yes: 'Say yes to', no: 'Say no to' } as const;

function undoLabel(lines: readonly Decision[]): string {
  const samples = new Set(lines.map(({ file, sample, copy }) => `${file} ${sample} ${copy}`)).size;
  const verb = VERBS[(lines[0] as Decision).action];
  return `${verb} ${samples.toLocaleString('en')} ${samples === 1 ? 'sample' : 'samples'}`;
}
