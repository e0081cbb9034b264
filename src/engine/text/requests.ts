// What a text asks for: the verb of its first request and that verb's noun object, from part-of-speech tags alone.
import type { Tools } from '../metric.ts';
import { singular } from './singular.ts';
import { taggable } from './taggable.ts';

export interface Request {
  readonly verb: string;
  readonly object: string;
}

/** Sentences that are looked at, and characters of the text. */
const SENTENCES = 6;
const CHARACTERS = 1500;

const words = (list: string) => new Set(list.trim().split(/\s+/));

/** Verbs that the tagger takes for nouns or adjectives where a request begins with them. */
const IMPERATIVE = words(`
  list name answer design rank output role-play roleplay match sort order label link guess draft outline detail plan
  question summarise summarize paraphrase proofread brainstorm compose comment complete correct edit rewrite rephrase reword
  reverse research review rate score document code debug implement test translate parse format group highlight pitch
  script sketch state study survey tag title transform tweet update use visit calculate cite convert craft contrast
  compare define develop discuss divide estimate evaluate explain extract fill find formulate generate identify illustrate
  improve infer insert interpret invent investigate justify mention model modify offer organize organise pick predict prepare
  present produce propose prove provide quote recommend record reduce refactor remove replace report return select share
  show simplify simulate solve speculate split spot structure suggest synthesize tell think trace transcribe
  unscramble verify visualize weigh write analyze analyse assess assign build categorize categorise choose classify combine
  compile compute conclude condense construct create decide deduce describe detect determine devise differentiate
  distinguish elaborate enumerate envision examine expand explore express give imagine make map picture pretend
  provide re-write take assume act play read look help please try note go let
  account arrange blend capture check close count cut
  deliver demonstrate fix form lead measure narrate pair pen perform post print put rearrange recite recount reflect
  refute reply search send set sing speak substitute sum support swap teach turn view voice walk
`);

/** Never the verb of a request: they introduce one, or have no object. */
const LIGHT = words('be is are am was were do does did have has had let please given note seem feel become');
const PRONOUN = words(
  'me us him her them you yourself myself it this that these those everyone someone anything something',
);
const RECIPIENT = words('me us him her them you');
const PARTICLE = words('out up down off away back together');
/** Verbs with a recipient before their object: "give your friend some advice". */
const DITRANSITIVE = words('give tell show send teach offer ask hand bring grant');
const SKIPPED = words('please kindly now then next first finally also just so and or but now, lastly second third');
/** Verbs whose own object is another request: "help me write a letter", "try to find a word". */
const CARRIER = words('help try need want like have attempt go come continue start begin');
const INTRODUCES = words('given based using considering assuming following according as if in for imagine you');
const NUMBER = words('two three four five six seven eight nine ten eleven twelve twenty fifty hundred');
const SUBORDINATE = words('who whom whose that which how why what when where while to because');
const MODAL = words('can could would will should must may might shall do does did');
const SUBJECT = words('you i we one');

interface Token {
  readonly lower: string;
  readonly tag: string;
}

/**
 * The first verb that a text requests with a direct noun object: imperatives ("Write a short poem" → write, poem), also after an
 * introduction ("Given a text, list its names"), "you have to …", "can you …" and "how do I …". The object is the last noun of the
 * noun phrase behind the verb, in the singular. Null where its first six sentences hold none. English only.
 */
export function requestOf(text: string, { tag }: Pick<Tools, 'tag'>): Request | null {
  const sentences = text.slice(0, CHARACTERS).split(/(?<=[.!?;])["')\]]*\s+|[\n\r]+|:\s/);
  let seen = 0;
  for (const sentence of sentences) {
    const tokens = tokensOf(sentence, tag);
    if (tokens.length < 2) continue;
    if (++seen > SENTENCES) break;
    for (const verb of verbsOf(tokens)) {
      const found = objectOf(tokens, verb);
      if (found) return found;
    }
  }
  return null;
}

function tokensOf(sentence: string, tag: Tools['tag']): Token[] {
  // Bullets and numbers before a sentence say nothing.
  const list = taggable(sentence.replace(/^\s*(?:[-*#•>]+|\(?\d+[.)])\s*/, ''));
  // The capital of a first word would make it a name.
  const first = list[0];
  if (first !== undefined && /^\p{Lu}\p{Ll}/u.test(first)) list[0] = first.toLowerCase();
  const tags = tag(list);
  return list.map((text, i) => {
    const lower = text.toLowerCase();
    return { lower, tag: tagOf(lower, tags[i] as string) };
  });
}

/** The tagger's first choice, but for numbers in words. */
function tagOf(lower: string, tag: string): string {
  return NUMBER.has(lower) ? 'CD' : (tag.split('|')[0] as string);
}

/** Places of the verbs that may be requests, in order. */
function* verbsOf(tokens: readonly Token[]): Generator<number> {
  if (at(tokens, 0).tag === 'VBG' && !INTRODUCES.has(at(tokens, 0).lower)) yield 0;
  const leads = introduced(tokens);
  for (let i = 0; i < tokens.length; i++) {
    const asked = i > 0 && isAskedOf(tokens, i);
    if (i > 0 && !asked && !startsClause(tokens, i, leads)) continue;
    let verb = i;
    while (SKIPPED.has(at(tokens, verb).lower) || at(tokens, verb).tag === 'RB') verb++;
    if (isVerb(tokens, verb)) yield* carried(tokens, verb);
  }
}

const NOTHING: Token = { lower: '', tag: '' };
const at = (tokens: readonly Token[], i: number): Token => tokens[i] ?? NOTHING;

/** "help me write …" asks to write. */
function* carried(tokens: readonly Token[], verb: number): Generator<number> {
  if (CARRIER.has(at(tokens, verb).lower)) {
    let next = verb + 1;
    if (RECIPIENT.has(at(tokens, next).lower)) next++;
    if (at(tokens, next).lower === 'to') next++;
    if (isVerb(tokens, next)) yield next;
    return;
  }
  yield verb;
}

/** Behind the comma of an introduction, or behind the conjunction that joins a second request to a first. */
function startsClause(tokens: readonly Token[], i: number, leads: boolean): boolean {
  const before = at(tokens, i - 1).lower;
  if (before === ',' || before === ';' || before === '-') return leads || isVerb(tokens, 0);
  if (before !== 'and' && before !== 'then') return false;
  if (at(tokens, i - 2).lower === ',') return leads || isVerb(tokens, 0);
  return isVerb(tokens, 0) && !tokens.slice(0, i).some(({ lower }) => SUBORDINATE.has(lower));
}

/** Behind "can you", "you have to", "I want you to", "your task is to", "how do I". */
function isAskedOf(tokens: readonly Token[], i: number): boolean {
  const one = at(tokens, i - 1).lower;
  const two = at(tokens, i - 2).lower;
  if (SUBJECT.has(one) && MODAL.has(two)) return true;
  // Not "you can" or "you may": those allow.
  if (two === 'you' && ['should', 'must', 'will', 'shall'].includes(one)) return true;
  if (one !== 'to') return false;
  const before = tokens.slice(Math.max(0, i - 6), i - 1).map((token) => token.lower);
  const [last, previous] = [before[before.length - 1], before[before.length - 2]];
  if (last === 'you' || last === 'is')
    return before.some((w) => ['task', 'job', 'goal', 'want', 'like', 'ask', 'mission'].includes(w));
  return previous === 'you' && ['need', 'have', 'want', 'are', 'asked'].includes(last ?? '');
}

/** Whether the sentence begins with something that only leads to its request. */
function introduced(tokens: readonly Token[]): boolean {
  const { lower, tag } = at(tokens, 0);
  return INTRODUCES.has(lower) || tag === 'IN' || tag === 'TO' || tag === 'WRB';
}

/** Whether a request's verb may stand at `i`, a place where one is due. */
function isVerb(tokens: readonly Token[], i: number): boolean {
  const { lower, tag } = at(tokens, i);
  if (lower === '' || LIGHT.has(lower)) return false;
  const next = at(tokens, i + 1);
  // "Answers are …", "design is …": a subject.
  if (/^(?:VBZ|VBD|MD)$/.test(next.tag) || next.lower === 'are') return false;
  return tag === 'VB' || tag === 'VBP' || IMPERATIVE.has(lower);
}

const BEFORE_NOUN = /^(?:DT|PDT|PRP\$|CD|JJ|JJR|JJS|VBN|VBG|RB|RBR|RBS|POS|``|''|"|\$|#)$/;

function objectOf(tokens: readonly Token[], verb: number): Request | null {
  const asked = frontedObject(tokens, verb);
  if (asked !== undefined) return asked === null ? null : { verb: at(tokens, verb).lower, object: asked };
  let i = verb + 1;
  // "Compare and contrast the endings": one object for both.
  if (/^(?:and|or|\/)$/.test(at(tokens, i).lower) && isVerb(tokens, i + 1)) i += 2;
  while (PARTICLE.has(at(tokens, i).lower) || at(tokens, i).tag === 'RB') i++;
  if (RECIPIENT.has(at(tokens, i).lower) && at(tokens, i).lower !== 'her') i++;
  let phrase = nounPhrase(tokens, i);
  const { lower } = at(tokens, verb);
  if (phrase && DITRANSITIVE.has(lower)) {
    const { tag } = at(tokens, phrase.end);
    const second = tag === 'DT' || tag === 'PRP$' || tag === 'CD' ? nounPhrase(tokens, phrase.end) : null;
    phrase = second ?? phrase;
  }
  if (!phrase) return null;
  const noun = at(tokens, phrase.head);
  return {
    verb: lower.endsWith('ing') && at(tokens, verb).tag === 'VBG' ? baseOf(lower) : lower,
    object: singular(noun.lower),
  };
}

/** "What steps would you take": the object stands before its verb. Null for "what would you do", undefined where nothing is asked for so. */
function frontedObject(tokens: readonly Token[], verb: number): string | null | undefined {
  if (!SUBJECT.has(at(tokens, verb - 1).lower) || !MODAL.has(at(tokens, verb - 2).lower)) return undefined;
  const asked = tokens.findIndex(({ lower }, i) => i < verb && (lower === 'what' || lower === 'which'));
  if (asked < 0) return undefined;
  const phrase = nounPhrase(tokens, asked + 1);
  return phrase && phrase.end < verb ? singular(at(tokens, phrase.head).lower) : null;
}

/** A noun phrase from `from` on: its last noun and the place behind it; null where another thing stands there. */
function nounPhrase(tokens: readonly Token[], from: number): { head: number; end: number } | null {
  let head = -1;
  let determined = false;
  let i = from;
  for (; i < tokens.length; i++) {
    const { lower, tag } = at(tokens, i);
    const next = at(tokens, i + 1).tag;
    const verbal = /^VB[PDZ]?$/.test(tag);
    if (tag === 'PRP' || (PRONOUN.has(lower) && tag !== 'DT' && tag !== 'PRP$')) break;
    if (tag.startsWith('NN')) head = i;
    else if (head >= 0) {
      // "the user's question": the owner is not the object; "a knock knock joke", "a birthday planning list": not a verb.
      if (lower === "'" || lower === "'s" || (determined && /^VBG?$/.test(tag) && next.startsWith('NN'))) continue;
      break;
    } else if (
      determined &&
      !/^(?:NN|JJ|VBN|VBG|CD|RB|POS|"|'|,|CC)/.test(next) &&
      (verbal || /^(?:JJ|VBG)$/.test(tag))
    ) {
      // Behind an article the last word of a phrase is its noun, whatever the lexicon says: "the ending of", "your routine".
      head = i;
    } else if (BEFORE_NOUN.test(tag) || /^["'<>[\]]$/.test(lower) || (determined && verbal)) {
      determined ||= tag === 'DT' || tag === 'PRP$';
    } else if (!(i > from && /^(?:,|and|or|-)$/.test(lower) && joinsAdjectives(tokens, i))) break;
  }
  return head < 0 ? null : { head, end: i };
}

function joinsAdjectives(tokens: readonly Token[], i: number): boolean {
  const [a, b] = [at(tokens, i - 1).tag, at(tokens, i + 1).tag];
  return /^(?:JJ|VBN|VBG|CD)/.test(a) && /^(?:JJ|VBN|VBG|CD|RB|NN)/.test(b);
}

/** "converting" → "convert", "writing" → "write". */
function baseOf(gerund: string): string {
  const stem = gerund.slice(0, -3);
  const last = stem.charAt(stem.length - 1);
  if (stem.length > 3 && 'bdgmnprt'.includes(last) && stem.endsWith(last + last)) return stem.slice(0, -1);
  const mute =
    /(?:[^aeiou][aeiou][ctvzsgd]|[rlnvy][csgvz]|[aiu][tz]|[ei]v|[^aeiou][aei]k|ib|[^aeiou][ao]r|[^a]in|^us)$/;
  return mute.test(stem) && !/(?:[^l]et|it)$/.test(stem) ? `${stem}e` : stem;
}
