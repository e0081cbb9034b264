// An open document that is followed edit by edit has, after each of them, the inspection that a full run gives.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FINDING_KINDS, type FindingKind } from '../../../src/engine/report.ts';
import type { InspectOptions } from '../../../src/protocol/hostApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import type { LiveBasis } from '../../../src/runtime/live/basis.ts';
import { LiveDocument } from '../../../src/runtime/live/liveDocument.ts';
import { updatingOf } from '../../../src/runtime/live/liveMetrics.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import type { SourceRef } from '../../../src/runtime/sources/source.ts';
import { calibrationAround } from '../../helpers/calibration.ts';
import { testPool, testVerifyTools } from '../../helpers/inspect.ts';
import { tools } from '../../helpers/tools.ts';
import { documentOf, edited, editOf, SHAPES, type Shape } from './liveCorpora.ts';

// What rests on drawn samples waits for the next full run anyway, and takes most of the time of small ones.
vi.mock('../../../src/runtime/inspect/drawnPass.ts', () => {
  const NOTHING_DRAWN = { plan: { units: [], groups: [] }, results: [] };
  return { NOTHING_DRAWN, measureDrawn: async () => NOTHING_DRAWN };
});

let pool: WorkerPool;
beforeAll(async () => {
  pool = await testPool(1);
});
afterAll(() => pool.close());

function sourceOf(text: string, shown: string): SourceRef {
  const bytes = Buffer.from(text);
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return { kind: 'memory', buffer, size: bytes.length, shown };
}

async function inspect(source: SourceRef, options: InspectOptions, keep?: (basis: LiveBasis) => void) {
  const hooks = { signal: new AbortController().signal, onProgress: () => {}, ...(keep ? { keep } : {}) };
  return inspectCorpus({ sources: [source], options }, pool, hooks);
}

const PREFERRED = 'prompt=What now, my dear old friend?';

/**
 * Everything that has to be equal: all but the moment, and what waits for the next full inspection; `kinds` of findings that do, of
 * templates the frames alone.
 */
function comparable(
  { report, columns, findings, clusters, keeping, near, coveredBy, plans, verifiers }: Inspection,
  kinds: readonly FindingKind[],
) {
  const waiting = new Set(updatingOf(report.views));
  const views = Object.entries(report.views).map(([view, { metrics, traits }]) => [
    view,
    traits,
    Object.entries(metrics)
      .filter(([id]) => !waiting.has(id))
      // What rests on drawn samples.
      .map(([id, { at: _a, context: _o, caution: _c, ...metric }]) => [id, metric]),
  ]);
  const { timing: _, leakage, verification, ...said } = report;
  const { checks, cells, ...others } = columns;
  const isChecked = !kinds.includes('verification-failed');
  const updating: readonly FindingKind[] = leakage ? [...kinds, 'leakage'] : kinds;
  const counts: Record<string, number> = { ...said.findings.counts };
  for (const kind of updating) delete counts[kind];
  const top = said.findings.top.filter((f) => !updating.includes(f.kind));
  const bits = updating.reduce((n, kind) => n | (1 << FINDING_KINDS.indexOf(kind)), 0);
  return {
    report: { ...said, views, findings: { counts, top } },
    columns: { ...others, findings: columns.findings.map((f) => f & ~bits) },
    verified: isChecked && { verification, checks, cells, verifiers },
    findings: findings.filter(
      ({ kind, message }) => !updating.includes(kind) || (kind === 'template' && message.startsWith('Boilerplate')),
    ),
    clusters,
    covered: [...keeping.covered],
    copies: [...keeping.copies],
    near: [...near],
    coveredBy: [...coveredBy].sort((a, b) => a[0] - b[0]),
    plans,
  };
}

interface Counts {
  edits: number;
  followed: number;
  scored: number;
  judged: number;
  /** Samples that failed their verification. */
  failed: number;
}

/** Follows the edits; after a refused one it starts anew, as the product does. */
async function check(
  shape: Shape,
  lines: readonly string[],
  edits: readonly unknown[],
  options: InspectOptions,
): Promise<Counts> {
  const first = lines.join(shape.join);
  let text = first;
  const counts = { edits: 0, followed: 0, scored: 0, judged: 0, failed: 0 };
  let live: LiveDocument | null = null;
  const full = async (source: SourceRef) => {
    live = null;
    const keep = (basis: LiveBasis) => {
      live = new LiveDocument(basis, pool, () => tools.traits(), testVerifyTools);
    };
    return inspect(source, options, keep).catch((error: Error) => error);
  };
  await full(sourceOf(text, shape.name));
  for (const edit of edits) {
    text = edited(text, edit as never, first, shape.join);
    const source = sourceOf(text, shape.name);
    const following: LiveDocument | null = live;
    const updated = following ? await (following as LiveDocument).update(source) : null;
    counts.edits++;
    if (!updated) {
      await full(source);
      continue;
    }
    counts.followed++;
    const expected = await inspect(source, options);
    // An edit may make a verifier apply, or teach it another fact: a full inspection learns that.
    const asVerified = JSON.stringify(updated.verifiers) === JSON.stringify(expected.verifiers);
    const kinds: FindingKind[] = asVerified ? ['template'] : ['template', 'verification-failed'];
    expect(comparable(updated, kinds)).toEqual(comparable(expected, kinds));
    counts.failed += (asVerified && updated.report.verification?.failed) || 0;
    for (const { traits } of Object.values(updated.report.views)) {
      counts.scored += traits?.scored ?? 0;
      counts.judged += traits?.calibration?.judged ?? 0;
    }
  }
  return counts;
}

describe('a followed document', () => {
  for (const [i, shape] of SHAPES.entries()) {
    it(`equals a full inspection after every edit: ${shape.name} ${i}`, async () => {
      const total = { edits: 0, followed: 0, scored: 0, judged: 0, failed: 0 };
      await fc.assert(
        fc.asyncProperty(
          documentOf(shape),
          fc.array(editOf(shape), { minLength: 1, maxLength: 8 }),
          fc.constantFrom<InspectOptions>(
            {},
            { evidence: 'all', blockBytes: 1024, lowNovelty: 0.6, keeper: 'longest', keep: 2 },
            { traits: 'all', calibration: { name: 'c', content: calibrationAround(-1.5) }, keeper: PREFERRED },
          ),
          async (lines, edits, options) => {
            const found = await check(shape, lines, edits, options);
            for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += found[key];
          },
        ),
        { numRuns: 25 },
      );
      // A document that is never followed would pass, too.
      expect(total.followed / total.edits).toBeGreaterThan(0.4);
      expect(Math.min(total.scored, total.judged, total.failed)).toBeGreaterThan(0);
    });
  }
});
