// Writes the sample corpora: node scripts/samples.mjs [--seed N] [--out DIR]. The committed ones have the default seed.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './lib/paths.mjs';
import { main, ScriptError } from './lib/run.mjs';
import { generateChat, generateInstructions, generateNotes } from './lib/sampleCorpus.mjs';

const DEFAULT_SEED = 20260;

const FILES = [
  ['instructions.jsonl', generateInstructions, 'An instruction set: `instruction`, `input`, `output`.'],
  ['chat.jsonl', generateChat, 'Chats of one to three turns: `messages`, half of them under one shared system prompt.'],
  ['notes.txt', generateNotes, 'Plain text in paragraphs, parted by blank lines.'],
];

await main(async () => {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, out: { type: 'string' } } });
  const seed = values.seed === undefined ? DEFAULT_SEED : Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new ScriptError(`--seed ${values.seed}: give a whole number.`);
  const folder = resolve(values.out ?? join(root, 'samples'));
  await mkdir(folder, { recursive: true });
  const planted = {};
  const sections = [];
  for (const [name, generate, about] of FILES) {
    const corpus = generate(seed);
    await writeFile(join(folder, name), `${corpus.rows.join('\n')}\n`);
    planted[name] = {
      planted: corpus.planted,
      originals: corpus.originals,
      family: corpus.family,
      clean: corpus.clean,
    };
    sections.push(section(name, about, corpus));
  }
  await writeFile(join(folder, 'planted.json'), `${JSON.stringify({ seed, files: planted })}\n`);
  await writeFile(join(folder, 'README.md'), readme(seed, sections));
});

function readme(seed, sections) {
  return `# Sample corpora

Made for this project by \`node scripts/samples.mjs --seed ${seed}\`: every sentence comes from frames and word banks in
\`scripts/lib/samples\`, none from elsewhere. Another seed gives other corpora with the same kinds of faults;
\`planted.json\` holds the lines below for programs.

Ordinary rows share few word 4-grams with one another, so what an inspection flags is what was planted:

${sections.join('\n')}`;
}

function section(name, about, { planted, originals, family, clean }) {
  const rows = Object.entries(planted)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, lines]) => {
      const sources =
        kind === 'template' && lines.length === 1
          ? `shared by ${family.join(', ')}`
          : (originals[kind] ?? []).join(', ');
      return `| ${kind} | ${lines.length} | ${lines.join(', ')} | ${sources} |`;
    });
  return `## ${name}

${about} ${clean.length} clean rows.

| planted | rows | lines | lines they repeat |
| --- | ---: | --- | --- |
${rows.join('\n')}
`;
}
