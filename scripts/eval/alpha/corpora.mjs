// Corpora of a known share, with references, drawn from labelled rows of one domain.

/** Rows of a corpus, and references of each class. */
export const ROWS = 200;
export const REFERENCES = 75;
export const SHARES = [0, 0.01, 0.05, 0.1, 0.25, 0.5];
const LEAST_WORDS = 100;
/** Enough of both classes for references, and a rest to mix. */
const LEAST_HUMAN = 120;
const LEAST_LLM = 150;
/** LLM rows of other families, at least. */
const LEAST_REST = 25;

/** Domains with enough rows of both classes: name → {human, llm}. */
export function domainsOf(rows) {
  const domains = new Map();
  for (const row of rows) {
    if (row.words < LEAST_WORDS || !Number.isFinite(row.score)) continue;
    if (!domains.has(row.domain)) domains.set(row.domain, { human: [], llm: [] });
    domains.get(row.domain)[row.label === 0 ? 'human' : 'llm'].push(row);
  }
  const enough = ([, { human, llm }]) => human.length >= LEAST_HUMAN && llm.length >= LEAST_LLM;
  return new Map([...domains].filter(enough).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The maker of a model, as far as its name tells. */
export function familyOf(generator) {
  const name = String(generator).toLowerCase();
  if (/gpt|o1|davinci/.test(name)) return 'openai';
  if (/claude/.test(name)) return 'anthropic';
  if (/gemini|gemma|palm/.test(name)) return 'google';
  return 'others';
}

/**
 * References and a corpus that have no row in common. `family`: all LLM references come from one family, and the corpus from
 * the others; null where no family has enough rows. Where the rest of a class is smaller than what the corpus needs, its rows are drawn with
 * replacement.
 */
export function drawCorpus({ human, llm }, share, random, family = false) {
  const humans = shuffled(human, random);
  let llms = shuffled(llm, random);
  let rest;
  if (family) {
    const large = [...new Set(llm.map((r) => familyOf(r.generator)))].filter(
      (f) => count(llm, f) >= REFERENCES && llm.length - count(llm, f) >= LEAST_REST,
    );
    if (large.length === 0) return null;
    const own = large[Math.floor(random() * large.length)];
    rest = llms.filter((r) => familyOf(r.generator) !== own);
    llms = llms.filter((r) => familyOf(r.generator) === own);
  } else rest = llms.slice(REFERENCES);
  const many = Math.round(share * ROWS);
  return {
    human: humans.slice(0, REFERENCES),
    llm: llms.slice(0, REFERENCES),
    rows: [...take(humans.slice(REFERENCES), ROWS - many, random), ...take(rest, many, random)],
  };
}

const count = (llm, family) => llm.filter((r) => familyOf(r.generator) === family).length;

function take(pool, n, random) {
  if (pool.length >= n) return shuffled(pool, random).slice(0, n);
  return Array.from({ length: n }, () => pool[Math.floor(random() * pool.length)]);
}

function shuffled(list, random) {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}
