// Plan a Mixture…: asks what is chosen from and how much, and shows what the plan adds. With arguments nothing is asked.
import * as vscode from 'vscode';
import type { MixtureReport } from '../../../engine/mixture/report.ts';
import type { BetweenProgress, MixtureParams } from '../../../protocol/betweenApi.ts';
import type { FileRef } from '../../../protocol/hostApi.ts';
import type { Corpus } from '../../corpus.ts';
import { refOf, shownPath } from '../../inspection.ts';
import type { Services } from '../../services.ts';
import { basename, titleOf } from '../../titles.ts';
import { type Asked, corpusOf, told } from '../asked.ts';
import type { JobHooks, JobOrder } from '../jobs.ts';
import { runJob } from '../runJob.ts';
import { askChoice } from './ask.ts';
import { type Choice, parseGiven } from './choice.ts';

/** Knows how to write its plan: the same choice again, into a file. */
export interface MixtureOrder extends JobOrder<'mixture'> {
  write(out: string, hooks: JobHooks): Promise<MixtureReport>;
}

export function planMixture(services: Services, asked: Asked): Promise<MixtureReport | undefined> {
  return told(services, async () => {
    const given = parseGiven(asked.given);
    const files = given?.uri ? [given.uri] : asked.files;
    const otherwise = vscode.l10n.t(
      'Open the real corpus (JSONL, JSON or text), or choose it in the explorer, then plan a mixture.',
    );
    const corpus = corpusOf(services, { ...asked, files }, otherwise);
    const choice = corpus && (given?.choice ?? (await askChoice(services, corpus)));
    return choice && plan(services, corpus, choice);
  });
}

async function plan(services: Services, corpus: Corpus, choice: Choice): Promise<MixtureReport | undefined> {
  const { engine, corpora, mirrors } = services;
  const { targets } = corpus;
  const { synthetic, ...asked } = choice;
  const files = [...targets, ...synthetic];
  const call = async ({ signal, onProgress }: JobHooks, out: Pick<MixtureParams, 'out'>) => {
    const refs = async (uris: readonly vscode.Uri[]) => {
      const found: FileRef[] = [];
      for (const uri of uris) found.push(await refOf(uri, mirrors));
      return found;
    };
    const real = await refs(targets);
    await corpora.prepare(corpus);
    const { options } = corpora.optionsFor(corpus);
    const params = { ...asked, ...out, real, synthetic: synthetic.length > 0 ? await refs(synthetic) : real, options };
    const tellProgress = (value: unknown) => onProgress(value as BetweenProgress);
    return engine.api.planMixture(params, { signal, onProgress: tellProgress });
  };
  const order: MixtureOrder = {
    kind: 'mixture',
    title: titleFor(corpus, choice),
    files,
    place: (file) => files.find((uri) => shownPath(uri) === file),
    run: (hooks) => call(hooks, {}),
    write: (out, hooks) => call(hooks, { out }),
    async again({ view }) {
      await told(services, () => plan(services, corpus, { ...choice, ...(view ? { view } : {}) }));
    },
  };
  return runJob(services, corpus, order);
}

function titleFor({ targets }: Corpus, { synthetic, provenance }: Choice): string {
  const { t } = vscode.l10n;
  const real = titleOf({ targets });
  const [first] = synthetic;
  if (!first) return t('{0}, rows told apart by {1}', real, provenance?.field ?? '');
  return synthetic.length === 1
    ? t('{0} and samples of {1}', real, basename(first))
    : t('{0} and samples of {1} files', real, synthetic.length);
}
