// Worker task: which verifiers apply to a corpus, from samples that are drawn by hash out of the whole of it.
import { copyNumbers, drawKeys, drawWithin } from '../../engine/draw.ts';
import { SEED } from '../../engine/envelope.ts';
import type { DrawLimits } from '../../engine/metric.ts';
import { type Detected, detectVerifiers, type VerifyAsked } from '../../engine/verify/run.ts';
import type { Verifiable } from '../../engine/verify/verifier.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { readSample } from '../../formats/readBlock.ts';
import { checkerFor, type LoadTools } from '../verify/checker.ts';
import { type Job, Sources } from './job.ts';
import type { RowPlaces } from './rowReader.ts';

/** Samples that are looked at, and their bytes: enough to meet what one sample in a hundred holds. */
const DRAWN: DrawLimits = { samples: 1000, words: 4 << 20 };

export interface DetectParams {
  readonly job: Job;
  /** Of all rows, in corpus order. */
  readonly rows: Pick<RowPlaces, 'file' | 'byte' | 'byteLength'> & {
    readonly sample: Uint32Array;
    readonly content: Float64Array;
  };
  readonly asked: VerifyAsked;
}

/** The same for the same set of samples, whatever blocks and workers found them. `load`: the parsers of the product, but in tests. */
export async function detectChecks(
  { job, rows, asked }: DetectParams,
  _: unknown,
  load?: LoadTools,
): Promise<Detected> {
  const sources = new Sources(job);
  try {
    const drawn = drawSamples(rows).map((row): Verifiable => {
      const file = rows.file[row] as number;
      const place = [rows.byte[row] as number, rows.byteLength[row] as number] as const;
      const { sample } = readSample(sources.get(file), job.plans[file] as FilePlan, ...place);
      return { views: sample.views, row: sample.value };
    });
    const found = detectVerifiers(drawn, asked);
    return found.named ? found : { ...found, active: await busy(found.active, drawn, load) };
  } finally {
    sources.close();
  }
}

/** Those that check something in a drawn sample: what looks as if it could be checked is not always. */
async function busy(active: Detected['active'], drawn: readonly Verifiable[], load?: LoadTools) {
  const out: Detected['active'][number][] = [];
  for (const one of active) {
    const checker = await checkerFor([one], load);
    if (drawn.some((x) => checker.check(x) !== null)) out.push(one);
  }
  return out;
}

/** First rows of the drawn samples, in draw order. */
function drawSamples({ sample, content, byteLength }: DetectParams['rows']): number[] {
  const firsts: number[] = [];
  for (let row = 0; row < sample.length; row++) if (sample[row] === row) firsts.push(row);
  const own = Float64Array.from(firsts, (row) => content[row] as number);
  const sizes = Uint32Array.from(firsts, (row) => byteLength[row] as number);
  return Array.from(drawWithin(drawKeys(own, copyNumbers(own), SEED), sizes, 0, DRAWN), (i) => firsts[i] as number);
}
