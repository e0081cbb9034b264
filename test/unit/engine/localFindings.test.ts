// Findings that a sample shows by itself: what fires, what must not, and where the evidence stands.
import { describe, expect, it } from 'vitest';
import { localFindings } from '../../../src/engine/findings/local.ts';
import type { ViewName } from '../../../src/engine/sample.ts';
import { isMostlyCode } from '../../../src/engine/text/code.ts';
import { Preparer } from '../../../src/engine/text/prepare.ts';

function find(text: string, view: ViewName = 'response') {
  const x = new Preparer().prepare({ file: 0, block: 0 }, view, [{ text, path: ['output'] }]);
  return localFindings(x, () => isMostlyCode(x)).map((f) => ({ ...f, evidence: text.slice(f.start, f.end) }));
}
const kinds = (text: string, view?: ViewName) => find(text, view).map((f) => f.kind);

const PROSE =
  'The ferry left at seven, and by the time the fog lifted we had already passed the second island. My aunt slept through ' +
  'most of it, which was a pity, because the light on the water was the finest I have seen in years of crossing that bay.';

describe('residue', () => {
  it.each([
    ['As an AI language model, I have no opinions about tea.', 'As an AI language model'],
    ['Sure. I am just an AI and cannot taste it.', 'I am just an AI'],
    ['Mix the flour with water.<|im_end|>', '<|im_end|>'],
    ['### Response:\nMix the flour with water.', '### Response:'],
    ['[INST] Tell me a story [/INST] Once there was a fox.', '[INST]'],
  ])('names what was left in %j', (text, evidence) => {
    expect(find(text)).toMatchObject([{ kind: 'residue', evidence: expect.stringContaining(evidence) }]);
  });

  it('sees a refusal by its verb, in any inflection', () => {
    expect(kinds("I'm sorry, but I can't assist with that request.")).toEqual(['residue']);
    expect(kinds('I am unable to be providing such a list.')).toEqual(['residue']);
  });

  it('leaves a person alone who cannot do something', () => {
    expect(kinds("I can't remember when we last went there, but it was before the storm.")).toEqual([]);
    expect(kinds("I can't imagine how they create these.")).toEqual([]);
    expect(kinds('I cannot stand the smell of boiled cabbage.')).toEqual([]);
  });

  it('sees a text that was cut in the middle of a sentence, but not a short title', () => {
    expect(find(`${PROSE} And then we saw the`)).toMatchObject([{ kind: 'residue', score: 0.5 }]);
    expect(kinds('What we were looking for')).toEqual([]);
    expect(kinds(`Dear all,\n${PROSE}\n\nYours sincerely,`)).toEqual([]);
  });

  it('is not looked for in prompts', () => {
    expect(kinds('What does "As an AI language model" mean?', 'prompt')).toEqual([]);
  });
});

describe('encoding', () => {
  it.each([
    ['caf\ufffd', '\ufffd', /replacement/],
    ['bell\u0007 rings', '\u0007', /control/],
    ['itâ€™s late', 'â€™', /mojibake/],
    ['cafÃ© au lait', 'Ã©', /mojibake/],
    ['half \ud83d pair', '\ud83d', /surrogate/],
  ])('points at the damage in %j', (text, evidence, message) => {
    expect(find(text)).toMatchObject([{ kind: 'encoding', evidence, message: expect.stringMatching(message) }]);
  });

  it('accepts accents, dashes, quotes, emoji, tabs and form feeds', () => {
    expect(kinds('Ça va? “Très bien” — dit-elle 👩‍👩‍👧, 100 °C, Âge\tâtre\n\fPage 2')).toEqual([]);
  });
});

describe('self-repetition', () => {
  it('fires on a stretch that makes up more of the letters than Rae et al. allow', () => {
    const text = `${PROSE} ${'we had passed the second island '.repeat(6)}`;
    expect(find(text)).toMatchObject([{ kind: 'self-repetition', score: expect.any(Number) }]);
  });

  it('fires on repeated lines', () => {
    const lines = Array.from({ length: 12 }, (_, i) =>
      i % 2 ? 'Please wash your hands before lunch.' : `Rule ${i}: ${PROSE.slice(i * 9, i * 9 + 70)}`,
    );
    expect(kinds(lines.join('\n'))).toContain('self-repetition');
  });

  it('leaves prose, short texts and code alone', () => {
    expect(kinds(PROSE)).toEqual([]);
    expect(kinds('no no no no no no')).toEqual([]);
    const code = Array.from({ length: 30 }, (_, i) => `if (a[${i}] === b[${i}]) { count += 1; }`).join('\n');
    expect(kinds(`\`\`\`js\n${code}\n\`\`\``)).toEqual([]);
  });
});
