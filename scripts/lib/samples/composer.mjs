// Composes sentences and texts from frames and word banks, and keeps a ledger of word 4-grams so that ordinary texts
// stay novel: a text that repeats too much of what others hold is thrown away and drawn again.
import { COMMON, DOMAINS } from './domains.mjs';
import { FRAMES, INPUTS, PROMPTS, TAILS } from './frames.mjs';
import { capital, gerund, past, plural, withArticle } from './words.mjs';

const NUMBERS = (
  'two three four five six seven eight nine eleven twelve thirteen fifteen seventeen eighteen nineteen twenty ' +
  'twenty-two twenty-seven thirty thirty-four thirty-eight'
).split(' ');

/** The tokens that novelty is defined on (METRICS.md, reference tokeniser). */
export function tokens(text) {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
}

/** The set of word n-grams of a text. @returns {Set<string>} */
export function ngrams(text, n) {
  const words = tokens(text);
  const set = new Set();
  for (let i = 0; i + n <= words.length; i++) set.add(words.slice(i, i + n).join(' '));
  return set;
}

/**
 * Fills the slots of a frame. The same slot twice gives the same words, `{thing2}` others; `{a:…}` sets the article, a
 * capital (`{Thing}`) the first letter.
 */
export function fill(frame, domain, random) {
  const chosen = new Map();
  const from = (slot, list) => {
    if (chosen.has(slot)) return chosen.get(slot);
    const base = slot.replace(/2$/, '');
    const other = chosen.get(slot === base ? `${base}2` : base);
    const word = random.pick(list.filter((item) => item !== other));
    chosen.set(slot, word);
    return word;
  };
  const verb = (suffix) => from(`verb${suffix}`, domain.acts);
  const word = (name) => {
    const suffix = name.endsWith('2') ? '2' : '';
    switch (suffix ? name.slice(0, -1) : name) {
      case 'thing':
        return from(name, domain.things);
      case 'things':
        return plural(from(`thing${suffix}`, domain.things));
      case 'tool':
        return from(name, domain.tools);
      case 'act':
        return verb(suffix);
      case 'acting':
        return gerund(verb(suffix));
      case 'acted':
        return past(verb(suffix));
      case 'trouble':
        return from(name, domain.troubles);
      case 'sign':
        return from(name, domain.signs);
      case 'quality':
        return from(name, domain.qualities);
      case 'topic':
        return domain.topic;
      case 'number':
        return from(name, NUMBERS);
      case 'span':
        return `${random.pick(NUMBERS)} ${random.pick(COMMON.unit)}`;
      case 'percent':
        return `${random.int(3, 88)} percent`;
      default:
        return from(name, COMMON[suffix ? name.slice(0, -1) : name]);
    }
  };
  return frame.replace(/\{(a:|A:)?([A-Za-z]+2?)\}/g, (_, article, name) => {
    const text = word(name.charAt(0).toLowerCase() + name.slice(1));
    if (article === 'A:') return capital(withArticle(text));
    if (article) return withArticle(text);
    return /^[A-Z]/.test(name) ? capital(text) : text;
  });
}

/** Whether a 3-gram stands twice, or a 2-gram three times. */
function repeatsItself(text) {
  const words = tokens(text);
  const seen = new Map();
  for (const [n, most] of [
    [2, 2],
    [3, 1],
  ]) {
    for (let i = 0; i + n <= words.length; i++) {
      const gram = words.slice(i, i + n).join(' ');
      seen.set(gram, (seen.get(gram) ?? 0) + 1);
      if (seen.get(gram) > most) return true;
    }
  }
  return false;
}

/** Boilerplate begins at 20 samples; copies of a text are not counted here, so this stays well below. */
const MOST_HOLDERS = 12;

/** Who holds which 4-gram; the yardstick is the share of a text's 4-grams that no other text holds. */
export class Ledger {
  /** @type {Map<string, number>} 4-gram → the one text that holds it, or −1 */
  #owners = new Map();
  /** @type {Map<string, number>} 4-gram → texts that hold it */
  #counts = new Map();
  /** @type {{ grams: number, own: number }[]} */
  #texts = [];

  /** Whether the text holds a 4-gram that enough others hold already. */
  isWorn(text) {
    for (const g of ngrams(text, 4)) if ((this.#counts.get(g) ?? 0) >= MOST_HOLDERS) return true;
    return false;
  }

  /**
   * Takes a text in when at least `least` of its 4-grams are new, no earlier text falls below `least`, and no 4-gram
   * becomes so common that it would count as boilerplate.
   * @param {string} text @param {number} least 0..1 @returns {boolean} whether it was taken
   */
  accept(text, least) {
    if (this.isWorn(text)) return false;
    const grams = ngrams(text, 4);
    const fresh = [...grams].filter((g) => !this.#owners.has(g));
    if (fresh.length < least * grams.size) return false;
    /** @type {Map<number, number>} */
    const losses = new Map();
    for (const g of grams) {
      const owner = this.#owners.get(g);
      if (owner !== undefined && owner >= 0) losses.set(owner, (losses.get(owner) ?? 0) + 1);
    }
    for (const [owner, loss] of losses) {
      const { grams: all, own } = this.#texts[owner];
      if (own - loss < least * all) return false;
    }
    for (const [owner, loss] of losses) this.#texts[owner].own -= loss;
    const id = this.#texts.length;
    this.#texts.push({ grams: grams.size, own: fresh.length });
    for (const g of grams) {
      this.#owners.set(g, this.#owners.has(g) ? -1 : id);
      this.#counts.set(g, (this.#counts.get(g) ?? 0) + 1);
    }
    return true;
  }
}

/** Least share of new 4-grams in a clean text: well above what any threshold asks for. */
const LEAST = 0.75;

/** Draws clean texts: each call gives something that stands nowhere else. */
export class Composer {
  #random;
  #ledger = new Ledger();

  /** @param {import('./random.mjs').Random} random */
  constructor(random) {
    this.#random = random;
  }

  domain() {
    return this.#random.pick(DOMAINS);
  }

  register() {
    return this.#random.pick(Object.keys(FRAMES));
  }

  /** Draws until the ledger takes the text (`make` may answer undefined to draw again); it counts as part of the corpus from then on. */
  #draw(make) {
    for (let tries = 0; tries < 400; tries++) {
      const text = make();
      if (text !== undefined && this.#ledger.accept(text, LEAST)) return text;
    }
    throw new Error('The word banks are exhausted: ask for fewer rows.');
  }

  #sentence(domain, frame) {
    const random = this.#random;
    const core = fill(frame, domain, random);
    const tail = /["?!]$/.test(core) || random.chance(0.5) ? '' : fill(random.pick(TAILS), domain, random);
    const text = capital(`${core}${tail.replace(/^ /, '')}`);
    return /["?!]$/.test(text) ? text : `${text}.`;
  }

  /**
   * Sentences of one text, no frame twice.
   * @param {number} leastWords the text is at least that long
   * @returns {string[]}
   */
  sentences(domain, register, leastWords) {
    const random = this.#random;
    /** @type {string[]} */
    let drawn = [];
    this.#draw(() => {
      drawn = [];
      let words = 0;
      for (const frame of random.shuffle(FRAMES[register])) {
        if (words >= leastWords) break;
        const sentence = this.#sentence(domain, frame);
        if (this.#ledger.isWorn(sentence)) continue;
        drawn.push(sentence);
        words += tokens(sentence).length;
      }
      const text = drawn.join(' ');
      return repeatsItself(text) ? undefined : text;
    });
    return drawn;
  }

  prompt(domain) {
    return this.#draw(() => fill(this.#random.pick(PROMPTS), domain, this.#random));
  }

  input(domain) {
    return this.#draw(() => fill(this.#random.pick(INPUTS), domain, this.#random));
  }

  /** The text with `count` words replaced by others, none at an edge. */
  reword(text, domain, count) {
    const parts = text.split(' ');
    const spread = Math.floor(parts.length / (count + 1));
    for (let i = 1; i <= count; i++) {
      const at = i * spread;
      const punctuation = /[^\p{L}\p{N}]*$/u.exec(parts[at])[0];
      let word;
      do word = this.#random.pick([...domain.qualities, ...domain.acts]);
      while (parts[at].startsWith(word) || word.includes(' '));
      parts[at] = word + punctuation;
    }
    return parts.join(' ');
  }
}
