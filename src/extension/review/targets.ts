// From a choice to what is done about it: cuts of the open documents, and rows for the ledger where the file is not open.
import * as vscode from 'vscode';
import { CallError } from '../../protocol/errors.ts';
import type { DropChoice, DroppedSample } from '../../protocol/reviewApi.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';
import { openDocument } from '../inspection.ts';
import { cutOf, cuttingIn, type DocumentCut, editedSince, type SampleAt } from './dropEdit.ts';
import type { EditLog } from './editLog.ts';

const PAGE = 10_000;

export interface Targets {
  readonly cuts: readonly DocumentCut[];
  /** Rows of samples in files that are not open. */
  readonly rows: readonly number[];
  /** Samples that are gone from their document already. */
  readonly gone: number;
}

export interface TargetParts {
  readonly engine: Pick<Engine, 'api'>;
  readonly edits: Pick<EditLog, 'follow'>;
}

/** Whether a file of the corpus is open: then a drop edits it. */
export function isOpen(corpus: Corpus): boolean {
  return corpus.targets.some((uri) => openDocument(uri) !== undefined);
}

/** All samples of a choice, in file order. Rejects with 'bad-option' when the corpus was inspected again meanwhile. */
export async function samplesOf(
  { engine }: Pick<TargetParts, 'engine'>,
  corpus: Corpus,
  choice: DropChoice,
): Promise<DroppedSample[]> {
  const samples: DroppedSample[] = [];
  const { result } = corpus;
  for (;;) {
    const page = await ofOneResult(corpus, result, () =>
      engine.api.droppedSamples({ corpus: corpus.id, choice, offset: samples.length, limit: PAGE }),
    );
    samples.push(...page.samples);
    if (page.samples.length === 0 || samples.length >= page.total) return samples;
  }
}

/** Rejects with 'bad-option', in a sentence, where it is not known which lines are meant. */
export async function targetsOf(parts: TargetParts, corpus: Corpus, choice: DropChoice): Promise<Targets> {
  const samples = await samplesOf(parts, corpus, choice);
  const cuts: DocumentCut[] = [];
  const rows: number[] = [];
  let gone = 0;
  for (const [file, uri] of corpus.targets.entries()) {
    const here = samples.filter((sample) => sample.file === file);
    const document = openDocument(uri);
    if (!document) rows.push(...here.map(({ row }) => row).filter((row) => row >= 0));
    else if (here.length > 0) {
      const cut = await cutNow(parts, corpus, { file, document }, here);
      gone += here.length - cut.samples;
      if (cut.ranges.length > 0) cuts.push(cut);
    }
  }
  return { cuts, rows, gone };
}

async function cutNow(
  { engine, edits }: TargetParts,
  corpus: Corpus,
  { file, document }: { file: number; document: vscode.TextDocument },
  samples: readonly DroppedSample[],
): Promise<DocumentCut> {
  const cutting = cuttingIn(corpus, file);
  const version = corpus.state.outcome?.versions.get(document.uri.toString());
  const lines = samples.map(({ line }) => line);
  const now = cutting && edits.follow(document, version, lines, cutting === 'json');
  if (!cutting || !now) {
    // What the sentence promises has to come, also where nothing was on its way.
    if (!corpus.isRunning) corpus.schedule(0);
    throw editedSince(document.uri);
  }
  const isSame = document.version === version;
  const places = samples.flatMap(({ row }, i): SampleAt[] => {
    const line = now[i];
    if (line === undefined) return [];
    // After an edit a byte says nothing any more.
    if (!isSame || row < 0) return [{ line }];
    return [{ line, byteOf: async () => (await engine.api.detail({ corpus: corpus.id, row })).byte }];
  });
  const before = document.version;
  const cut = await cutOf(document, cutting, places);
  if (document.version !== before) throw editedSince(document.uri);
  return cut;
}

/** Asks the engine about rows of a result. Rejects with 'bad-option' where it may have answered about the next one: answers come
 *  in the order in which the engine gave them. `otherwise` takes back what was done then. */
export async function ofOneResult<T>(
  corpus: Pick<Corpus, 'result'>,
  result: number | undefined,
  ask: () => Promise<T>,
  otherwise?: () => Promise<unknown>,
): Promise<T> {
  if (result === undefined || corpus.result !== result) throw changedMeanwhile();
  const answer = await ask();
  if (corpus.result === result) return answer;
  await otherwise?.();
  throw changedMeanwhile();
}

export function changedMeanwhile(): CallError {
  return new CallError('bad-option', vscode.l10n.t('The corpus was inspected again meanwhile: choose once more.'));
}
