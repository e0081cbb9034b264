// Compare Corpora…: what this corpus is compared with, then the comparison. With arguments nothing is asked.
import * as vscode from 'vscode';
import type { CompareParams } from '../../../protocol/betweenApi.ts';
import { refOf, shownPath } from '../../inspection.ts';
import type { Services } from '../../services.ts';
import { basename } from '../../titles.ts';
import type { Asked } from '../asked.ts';
import type { JobHooks } from '../jobs.ts';
import { runJob } from '../runJob.ts';

export async function compareCorpora(services: Services, asked: Asked): Promise<void> {
  const [first] = asked.files;
  if (!first) return;
  const corpus = asked.corpus ?? services.corpora.open([first]);
  const files = asked.files;
  const run = async ({ signal, onProgress }: JobHooks) => {
    const list = await Promise.all(
      files.map(async (uri) => ({ name: basename(uri), files: [await refOf(uri, services.mirrors)] })),
    );
    const { options } = services.corpora.optionsFor(corpus);
    const params: CompareParams = { snapshots: { from: 'list', list }, options };
    return services.engine.api.compare(params, { signal, onProgress: (value) => onProgress(value as never) });
  };
  const again = async () => {
    await runJob(services, corpus, order);
  };
  const place = (file: string) => files.find((uri) => shownPath(uri) === file);
  const title = files.map(basename).join(' · ');
  const order = { kind: 'comparison' as const, title, files, run, again, place };
  await runJob(services, corpus, order);
}

export async function compareWithGit(_services: Services, _asked: Asked): Promise<void> {
  vscode.window.showInformationMessage('…');
}
