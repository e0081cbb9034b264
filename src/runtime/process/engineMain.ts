// Entry of the engine process: the engine's API over the worker pool and the readers of the product.
import { availableParallelism } from 'node:os';
import { rawSpan } from '../../formats/positions.ts';
import { readSample } from '../../formats/readBlock.ts';
import { inspectCorpus } from '../inspect/inspection.ts';
import { WorkerPool } from '../pool/pool.ts';
import { candidatesOf } from '../rows/candidates.ts';
import { runEngineProcess } from './engineProcess.ts';
import { createEngineService } from './engineService.ts';

const pool = new WorkerPool({
  jobs: Math.min(4, availableParallelism()),
  entry: new URL('./worker.mjs', import.meta.url),
});

runEngineProcess(createEngineService({ pool, inspectCorpus, readSample, rawSpan, viewCandidates: candidatesOf }));
