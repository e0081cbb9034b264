// residue: what a generation pipeline leaves in a text. Refusals, "as an AI language model", role markers and template
// tokens, cut endings. Plain facts with a span.
import { stem } from '../text/natural.ts';
import type { Prepared } from '../text/prepare.ts';
import type { LocalDetector, LocalFinding } from './local.ts';

const TOKENS =
  /<\|(?:im_start|im_end|im_sep|endoftext|eot_id|begin_of_text|end_of_text|start_header_id|end_header_id|user|assistant|system|end)\|>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<extra_id_\d+>|<(?:bos|eos|pad)>|(?<![{`])\[(?:PAD|CLS|SEP)\]|^#{2,3} (?:Instruction|Response|Input):/m;
/** A pair of these strikes text out in HTML; one alone, where the text starts or ends, is a token. */
const SENTENCE_TOKEN = /^\s*<s>(?![\s\S]*<\/s>)|(?<!<s>[\s\S]*)<\/s>\s*$/;
const ROLE = /^(?:Human|User|Assistant|AI assistant|ChatGPT|GPT-4):\s+\S/m;
/** A cheap look for what SELF needs. */
const ABOUT_AI = /\b(?:AI|artificial intelligence|language model|my knowledge|my training)\b/i;
/** "As an AI" at the start of a clause, "I am an AI" as a whole; not "as an AI researcher". */
const SELF = new RegExp(
  [
    String.raw`\bas an? (?<=(?:^\s*|[.,;:!?()"“”*—–-]\s*|\n\s*|\b(?:and|because|but|however|since|so|sorry|that|unfortunately)\s+)as an? )(?:(?:AI|artificial intelligence)(?:(?: powered)?(?: large)? language model| model| assistant| chatbot|(?=,| I\b| (?:created|designed|developed|trained)\b))|(?:large )?language model(?=,? I\b| AI\b|, my\b))`,
    String.raw`\b(?:being|I(?:['’]m| am)(?: just| only)?) an? (?:(?:AI|artificial intelligence)(?: (?:language model|model|assistant|chatbot|program))?|(?:large )?language model)(?=\s*(?:[.,;:!?()"“”*—–]|$)|\s+(?:and|but|so) (?:am|can|cannot|can['’]t|do|don['’]t|have|I|it|not|therefore)\b|\s+(?:created|designed|developed|here|I|that|trained|without)\b)`,
    String.raw`\bmy (?:knowledge cut-?off|training data)\b`,
  ].join('|'),
  'i',
);
/** Of cut endings, and of nothing else here. */
const CUT_SCORE = 0.5;
const LEAST_WORDS = 30;
const TAIL = 40;
/** Texts cut anywhere end on a comma or one of these words about every third time. */
const CUT_SET_SHARE = 0.2;
const CUT_SET_SAMPLES = 10;
const MODAL =
  /\bI(?:['’]m| am)? (?:(?:cannot|can['’]t|can not|am unable to|unable to|not able to|won['’]t|will not)(?: and (?:will not|won['’]t))?(?: be able to)?|must|have to)(?= )/gi;
const APOLOGY = /^\s*(?:(?:I(?:['’]m| am) )?(?:(?:so|very|really|truly) )?sorry|(?:I |my )?apolog(?:y|ies|i[sz]e))\b/i;
const stems = (words: string) => new Set(words.split(' ').map(stem));
/** What a refusal refuses, by stem. */
const REFUSED = stems('assist help fulfil comply provide generate create engage write continue complete');
/** Refused only before one of OBJECTS: the first in the first sentence or after an apology, the others after one. */
const REFUSED_OBJECT = stems('answer discuss');
const REFUSED_SORRILY = stems('perform process support');
const OBJECTS = /^ (?:any|such|th(?:at|is|ese|ose)|your)\b/;
const DEED = /^ th(?:at|is)(?: for you| request| task)?\s*(?:[,.;!]|$)/;
/** Nobody's refusal: "I can't help but laugh", "I can't help thinking", "I won't help him". */
const HELPLESS = /^(?: (?:but|it|if|that|my|him|her|them|\w+self)\b| \w+ing\b)/;
/** Further on, a decision rather than a refusal. */
const WILL = /(?:won['’]t|will not)$/i;
/** Said of a thing that is praised. */
const PRAISE = /^[^.!?\n]*\b(?:enough|highly|more|strongly)\b/;
/** What may stand between "I can't" and the verb. */
const FILLERS = new Set(['to', 'be', 'directly', 'really', 'currently', 'actually', 'personally', 'respectfully']);
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
      at(SENTENCE_TOKEN, text, segment, 'a template token was left in the text', 1) ??
      (ABOUT_AI.test(text) ? at(SELF, text, segment, 'the text speaks of itself as an AI', 0.9) : null) ??
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
  const head = text.slice(0, 200);
  const sentence = /[.!?](?=\s)|\n/.exec(head)?.index ?? head.length;
  const sorry = APOLOGY.test(head);
  for (const m of head.matchAll(MODAL)) {
    const end = m.index + m[0].length;
    const after = text.slice(end, end + 120).toLowerCase();
    const verb = [...after.matchAll(/[a-z]+/g)].find(([word]) => !FILLERS.has(word));
    if (!verb) continue;
    const [word] = verb;
    const rest = after.slice(verb.index + word.length);
    if (!refuses(m[0], word, rest, { sorry, early: sorry || m.index < sentence, first: m.index === 0 })) continue;
    return {
      kind: 'residue',
      message: `Residue: a refusal ("${m[0]} … ${word} …").`,
      score: 0.8,
      segment,
      start: m.index,
      end,
    };
  }
  return null;
}

interface Standing {
  /** The text starts with an apology. */
  readonly sorry: boolean;
  /** In the first sentence, or after an apology. */
  readonly early: boolean;
  /** At the very start of the text. */
  readonly first: boolean;
}

function refuses(modal: string, verb: string, rest: string, { sorry, early, first }: Standing): boolean {
  const root = stem(verb);
  if (/ (?:must|have to)$/i.test(modal)) return early && root === stem('decline');
  if (REFUSED.has(root)) return (early || !WILL.test(modal)) && !(verb === 'help' && HELPLESS.test(rest));
  if (REFUSED_OBJECT.has(root)) return early && OBJECTS.test(rest);
  if (REFUSED_SORRILY.has(root)) return sorry && OBJECTS.test(rest);
  if (verb === 'do') return sorry && DEED.test(rest);
  return first && verb === 'recommend' && !PRAISE.test(rest);
}

function cutEnding(x: Prepared, isCode: () => boolean): LocalFinding | null {
  const segment = x.segments.length - 1;
  const text = x.segments[segment]?.text ?? '';
  if (x.words.length < LEAST_WORDS) return null;
  const tail = text.slice(-TAIL);
  const start = openEnd(text);
  if (start === null || isCode()) return null;
  return {
    kind: 'residue',
    message: `Residue: the text ends in the middle of a sentence ("… ${tail.slice(-20).trim()}").`,
    score: CUT_SCORE,
    segment,
    start,
    end: text.length,
  };
}

/** Where the open end of a text starts, or null. */
function openEnd(text: string): number | null {
  const tail = text.slice(-TAIL);
  const m = OPEN_END.exec(tail);
  return m && !SIGN_OFF.test(tail) ? text.length - tail.length + m.index : null;
}

/** Whether a text of at least 30 words ends in the middle of a sentence; code is the caller's affair. */
export function endsCut(text: string): boolean {
  return openEnd(text) !== null && text.trim().split(/\s+/, LEAST_WORDS).length === LEAST_WORDS;
}

export function isCutEnding({ kind, score }: Pick<LocalFinding, 'kind' | 'score'>): boolean {
  return kind === 'residue' && score === CUT_SCORE;
}

/** Said once where so many of the `of` samples of a view end cut that the set was cut as a whole; null otherwise. */
export function cutSet(cut: number, of: number): string | null {
  if (cut < CUT_SET_SAMPLES || cut < of * CUT_SET_SHARE) return null;
  return `Residue: ${cut.toLocaleString('en')} of ${of.toLocaleString('en')} samples end in the middle of a sentence: the set was cut.`;
}
