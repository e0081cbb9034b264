// Verifier of instructions: constraints of a prompt that can be checked with certainty, in the manner of IFEval (Zhou et al. 2023).
import { fences } from '../fences.ts';
import { parsed } from '../jsonPieces.ts';
import type { Check, CheckPlace, Verifiable, Verifier, VerifyTools } from '../verifier.ts';
import { type Amount, amountsIn } from './amounts.ts';
import { MEASURES } from './measures.ts';
import { otherTongue, tongueIn } from './tongues.ts';
import { wordingIn } from './wording.ts';

/** Constraints stand where a prompt starts or ends; what lies between is material. */
const HEAD = 800;
const TAIL = 500;
/** Prompts about programs speak of words, cases and JSON that are not the answer's. */
const PROGRAM =
  /\b(?:function|program|script|code|class|method|regex|regular expression|algorithm|API|endpoint|query|array|string|variable|python|java|javascript|sql|html|css)\b/i;
const AS_JSON =
  /\b(?:respond|answer|reply|output|return|give|provide|present|format|write|generate)\b[^.\n]{0,80}\b(?:in|as)(?: a)?(?: valid)? JSON\b(?! (?:file|schema|web|api))/i;

interface Pair {
  readonly prompt: string;
  readonly answer: string;
  readonly at: CheckPlace;
}

type Said = Pick<Check, 'verdict' | 'reason'>;

export const instructions: Verifier = {
  id: 'instructions',
  about: {
    label: 'Instructions',
    explains:
      'Constraints in the prompt that leave no choice are checked: how many words, sentences, paragraphs or points, words to use or to avoid, how to begin and end, no commas, case, JSON, and the language.',
    limits:
      'Approximate lengths ("about 100 words", "in 50 words"), what holds for a part ("each title"), and prompts about programs are left alone. Only English forms of a constraint are known.',
  },

  detect(drawn) {
    return drawn.some((x) => pairsOf(x).length > 0) ? {} : null;
  },

  check(x, _facts, tools) {
    return pairsOf(x).flatMap(({ prompt, answer, at }) =>
      checkAnswer(prompt, answer, tools).map((said) => ({ ...said, at })),
    );
  },
};

/** A prompt and the answer to it: turn by turn, or the instruction and the only answer. */
function pairsOf({ views }: Verifiable): Pair[] {
  const prompts = views.find(({ view }) => view === 'prompt')?.segments ?? [];
  const given = views.find(({ view }) => view === 'response')?.segments ?? [];
  if (prompts.length === 0 || (given.length !== 1 && given.length !== prompts.length)) return [];
  return given.flatMap(({ text }, segment) => {
    const prompt = prompts[segment]!.text;
    const place = { view: 'response' as const, segment, start: 0, end: text.length };
    return text.trim() === '' ? [] : [{ prompt: endsOf(prompt), answer: text, at: place }];
  });
}

function endsOf(prompt: string): string {
  return prompt.length <= HEAD + TAIL ? prompt : `${prompt.slice(0, HEAD)}\n…\n${prompt.slice(-TAIL)}`;
}

function checkAnswer(prompt: string, answer: string, tools: VerifyTools): Said[] {
  if (PROGRAM.test(prompt) || fences(answer).some(({ language }) => language !== '' && language !== 'json')) return [];
  const checks = amountsIn(prompt).map((amount) => checkAmount(amount, answer));
  for (const { kept, asked, broken } of wordingIn(prompt)) {
    checks.push(
      kept(answer)
        ? { verdict: 'verified', reason: `the answer has ${asked}, as asked for` }
        : { verdict: 'failed', reason: `the prompt asks for an answer with ${asked}, but ${broken}` },
    );
  }
  if (AS_JSON.test(prompt)) checks.push(checkJson(answer));
  const tongue = tongueIn(prompt);
  if (tongue !== null) checks.push(...checkTongue(tongue, answer, tools));
  return checks;
}

function checkAmount({ unit, least, most, said }: Amount, answer: string): Said {
  const [lowest, highest] = MEASURES[unit](answer);
  const shown = lowest === highest ? `${lowest}` : `${lowest} to ${highest}`;
  const one = unit.slice(0, -1);
  const found = `${shown} ${highest === 1 ? one : unit}`;
  if (lowest <= most && highest >= least)
    return { verdict: 'verified', reason: `the answer has ${found}; asked for was "${said}"` };
  return { verdict: 'failed', reason: `the prompt asks for "${said}", but the answer has ${found}` };
}

function checkJson(answer: string): Said {
  const blocks = fences(answer).map(({ code }) => code);
  const from = answer.search(/[[{]/);
  const to = Math.max(answer.lastIndexOf('}'), answer.lastIndexOf(']'));
  const candidates = [answer, ...blocks, ...(from >= 0 && to > from ? [answer.slice(from, to + 1)] : [])];
  if (candidates.some((text) => parsed(text.trim()) !== undefined))
    return { verdict: 'verified', reason: 'the answer is JSON, as asked for' };
  return {
    verdict: 'failed',
    reason: `the prompt asks for JSON, but the answer ${from < 0 ? 'holds none' : 'does not parse as JSON'}`,
  };
}

function checkTongue(asked: string, answer: string, tools: VerifyTools): Said[] {
  const other = otherTongue(asked, answer, tools);
  if (other === undefined)
    return [
      { verdict: 'not checkable', reason: `whether the answer is in ${asked} cannot be told from so short a text` },
    ];
  if (other === null) return [{ verdict: 'verified', reason: `the answer is in ${asked}, as asked for` }];
  return [{ verdict: 'failed', reason: `the prompt asks for ${asked}, but the answer reads as ${other}` }];
}
