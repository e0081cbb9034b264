// The measuring half of `eval:verify`; bundled, because it imports the product's TypeScript. Argument: the options as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { VERIFIERS } from '../../../src/engine/verify/registry.ts';
import { verdictOf } from '../../../src/engine/verify/verifier.ts';
import { loadVerifyTools } from '../../../src/runtime/lazy/verifyTools.ts';
import { CODE_FAULTS, CODE_LANGUAGES, codeSample, corruptedCode } from './codeCorruptions.mjs';
import { damageNumber, damageSyntax, numbersOf } from './damage.mjs';
import { jsonRow, programRow } from './programs.mjs';
import { drawing } from './random.mjs';
import { workedRow } from './worked.mjs';

const { dist, seed, rows, file, field, verbose } = JSON.parse(process.argv[2]);
const load = createRequire(join(dist, 'worker.mjs'));
const LANGUAGES = [...CODE_LANGUAGES, 'json'];
const tools = await loadVerifyTools(LANGUAGES, {
  parsers: () => load('./parsers.cjs'),
  html: () => load('./html.cjs'),
  sql: () => load('./sql.cjs'),
  data: () => load('./data.cjs'),
  guessLanguage: () => null,
  grammars: join(dist, 'grammars'),
});

const sample = (prompt, response, row) => ({
  views: [
    { view: 'prompt', segments: [{ text: prompt, path: ['prompt'] }] },
    { view: 'response', segments: [{ text: response, path: ['response'] }] },
  ],
  row,
});

/** Runs verifiers as a corpus runs them: facts from drawn samples, then every sample. */
function verdicts(ids, samples, drawn = samples.slice(0, 200)) {
  const active = VERIFIERS.filter(({ id }) => ids.includes(id))
    .map((verifier) => ({ verifier, facts: verifier.detect(drawn, {}) }))
    .filter(({ facts }) => facts !== null);
  return samples.map((x) => {
    const checks = active.flatMap(({ verifier, facts }) => verifier.check(x, facts, tools));
    return { verdict: verdictOf(checks), checks };
  });
}

const say = (line = '') => process.stdout.write(`${line}\n`);
const share = (n, of) => `${n} of ${of} (${of === 0 ? '–' : ((100 * n) / of).toFixed(1)} %)`;

function report(name, untouched, damaged, show) {
  const failed = untouched.filter(({ verdict }) => verdict === 'failed');
  const found = damaged.filter(({ verdict }) => verdict === 'failed');
  say(name);
  say(`  untouched that fail        ${share(failed.length, untouched.length)}`);
  say(
    `  untouched that verify      ${share(untouched.filter(({ verdict }) => verdict === 'verified').length, untouched.length)}`,
  );
  say(`  damaged that are found     ${share(found.length, damaged.length)}`);
  if (verbose) {
    for (const { checks } of failed) say(`  fails: ${checks.find((c) => c.verdict === 'failed').reason}`);
    damaged.forEach(({ verdict }, i) => {
      if (verdict !== 'failed') say(`  missed: ${show(i)}`);
    });
  }
  say();
}

/** @param {{ question: string, text: string, row: object }[]} all */
function worked(name, all) {
  const plain = all.map(({ question, text, row }) => sample(question, text, row));
  const d = drawing(seed);
  for (const scope of ['that take part in the computation', 'of any kind, told ones included']) {
    const usable = all.filter(({ text }) => numbersOf(text, { all: scope.startsWith('of any') }).length > 0);
    const damage = usable.map(({ text }) =>
      damageNumber(text, numbersOf(text, { all: scope.startsWith('of any') }), d),
    );
    const damaged = usable.map(({ question, row }, i) => sample(question, damage[i].text, row));
    report(
      `${name}, one of the numbers ${scope}`,
      verdicts(['arithmetic'], plain),
      verdicts(['arithmetic'], damaged, plain.slice(0, 200)),
      (i) => {
        const { was, is, at, text } = damage[i];
        return `${was} → ${is} in ${JSON.stringify(text.slice(Math.max(0, at - 40), at + 40))}`;
      },
    );
  }
}

function syntax(name, ids, made, prompt) {
  const d = drawing(seed);
  const plain = made.map(({ code, answer }) => sample(prompt, answer(code), {}));
  const damage = made.map(({ code, language }) => damageSyntax(code, d, language === 'json' ? isJson : undefined));
  const damaged = made.map(({ answer }, i) => sample(prompt, answer(damage[i].text), {}));
  const untouched = verdicts(ids, plain);
  const results = verdicts(ids, damaged, plain.slice(0, 200));
  report(
    name,
    untouched,
    results,
    (i) => `${damage[i].kind}, ${made[i].language}: ${JSON.stringify(damage[i].text.slice(-80))}`,
  );
}

/** By the platform's own parser, so that the product's is not the judge of itself. */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One fault of each kind in programs of one language. */
function faults(language, n) {
  const fenced = (code) => sample('Show me.', `So:\n\n\`\`\`${language}\n${code}\n\`\`\`\n`, {});
  const codes = Array.from({ length: n }, (_, i) => codeSample(language, `${seed}:${i}`));
  const plain = codes.map(fenced);
  const damaged = codes.flatMap((code, i) =>
    CODE_FAULTS.flatMap((kind) => {
      const wrong = corruptedCode(language, code, kind, `${seed}:${i}`);
      return wrong === null ? [] : [{ kind, wrong }];
    }),
  );
  report(
    `${n} programs in ${language}, one fault of each kind`,
    verdicts(['code'], plain),
    verdicts(
      ['code'],
      damaged.map(({ wrong }) => fenced(wrong)),
      plain.slice(0, 200),
    ),
    (i) => `${damaged[i].kind}: ${JSON.stringify(damaged[i].wrong.slice(0, 200))}`,
  );
}

const seeds = Array.from({ length: rows }, (_, i) => seed * 100_003 + i);
if (file) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const read = lines.map((line) => JSON.parse(line)).filter((row) => typeof row[field] === 'string');
  worked(
    `${read.length} rows of ${file}`,
    read.map((row) => ({ question: String(row.question ?? row.prompt ?? ''), text: row[field], row })),
  );
} else {
  const made = seeds.map(workedRow);
  worked(
    `${rows} worked answers`,
    made.map((row) => ({ question: row.question, text: row.solution ?? row.answer, row })),
  );
  syntax(`${rows} JSON documents`, ['data'], seeds.map(jsonRow), 'Answer in JSON.');
  syntax(`${rows} programs`, ['code', 'data'], seeds.map(programRow), 'Write a program.');
  const each = Math.ceil(rows / CODE_LANGUAGES.length);
  for (const language of CODE_LANGUAGES) faults(language, each);
}
