// The trait reader with the shipped model, and prose to read.
import english from '../../src/engine/traits/model/english.json' with { type: 'json' };
import { decodeModel, type ModelFile } from '../../src/engine/traits/model/model.ts';
import { createTraitReader } from '../../src/engine/traits/reader.ts';

export const modelFile = english as unknown as ModelFile;
export const model = decodeModel(modelFile);
export const newReader = () => createTraitReader(model);

/** About 90 words of plain English prose in two paragraphs. */
export const PROSE = `We drove up to the lake on Friday, and the rain had just stopped when we got there. My brother forgot the \
tent poles, so we slept in the back of the car with the dog between us. It was not as bad as it sounds. He snores, though.

In the morning the water was still and grey. I made coffee on the little stove while he looked for his glasses, which were \
on his head the whole time. We caught two fish and put both of them back. Nobody else came all day.`;

/** About 90 words of the kind that LLM text is full of. */
export const STOCK = `In today's fast-paced world, effective communication is not just a skill but a vital necessity. \
Moreover, it plays a pivotal role in fostering meaningful connections, enhancing collaboration, and driving innovation. \
By leveraging clear strategies, individuals can navigate complex challenges with confidence and resilience.

Additionally, it is important to note that active listening serves as a testament to mutual respect, underscoring the \
significance of empathy. Ultimately, embracing these comprehensive approaches can pave the way for transformative growth, \
seamlessly aligning personal aspirations with broader organizational objectives.`;
