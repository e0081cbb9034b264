// The model's file: what it must hold, how its weights are packed, and what is refused.
import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../../../src/engine/traits/features.ts';
import { BITS, BLOCKS } from '../../../../src/engine/traits/model/gramCounter.ts';
import { curveAt, standardised } from '../../../../src/engine/traits/model/lengths.ts';
import {
  compand,
  companded,
  decodeModel,
  type ModelFile,
  READ_PARTS,
} from '../../../../src/engine/traits/model/model.ts';
import { IN_SCORE } from '../../../../src/engine/traits/model/style.ts';
import { model, modelFile } from '../../../helpers/traitReader.ts';

interface Card {
  readonly data: {
    readonly file: string;
    readonly sha256: string;
    readonly texts: number;
    readonly human: number;
    readonly llm: number;
    readonly generators: readonly string[];
    readonly sources: readonly { readonly human: number; readonly llm: number }[];
  };
  readonly licences: string;
  readonly figures: { readonly leaveOneDomainOut: { readonly macroAuroc: number } };
  readonly limits: string;
}

describe('weights as bytes', () => {
  const MOST = 0.37;
  const scale = companded(MOST);

  it('come back with an error of half a step of the root', () => {
    for (let k = -1000; k <= 1000; k++) {
      const weight = (k / 1000) * MOST;
      const back = scale[compand(weight, MOST) + 128]!;
      const half = 0.5 / 127;
      const bound = MOST * (2 * Math.sqrt(Math.abs(weight) / MOST) * half + half * half);
      expect(Math.abs(back - weight)).toBeLessThanOrEqual(bound + 1e-12);
    }
  });

  it('keep sign, zero and order, and are cut at the largest', () => {
    expect([compand(0, MOST), compand(MOST, MOST), compand(-MOST, MOST)]).toEqual([0, 127, -127]);
    expect([compand(9, MOST), compand(-9, MOST)]).toEqual([127, -127]);
    expect(scale[128]).toBe(0);
    for (let i = 2; i < 256; i++) expect(scale[i]!).toBeGreaterThan(scale[i - 1]!);
    for (let i = 1; i < 256; i++) expect(compand(scale[i]!, MOST)).toBe(i - 128);
  });
});

describe('a model file', () => {
  it('of other features is refused with a word on what to do', () => {
    const wrong: Partial<ModelFile>[] = [
      { features: modelFile.features.slice(1) },
      { features: [...modelFile.features].reverse() },
      { features: [...modelFile.features, 'new-trait'] },
      { format: 'something else' as ModelFile['format'] },
    ];
    for (const part of wrong) {
      expect(() => decodeModel({ ...modelFile, ...part })).toThrow(/other features: run npm run train:traits/);
    }
  });

  it('that was cut short is refused', () => {
    const words = { ...modelFile.blocks.words, weights: modelFile.blocks.words.weights.slice(0, 400) };
    expect(() => decodeModel({ ...modelFile, blocks: { ...modelFile.blocks, words } })).toThrow(
      /holds 300 weights where 262144 belong/,
    );
  });
});

describe('the shipped model', () => {
  it('holds weights of at most 1 MiB', () => {
    const bytes = BLOCKS.reduce((n, block) => n + model.blocks[block].weights.byteLength, 0);
    expect(bytes).toBeLessThanOrEqual(1 << 20);
    for (const block of BLOCKS) {
      const { weights } = model.blocks[block];
      expect(weights).toHaveLength(1 << BITS[block]);
      expect(weights.some((w) => w !== 0)).toBe(true);
      // A byte of −128 has no weight of its own.
      expect(weights.includes(-128)).toBe(false);
    }
  });

  it('has one finite number of each trait, none of what is only shown', () => {
    const { mean, sd, weights, human } = model.style;
    for (const column of [mean, sd, weights, human]) {
      expect(column).toHaveLength(FEATURES.length);
      expect(column.every(Number.isFinite)).toBe(true);
    }
    expect(sd.every((x) => x > 0)).toBe(true);
    FEATURES.forEach((f, i) => {
      if (!IN_SCORE[i]) expect(weights[i], f.about.id).toBe(0);
    });
  });

  it('has curves at each length, spreads above 0', () => {
    const { lengths, curves } = model;
    expect(lengths[0]).toBeLessThanOrEqual(50);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    for (const part of [...READ_PARTS, 'score']) {
      const { mean, sd } = curves[part] ?? { mean: [], sd: [] };
      expect([mean.length, sd.length]).toEqual([lengths.length, lengths.length]);
      expect(sd.every((x) => x > 0)).toBe(true);
    }
  });

  it('has common words with probabilities that add up to about 1', () => {
    const { words, human, llm } = model.prelude;
    expect(new Set(words).size).toBe(words.length);
    expect([human.length, llm.length]).toEqual([words.length, words.length]);
    for (const logs of [human, llm]) {
      expect(logs.reduce((sum, x) => sum + 2 ** x, 0)).toBeCloseTo(1, 1);
    }
    expect(model.kindWords).toHaveLength(model.kinds.length * words.length);
  });

  it('has quantiles that rise, for each kind in some band', () => {
    const { bands, kinds } = model.quantiles;
    expect(kinds).toHaveLength(model.kinds.length);
    for (const own of kinds) {
      expect(own).toHaveLength(bands.length);
      expect(own.some((quantiles) => quantiles !== null)).toBe(true);
      for (const quantiles of own) expect(quantiles).toEqual(quantiles && [...quantiles].sort((a, b) => a - b));
    }
  });

  it('names data, counts, licences, date and figures', () => {
    expect(modelFile.name).toMatch(/\S/);
    expect(modelFile.trained).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const card = modelFile.card as unknown as Card;
    expect(card.data.file).toMatch(/\S/);
    expect(card.data.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(card.data.human + card.data.llm).toBe(card.data.texts);
    expect(card.data.sources.reduce((n, s) => n + s.human + s.llm, 0)).toBe(card.data.texts);
    expect(card.data.generators.length).toBeGreaterThan(5);
    for (const licence of ['MIT', 'CC BY-SA 4.0', 'Apache-2.0', 'CC0']) expect(card.licences).toContain(licence);
    expect(card.figures.leaveOneDomainOut.macroAuroc).toBeGreaterThan(0.9);
    expect(card.limits).toContain('no proof of origin');
  });
});

describe('a curve', () => {
  const curve = { mean: [1, 2, 4], sd: [1, 0.5, 0.25] };
  const lengths = [50, 100, 400];

  it.each<[string, number, number, number]>([
    ['at a measured length', 100, 2, 0.5],
    ['half-way by the logarithm', 200, 3, 0.375],
    ['below the first length', 10, 1, 1],
    ['beyond the last length', 5000, 4, 0.25],
  ])('%s', (_, words, mean, sd) => {
    const at = curveAt(words, lengths, curve);
    expect(at.mean).toBeCloseTo(mean, 12);
    expect(at.sd).toBeCloseTo(sd, 12);
    expect(standardised(5, words, lengths, curve)).toBeCloseTo((5 - mean) / sd, 12);
  });

  it('of one length is the same everywhere', () => {
    expect(curveAt(7, [1], { mean: [3], sd: [2] })).toEqual({ mean: 3, sd: 2 });
  });
});
