// Entry of a worker thread: the tasks of an inspection.
import { liveStore } from './live/storeTask.ts';
import { candidates, clusterNovelty, verify } from './tasks/compare.ts';
import { evidenceCover, evidenceHolders, evidenceIndex, evidenceWanted } from './tasks/evidence.ts';
import { fold } from './tasks/fold.ts';
import { finish, merge } from './tasks/merge.ts';
import { score } from './tasks/score.ts';
import { serveWorker } from './workerPort.ts';

serveWorker({
  fold,
  merge,
  score,
  candidates,
  verify,
  clusterNovelty,
  evidenceWanted,
  evidenceIndex,
  evidenceHolders,
  evidenceCover,
  finish,
  liveStore,
});
