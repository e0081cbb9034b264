// Scores one window: the dot product of the model's weights with the window's damped counts, and with its traits.
import { TraitText } from '../text/traitText.ts';
import type { Window } from '../text/windows.ts';
import { BLOCKS, type Block, GramCounter } from './gramCounter.ts';
import { PARTS, READ_PARTS, type TraitModel } from './model.ts';
import { CLIP, GROUP_OF, IN_SCORE, StyleReader, shaped } from './style.ts';

export class WindowScorer {
  private readonly own = new TraitText();
  readonly style: StyleReader;
  /** Log-odds in the order of READ_PARTS. */
  readonly parts = new Float64Array(READ_PARTS.length);
  /** The model's traits in standard deviations, clipped. */
  readonly deviations: Float64Array;
  /** Length of the last window as a vector of words, for evidence. */
  wordNorm = 1;
  private readonly counter: GramCounter;

  constructor(private readonly model: TraitModel) {
    this.counter = new GramCounter(model.blocks);
    this.style = new StyleReader(model.prelude);
    this.deviations = new Float64Array(model.features.length);
  }

  /** The text of the last window. */
  text = this.own;

  score(window: string): void {
    this.scoreText(this.own.set(window));
  }

  /** A window of a text whose tokens are known. */
  scorePart(whole: TraitText, { start, end, first, words }: Window): void {
    this.scoreText(this.own.setPart(whole, start, end, first, first + words));
  }

  /** Of a window that was set already. */
  scoreText(window: TraitText): void {
    this.text = window;
    for (let i = 0; i < BLOCKS.length; i++) this.parts[i] = this.block(BLOCKS[i] as Block);
    this.parts[BLOCKS.length] = this.styleScore();
  }

  private block(block: Block): number {
    const { bias, scale } = this.model.blocks[block];
    this.counter.count(block, this.text);
    const { dot, norm } = this.counter.weigh(scale);
    if (block === 'words') this.wordNorm = norm;
    return bias + dot;
  }

  private styleScore(): number {
    const { mean, sd, weights, bias } = this.model.style;
    this.style.read(this.text);
    const { values } = this.style;
    let sum = bias;
    const { parts } = this;
    parts.fill(0, PARTS.length);
    for (let i = 0; i < values.length; i++) {
      const z = (shaped(i, values[i] as number) - (mean[i] as number)) / (sd[i] as number);
      const clipped = Math.max(-CLIP, Math.min(CLIP, z));
      this.deviations[i] = clipped;
      if (!IN_SCORE[i]) continue;
      const adds = clipped * (weights[i] as number);
      const group = PARTS.length + (GROUP_OF[i] as number);
      parts[group] = (parts[group] as number) + adds;
      sum += adds;
    }
    return sum;
  }
}
