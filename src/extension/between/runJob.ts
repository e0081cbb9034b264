// Runs a job between corpora for a person: the panel turns to it, a notification shows how far it is, and one sentence
// says when it fails.
import * as vscode from 'vscode';
import type { BetweenKind, BetweenResults } from '../../protocol/betweenPanelApi.ts';
import { tell } from '../commands/run.ts';
import type { Corpus } from '../corpus.ts';
import type { Services } from '../services.ts';
import type { JobHooks, JobOrder } from './jobs.ts';

/** `corpus`: whose panel shows it. Undefined where it was cancelled or failed; with `rejects`, a failure is the caller's to tell. */
export async function runJob<K extends BetweenKind>(
  services: Services,
  corpus: Corpus,
  order: JobOrder<K>,
  { rejects = false }: { readonly rejects?: boolean } = {},
): Promise<BetweenResults[K] | undefined> {
  const { between, engine, panels, log } = services;
  if (engine.failed) engine.startOver();
  between.turnTo(corpus);
  panels.show(corpus);
  // How it goes is told by the panel.
  if (!corpus.report && !corpus.isRunning) corpus.inspect().catch(() => {});
  const progress = { location: vscode.ProgressLocation.Notification, title: order.title, cancellable: true };
  try {
    return await vscode.window.withProgress(progress, (bar, token) => {
      token.onCancellationRequested(() => between.cancel(corpus, order.kind));
      let shown = 0;
      const run = (hooks: JobHooks) =>
        order.run({
          signal: hooks.signal,
          onProgress: (now) => {
            hooks.onProgress(now);
            bar.report({ message: now.step, increment: Math.max(0, now.fraction - shown) * 100 });
            shown = Math.max(shown, now.fraction);
          },
        });
      return between.run(corpus, { ...order, run });
    });
  } catch (error) {
    if (rejects) throw error;
    // Not awaited: the message may stand for as long as it likes.
    void tell(error, log);
    return undefined;
  }
}
