// Compare Corpora…: asks what this corpus is compared with, and compares. With arguments nothing is asked.
import * as vscode from 'vscode';
import type { ComparisonReport } from '../../../engine/compare/report.ts';
import type { BetweenProgress } from '../../../protocol/betweenApi.ts';
import { BACK } from '../../calibration/steps.ts';
import type { Corpus } from '../../corpus.ts';
import type { Services } from '../../services.ts';
import { type Asked, corpusOf, told } from '../asked.ts';
import type { JobChange, JobHooks, JobOrder } from '../jobs.ts';
import { runJob } from '../runJob.ts';
import { askChoice } from './ask.ts';
import { askOrder } from './askFiles.ts';
import { askVersion } from './askGit.ts';
import { type Choice, parseGiven, type Wishes } from './choice.ts';
import { versionedFile } from './git.ts';
import { comparedBy } from './snapshots.ts';

const NOTHING_OPEN = () =>
  vscode.l10n.t('Open a corpus (JSONL, JSON or text), or choose files in the explorer, then compare.');

/** Several files: those, in an order that is asked for. One: against what is asked for. */
export function compareCorpora(services: Services, asked: Asked): Promise<ComparisonReport | undefined> {
  const given = parseGiven(asked.given);
  if (given) return compareGiven(services, asked, given);
  return told(services, async () => {
    // A corpus of several files is one snapshot: its generations are in a field.
    if (!asked.corpus && asked.files.length > 1) {
      const files = await askOrder(asked.files);
      return files && compare(services, services.corpora.open([files[0]!]), { from: 'files', files });
    }
    const corpus = corpusOf(services, asked, NOTHING_OPEN());
    const choice = corpus && (await askChoice(services, corpus));
    return choice && compare(services, corpus, choice);
  });
}

/** Straight to the versions of the file in git. */
export function compareWithGit(services: Services, asked: Asked): Promise<ComparisonReport | undefined> {
  const given = parseGiven(asked.given);
  if (given) return compareGiven(services, asked, given);
  return told(services, async () => {
    // A version is one of a file, whatever else is inspected together with it.
    const uri = asked.files[0] ?? corpusOf(services, asked, NOTHING_OPEN())?.targets[0];
    const choice = uri && (await askVersion(await versionedFile(uri)));
    return choice && choice !== BACK ? compare(services, services.corpora.open([uri]), choice) : undefined;
  });
}

/** Nothing is asked; rejects with what failed, which the editor tells where a key was pressed. */
function compareGiven(
  services: Services,
  asked: Asked,
  { uri, choice, wishes }: NonNullable<ReturnType<typeof parseGiven>>,
): Promise<ComparisonReport | undefined> {
  const named = uri ?? (choice.from === 'files' ? choice.files[0] : choice.from === 'git' ? asked.files[0] : undefined);
  const corpus = named ? services.corpora.open([named]) : corpusOf(services, asked, NOTHING_OPEN());
  return corpus ? compare(services, corpus, choice, wishes, true) : Promise.resolve(undefined);
}

async function compare(
  services: Services,
  corpus: Corpus,
  choice: Choice,
  wishes: Wishes = {},
  rejects = false,
): Promise<ComparisonReport | undefined> {
  const { engine, corpora } = services;
  const compared = await comparedBy(services, corpus, choice);
  const order: JobOrder<'comparison'> = {
    kind: 'comparison',
    title: compared.title,
    files: compared.files,
    place: compared.place,
    async run({ signal, onProgress }: JobHooks) {
      const { snapshots, close } = await compared.open(signal);
      try {
        // What holds for the corpus, its calibration too, is known once it was loaded.
        await corpora.prepare(corpus);
        const { options } = corpora.optionsFor(corpus);
        const tellProgress = (value: unknown) => onProgress(value as BetweenProgress);
        return await engine.api.compare({ snapshots, options, ...wishes }, { signal, onProgress: tellProgress });
      } finally {
        close();
      }
    },
    async again(change) {
      await told(services, () => compare(services, corpus, choice, changed(wishes, change)));
    },
  };
  return runJob(services, corpus, order, { rejects });
}

/** `by` of null: by none. */
function changed(wishes: Wishes, change: JobChange): Wishes {
  const { by: before, ...rest } = wishes;
  const by = change.by === undefined ? before : change.by;
  return { ...rest, ...(by ? { by } : {}), ...(change.view ? { view: change.view } : {}) };
}
