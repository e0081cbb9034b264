// Entry of a worker thread: the tasks of an inspection.
import { liveStore } from '../live/storeTask.ts';
import { apartGrams } from '../tasks/apartGrams.ts';
import { checks } from '../tasks/checks.ts';
import { candidates, clusterNovelty, verify } from '../tasks/compare.ts';
import { detectChecks } from '../tasks/detectChecks.ts';
import { draw, drawn } from '../tasks/drawn.ts';
import { dropOrder, rowGrams } from '../tasks/dropOrder.ts';
import { evidenceCover, evidenceHolders, evidenceIndex, evidenceWanted } from '../tasks/evidence.ts';
import { explainChecks } from '../tasks/explainChecks.ts';
import { fold } from '../tasks/fold.ts';
import { frames } from '../tasks/frames.ts';

import { dropLowestRows, gramsOfRows, holdersOfGrams, numberGrams } from '../tasks/heldGrams.ts';

import { labels } from '../tasks/labels.ts';

import { leakageIndex, leakageItems, leakageScan, leakageVerdict } from '../tasks/leakage.ts';
import { measurePart } from '../tasks/measurePart.ts';
import { finish, merge } from '../tasks/merge.ts';
import { mixtureNames, mixtureSolve } from '../tasks/mixtureChoice.ts';
import { mixtureCollect, mixtureCount, mixtureMark } from '../tasks/mixtureItems.ts';
import { readings } from '../tasks/readings.ts';
import { countRead, countStored, finishCounts, mergeCounts } from '../tasks/recount.ts';
import { repeats } from '../tasks/repeats.ts';
import { score } from '../tasks/score.ts';
import { simulateModes } from '../tasks/simulateModes.ts';
import { snapshotRows } from '../tasks/snapshotRows.ts';
import { snapshotTexts } from '../tasks/snapshotTexts.ts';
import { snapshotGrams, snapshotWork } from '../tasks/snapshotWork.ts';
import { tokens } from '../tasks/tokens.ts';
import { explainTraits, traits } from '../tasks/traits.ts';
import { joinViewWords, sampleSizes, viewWords } from '../tasks/viewWords.ts';
import { serveWorker } from './workerPort.ts';

serveWorker({
  fold,
  measurePart,
  merge,
  score,
  detectChecks,
  checks,
  explainChecks,
  candidates,
  verify,
  clusterNovelty,
  frames,
  labels,
  evidenceWanted,
  evidenceIndex,
  evidenceHolders,
  evidenceCover,
  draw,
  drawn,
  finish,
  traits,
  explainTraits,
  liveStore,
  readings,
  repeats,
  rowGrams,
  dropOrder,
  tokens,
  apartGrams,
  countStored,
  countRead,
  mergeCounts,
  finishCounts,
  gramsOfRows,
  numberGrams,
  holdersOfGrams,
  dropLowestRows,
  snapshotRows,
  snapshotTexts,
  snapshotGrams,
  snapshotWork,
  mixtureMark,
  mixtureCount,
  mixtureCollect,
  mixtureSolve,
  mixtureNames,
  sampleSizes,
  viewWords,
  joinViewWords,
  simulateModes,
  leakageItems,
  leakageIndex,
  leakageScan,
  leakageVerdict,
});
