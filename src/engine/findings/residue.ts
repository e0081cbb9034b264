// residue: what a generation pipeline leaves in a text. Refusals, "as an AI language model", role markers and template
// tokens, cut endings. Plain facts with a span.
import { stem } from '../text/natural.ts';
import type { Prepared } from '../text/prepare.ts';
import type { LocalDetector, LocalFinding } from './local.ts';

const TOKENS =
  /<\|(?:im_start|im_end|im_sep|endoftext|eot_id|begin_of_text|end_of_text|start_header_id|end_header_id|user|assistant|system|end)\|>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<extra_id_\d+>|<\/s>\s*$|^\s*<s>|^#{2,3} (?:Instruction|Response|Input):/m;
const ROLE = /^(?:Human|User|Assistant|AI assistant|ChatGPT|GPT-4):\s+\S/m;
const SELF =
  /\b(?:as|being|I(?:['’]m| am)(?: just| only)?) an? (?:AI|artificial intelligence|(?:large )?language model)(?: (?:language model|model|assistant|chatbot))?\b|\bmy (?:knowledge cut-?off|training data)\b/i;
const REFUSAL =
  /\bI(?:['’]m| am)? (?:sorry,? (?:but )?I )?(?:cannot|can['’]t|can not|am unable to|unable to|won['’]t|not able to)\b/i;
/** Stems of what a refusal refuses. */
const REFUSED = new Set(
  ['assist', 'help', 'fulfil', 'compli', 'provid', 'gener', 'creat', 'engag', 'write', 'continu', 'complet'].map(stem),
);
/** What may stand between "I can't" and the verb. */
const FILLERS = new Set(['to', 'be', 'directly', 'really', 'currently', 'actually', 'personally']);
/** A text that ends on one of these was cut. */
const OPEN_END = /(?:,|\b(?:the|a|an|of|and|or|to|in|with|for|that|is|are|by|from|as))\s*$/;
/** How letters end. */
const SIGN_OFF =
  /(?:^|\n)\s*(?:yours )?(?:sincerely|regards|yours|love|best|cheers|thanks|thank you|respectfully|warmly|cordially)\b[^\n]{0,20},\s*$/i;

export const residue: LocalDetector = (x, isCode) => {
  if (x.view !== 'text' && x.view !== 'response') return null;
  for (let segment = 0; segment < x.segments.length; segment++) {
    const text = x.segments[segment]?.text ?? '';
    const found =
      at(TOKENS, text, segment, 'a template token was left in the text', 1) ??
      at(SELF, text, segment, 'the text speaks of itself as an AI', 0.9) ??
      refusal(text, segment) ??
      at(ROLE, text, segment, 'a role marker was left in the text', 0.7);
    if (found) return found;
  }
  return cutEnding(x, isCode);
};

function at(pattern: RegExp, text: string, segment: number, what: string, score: number): LocalFinding | null {
  const m = pattern.exec(text);
  if (!m) return null;
  const quoted = m[0].trim().slice(0, 40);
  return {
    kind: 'residue',
    message: `Residue: ${what} ("${quoted}").`,
    score,
    segment,
    start: m.index,
    end: m.index + m[0].length,
  };
}

/** "I can't help with …" within the first 200 characters. */
function refusal(text: string, segment: number): LocalFinding | null {
  const m = REFUSAL.exec(text.slice(0, 200));
  if (!m) return null;
  const end = m.index + m[0].length;
  const after = text.slice(end, end + 60).toLowerCase();
  const verb = after.match(/[a-z]+/g)?.find((word) => !FILLERS.has(word));
  if (verb === undefined || !REFUSED.has(stem(verb))) return null;
  return {
    kind: 'residue',
    message: `Residue: a refusal ("${m[0]} … ${verb} …").`,
    score: 0.8,
    segment,
    start: m.index,
    end,
  };
}

function cutEnding(x: Prepared, isCode: () => boolean): LocalFinding | null {
  const segment = x.segments.length - 1;
  const text = x.segments[segment]?.text ?? '';
  if (x.words.length < 30) return null;
  const tail = text.slice(-40);
  const m = OPEN_END.exec(tail);
  if (!m || SIGN_OFF.test(tail) || isCode()) return null;
  const start = text.length - tail.length + m.index;
  return {
    kind: 'residue',
    message: `Residue: the text ends in the middle of a sentence ("… ${tail.slice(-20).trim()}").`,
    score: 0.5,
    segment,
    start,
    end: text.length,
  };
}
