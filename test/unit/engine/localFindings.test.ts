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
  it.each<readonly [text: string, evidence: string]>([
    ['As an AI language model, I have no opinions about tea.', 'As an AI language model'],
    ['Sure. I am just an AI and cannot taste it.', 'I am just an AI'],
    ['Mix the flour with water.<|im_end|>', '<|im_end|>'],
    ['### Response:\nMix the flour with water.', '### Response:'],
    ['[INST] Tell me a story [/INST] Once there was a fox.', '[INST]'],
    ['<s> Mix the flour with water.', '<s>'],
    ['Mix the flour with water.</s>\n', '</s>'],
    ...['<bos>', '<eos>', '<pad>', '[PAD]', '[CLS]', '[SEP]'].map(
      (token) => [`Mix the ${token} flour.`, token] as const,
    ),
    ["I'm sorry, but as an AI assistant I cannot taste it.", 'as an AI assistant'],
  ])('names what was left in %j', (text, evidence) => {
    expect(find(text)).toMatchObject([{ kind: 'residue', evidence: expect.stringContaining(evidence) }]);
  });

  it('sees a refusal by its verb, in any inflection', () => {
    expect(kinds("I'm sorry, but I can't assist with that request.")).toEqual(['residue']);
    expect(kinds('I am unable to be providing such a list.')).toEqual(['residue']);
  });

  it('names no more of the text than the words themselves', () => {
    expect(find('Thanks. As an AI assistant, I eat nothing.')).toMatchObject([{ evidence: 'As an AI assistant' }]);
  });

  it.each([
    "I'm sorry, I can't do that",
    'I’m sorry, but I can’t discuss that topic.',
    "I'm not able to answer that.",
    'I cannot recommend any method of picking a lock.',
    'I must decline.',
    'I must respectfully decline this request.',
    'I will not provide instructions for that.',
    'I cannot and will not help with it.',
    "I won't be able to help you.",
    'I apologize for the confusion. I cannot answer such questions.',
    "I can't say more about the plot than that. I cannot provide the ending.",
  ])('sees the refusal in %j', (text) => {
    expect(find(text)).toMatchObject([{ kind: 'residue', score: 0.8 }]);
  });

  it.each([
    "I can't help but laugh.",
    "I can't help thinking of her.",
    "I can't help feeling that we were had.",
    "I can't help it, the joke is too good.",
    "I can't do without tea.",
    "I'm sorry, I can't do without tea.",
    "I can't answer for my brother.",
    "I can't imagine a better place.",
    "I'm not able to come on Friday.",
    'I cannot support this team any longer.',
    'I won’t help him again.',
    '“I’m sorry,” she said. “I can’t discuss that.”',
    'I must go. I have to be home by ten.',
    'I cannot recommend this hotel highly enough.',
    'The food was cold. I cannot recommend it.',
    'But I will do none of this. I will not help the world.',
    'Is the symbol \\texttt{[CLS]} a word?',
    'She works as an AI researcher.',
    'As an AI researcher, she travels often.',
    'I am an AI researcher from Lyon.',
    'We use the network as a language model.',
    'Was <s>old price</s> now half of it.',
    '<s>old price</s>',
  ])('finds nothing in %j', (text) => {
    expect(kinds(text)).toEqual([]);
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
    ['HÃ”TEL', 'Ã”', /mojibake/],
    ['voilÃ\u00a0 tout', 'Ã\u00a0', /mojibake/],
    ['itâ\u0080\u0099s late', 'â\u0080\u0099', /mojibake/],
    ['Ð¿Ñ€Ð¸Ð²ÐµÑ‚ all', 'Ð¿Ñ€Ð¸Ð²ÐµÑ‚', /mojibake/],
    ['ä½\u00a0å¥½ä¸–ç•Œ', 'ä½\u00a0å¥½ä¸–ç•Œ', /mojibake/],
    ['ä½ å¥½ä¸–ç•Œ', 'å¥½ä¸–ç•Œ', /mojibake/],
    ['dziÄ™ki', 'Ä™', /mojibake/],
    ['well ðŸ˜€', 'ðŸ˜€', /mojibake/],
  ])('points at the damage in %j', (text, evidence, message) => {
    expect(find(text)).toMatchObject([{ kind: 'encoding', evidence, message: expect.stringMatching(message) }]);
  });

  it.each([
    'Ã alone, São, NÃO, Âge, naïve café, Tiếng Việt, IRMÃ”, MAÇÃ…',
    '“LE CAFÉ” — CAFÉ’S, É…, NESTLÉ®, „Spaß“ »Spaß« Ä” Ü—',
    'Le marché\u00a0» est à\u00a0« Paris\u00a0», à\u00a0€ 5, CAFÉ\u00a0: é…» É†',
    'Úžasný VÝŠKA BÉŽOVÁ kříž” 3×½ Ø½ 5×² ÷',
  ])('accepts %j', (text) => {
    expect(kinds(text)).toEqual([]);
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

  it('fires on two equal lines of three, however few, but not on a single line', () => {
    const line = PROSE.slice(0, 118);
    expect(find(`${line}\n${PROSE.slice(118)}\n${line}`)).toMatchObject([
      { message: expect.stringContaining('33 % of the lines') },
    ]);
    expect(kinds(PROSE.replaceAll('\n', ' '))).toEqual([]);
  });

  it('leaves prose, short texts and code alone', () => {
    expect(kinds(PROSE)).toEqual([]);
    expect(kinds('no no no no no no')).toEqual([]);
    const code = Array.from({ length: 30 }, (_, i) => `if (a[${i}] === b[${i}]) { count += 1; }`).join('\n');
    expect(kinds(`\`\`\`js\n${code}\n\`\`\``)).toEqual([]);
  });
});
