// What the reader says of the markup of a text, which a calibration has to match.
import { describe, expect, it } from 'vitest';
import { tools } from '../../../helpers/tools.ts';

const sentence = 'We walked down to the harbour and looked at the boats that had come in over the night.';
const read = (text: string) => tools.traits().read([{ text }]);

describe('markup', () => {
  it('is a share of the lines: bullets inside a line do not count', () => {
    expect(read(Array(6).fill(sentence).join(' • ')).markup).toBe(0);
    expect(read(`${sentence} • ${sentence} • ${sentence}\n• ${sentence}\n${sentence}\n${sentence}`).markup).toBe(0.25);
  });

  it('counts list and heading lines', () => {
    expect(read(`# Boats\n- ${sentence}\n${sentence}\n${sentence}`).markup).toBe(0.5);
    expect(read(Array(6).fill(sentence).join(' ')).markup).toBe(0);
  });
});
