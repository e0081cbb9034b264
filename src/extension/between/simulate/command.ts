// Simulate Collapse…: asks how the corpus is drawn anew, and shows what is left of it. With arguments nothing is asked.
import * as vscode from 'vscode';
import type { SimulationReport } from '../../../engine/compare/simulationReport.ts';
import type { BetweenProgress } from '../../../protocol/betweenApi.ts';
import type { FileRef } from '../../../protocol/hostApi.ts';
import type { Corpus } from '../../corpus.ts';
import { refOf } from '../../inspection.ts';
import type { Services } from '../../services.ts';
import { titleOf } from '../../titles.ts';
import { type Asked, corpusOf, told } from '../asked.ts';
import type { JobHooks, JobOrder } from '../jobs.ts';
import { runJob } from '../runJob.ts';
import { askChoice } from './ask.ts';
import { type Choice, parseGiven } from './choice.ts';

export function simulateCollapse(services: Services, asked: Asked): Promise<SimulationReport | undefined> {
  return told(services, async () => {
    const given = parseGiven(asked.given);
    const files = given?.uri ? [given.uri] : asked.files;
    const otherwise = vscode.l10n.t(
      'Open a corpus (JSONL, JSON or text), or choose a file in the explorer, then simulate.',
    );
    const corpus = corpusOf(services, { ...asked, files }, otherwise);
    const choice = corpus && (given?.choice ?? (await askChoice(nameOf(corpus))));
    return choice && simulate(services, corpus, choice);
  });
}

/** Whole files are drawn anew, whatever lines of them are inspected. */
const nameOf = ({ targets }: Corpus) => titleOf({ targets });

async function simulate(services: Services, corpus: Corpus, choice: Choice): Promise<SimulationReport | undefined> {
  const { engine, corpora, mirrors } = services;
  const order: JobOrder<'simulation'> = {
    kind: 'simulation',
    title: vscode.l10n.t('Collapse of {0}', nameOf(corpus)),
    files: corpus.targets,
    async run({ signal, onProgress }: JobHooks) {
      const files: FileRef[] = [];
      for (const uri of corpus.targets) files.push(await refOf(uri, mirrors));
      await corpora.prepare(corpus);
      const { options } = corpora.optionsFor(corpus);
      const tellProgress = (value: unknown) => onProgress(value as BetweenProgress);
      return engine.api.simulate({ ...choice, files, options }, { signal, onProgress: tellProgress });
    },
    async again({ view }) {
      await told(services, () => simulate(services, corpus, { ...choice, ...(view ? { view } : {}) }));
    },
  };
  return runJob(services, corpus, order);
}
