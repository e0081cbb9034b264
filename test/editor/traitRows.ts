// Rows for looking at traits: plain talk as people write it, and text full of what LLM text is known for.

const HUMAN = [
  'I got up late and the bus had gone, so I walked.',
  'My aunt keeps bees behind the shed, eleven hives or so, I never counted.',
  "We didn't say much on the way back; it was too cold for that.",
  "He fixed the tap with a bit of string and it's held for a year now.",
  'The shop shut at four, which nobody had told us.',
  "You can't park there on market days, I found that out the hard way.",
  "I don't know who left the gate open but the goats were all over the road.",
  'She said she would ring on Sunday. She did not ring.',
  'It rained from noon till dark and the tent leaked at one corner.',
  "I've had the same boots since I was nineteen and they still don't fit.",
  'Dad thinks the old map is wrong about the ford, and he may be right.',
  'We ate what was left: bread, two eggs, a lump of cheese.',
  "There's a dog next door that barks at bin lorries and nothing else.",
  'I lost my keys twice that week, once in the fridge.',
  'The band was bad but loud, so people stayed.',
  "Nobody's been up that path since the landslip, or so they say at the pub.",
  'Mum wrote the list on the back of an envelope and then posted the envelope.',
  "I'd go again, but not in March.",
];

const LLM = [
  'Furthermore, it is crucial to delve into the intricate tapestry of factors that shape this multifaceted landscape.',
  'This comprehensive approach not only enhances efficiency but also fosters a vibrant culture of continuous innovation.',
  'Moreover, organizations must navigate the evolving complexities of digital transformation with unwavering commitment.',
  'By leveraging cutting-edge methodologies, stakeholders can seamlessly unlock unprecedented opportunities for sustainable growth.',
  'It is important to note that these considerations play a pivotal role in facilitating meaningful collaboration.',
  'Ultimately, embracing diversity, transparency, and accountability underscores the significance of inclusive leadership.',
  'Additionally, the meticulous integration of innovative technologies showcases the transformative potential of collaboration.',
  'In conclusion, this holistic framework serves as a testament to the enduring importance of interdisciplinary research.',
  'These groundbreaking advancements highlight the necessity of robust, scalable, and user-centric solutions.',
  'Consequently, fostering resilience within communities remains an essential cornerstone of comprehensive development.',
];

/** Whole sentences of a list, ten of them or as many as there are, in an order that `n` decides. */
function text(sentences: readonly string[], n: number, count: number): string {
  const order = sentences
    .map((sentence, i) => ({ sentence, at: Math.imul(n * 31 + i + 1, 2_654_435_761) >>> 0 }))
    .sort((a, b) => a.at - b.at);
  return order
    .slice(0, count)
    .map(({ sentence }) => sentence)
    .join(' ');
}

export interface TraitRows {
  readonly rows: string[];
  /** 1-based lines. */
  readonly human: readonly number[];
  readonly llm: readonly number[];
}

/** JSONL rows `{ text, source }`: every fifth from a model, the others from people; 70 to 160 words each. */
export function traitRows(count: number): TraitRows {
  const human: number[] = [];
  const llm: number[] = [];
  const rows = Array.from({ length: count }, (_, i) => {
    const isLlm = i % 5 === 4;
    (isLlm ? llm : human).push(i + 1);
    const body = isLlm ? text(LLM, i, 7) : text(HUMAN, i, 10);
    return JSON.stringify({ text: `${body} Note ${i + 1}.`, source: isLlm ? 'model' : 'people' });
  });
  return { rows, human, llm };
}
