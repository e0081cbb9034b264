// Scores one window: the dot product of the model's weights with the window's damped counts, and with its traits.
import { TraitText } from '../text/traitText.ts';
import { BLOCKS, type Block, DAMPED, GramCounter } from './gramCounter.ts';
import { PARTS, type TraitModel } from './model.ts';
import { CLIP, IN_SCORE, StyleReader, shaped } from './style.ts';

export class WindowScorer {
  readonly text = new TraitText();
  readonly style: StyleReader;
  /** Log-odds by part, in the order of PARTS. */
  readonly parts = new Float64Array(PARTS.length);
  /** The model's traits in standard deviations, clipped. */
  readonly deviations: Float64Array;
  /** Length of the last window as a vector of words, for evidence. */
  wordNorm = 1;
  private readonly counter = new GramCounter();

  constructor(private readonly model: TraitModel) {
    this.style = new StyleReader(model.prelude);
    this.deviations = new Float64Array(model.features.length);
  }

  score(window: string): void {
    this.text.set(window);
    BLOCKS.forEach((block, i) => {
      this.parts[i] = this.block(block);
    });
    this.parts[BLOCKS.length] = this.styleScore();
  }

  private block(block: Block): number {
    const { counter } = this;
    const { bias, weights, scale } = this.model.blocks[block];
    counter.count(block, this.text);
    const { slots, counts, size } = counter;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < size; i++) {
      const slot = slots[i] as number;
      const damped = DAMPED[counts[slot] as number] as number;
      sum += damped * (scale[(weights[slot] as number) + 128] as number);
      squares += damped * damped;
      counts[slot] = 0;
    }
    counter.size = 0;
    const norm = Math.sqrt(squares) || 1;
    if (block === 'words') this.wordNorm = norm;
    return bias + sum / norm;
  }

  private styleScore(): number {
    const { mean, sd, weights, bias } = this.model.style;
    this.style.read(this.text);
    const { values } = this.style;
    let sum = bias;
    for (let i = 0; i < values.length; i++) {
      const z = (shaped(i, values[i] as number) - (mean[i] as number)) / (sd[i] as number);
      const clipped = Math.max(-CLIP, Math.min(CLIP, z));
      this.deviations[i] = clipped;
      if (IN_SCORE[i]) sum += clipped * (weights[i] as number);
    }
    return sum;
  }
}
