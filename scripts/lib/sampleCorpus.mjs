// The sample corpora: instruction rows, chats and notes with planted faults, whole from a seed. The samples folder and
// the tests that want a corpus nobody has seen before both come from here.
import { Composer, tokens } from './samples/composer.mjs';
import { TEMPLATE } from './samples/frames.mjs';
import { createRandom } from './samples/random.mjs';

/**
 * @typedef {object} PlantedCorpus
 * @property {string[]} rows the lines of the file, without line breaks
 * @property {Record<string, number[]>} planted kind of finding → 1-based lines that deserve it, ascending
 * @property {Record<string, number[]>} originals kind → the lines that the planted ones repeat
 * @property {number[]} family the lines that share the planted template
 * @property {number[]} clean 1-based lines that deserve no finding and that nothing planted repeats
 */

const CLEAN_ROWS = 280;
const PRODUCTS =
  'kettle|desk lamp|rain jacket|travel mug|garden hose|alarm clock|yoga mat|paper shredder|bird feeder|cheese board|phone stand|wall mirror|step ladder|camping stove|bath scale|picture frame|seat cushion|bread bin|laundry basket|toolbox|doormat|hair dryer|spice rack|letter opener|sleeping bag'.split(
    '|',
  );
const FAULTS =
  'with a broken handle|two weeks late|in the wrong colour|without its lid|scratched on one side|wet from the rain|with a missing screw|smelling of smoke|dented at the corner|without a manual|already opened|half the size|with a torn strap|making a loud hum|covered in glue|unable to stand upright|with a cracked base|in somebody else’s name|without the charger|bent in the middle|frayed along the seam|full of sand|with a flat battery|painted by hand|in three pieces'.split(
    '|',
  );
const PEOPLE =
  'Ms Abara|Mr Lindqvist|Dr Okafor|Mrs Petrov|Mr Tanaka|Ms Delgado|Mr Novak|Ms Haddad|Mrs Byrne|Mr Castellano|Ms Virtanen|Dr Mbeki|Mr Rossi|Ms Kowalska|Mrs Dubois|Mr Andersen|Ms Farouk|Mr Jovanović|Dr Sørensen|Ms Papadaki|Mr Quispe|Mrs Ito|Ms Moreau|Mr Szabó|Ms Yilmaz'.split(
    '|',
  );
const CITIES =
  'Aarhus|Bilbao|Cardiff|Debrecen|Eindhoven|Freiburg|Gothenburg|Haarlem|Innsbruck|Jyväskylä|Klaipėda|Leipzig|Malmö|Nantes|Ostrava|Pécs|Riga|Salerno|Tartu|Uppsala|Varna|Winterthur|York|Zadar|Bergen'.split(
    '|',
  );

/**
 * An instruction set of about 350 rows: `{id, instruction, input, output}`.
 * Planted: 6 exact-duplicate, 12 near-duplicate, 8 low-novelty, a template family of 25, 4 residue, 1 encoding,
 * 1 self-repetition, 1 conflict (the same prompt answered again), 2 invalid and 1 schema.
 * @param {number} seed any integer
 * @returns {PlantedCorpus}
 */
export function generateInstructions(seed) {
  const random = createRandom(seed);
  const composer = new Composer(random);

  const fresh = (leastWords) => {
    const domain = composer.domain();
    return {
      domain,
      instruction: composer.prompt(domain),
      input: random.chance(0.3) ? composer.input(domain) : '',
      sentences: composer.sentences(domain, composer.register(), leastWords),
    };
  };
  const entry = (row, extra = {}) => ({
    kind: undefined,
    originals: [],
    ...extra,
    row: { instruction: row.instruction, input: row.input, output: row.output ?? row.sentences.join(' ') },
  });

  // Every sixth row is long: those lend their sentences to the planted ones.
  const clean = Array.from({ length: CLEAN_ROWS }, (_, i) => fresh(i % 6 === 0 ? 78 : random.int(24, 64)));
  const long = clean.filter((row) => tokens(row.sentences.join(' ')).length >= 70);
  const entries = new Map(clean.map((row) => [row, entry(row)]));
  const short = random.shuffle(clean.filter((row) => !long.includes(row)));
  const lenders = random.shuffle(long);
  const lender = () => {
    const row = lenders.pop();
    if (!row) throw new Error('Too few long rows: raise their share.');
    return row;
  };

  /** Copies stand somewhere after what they repeat. */
  const copies = [];
  for (let i = 0; i < 6; i++) {
    const source = entries.get(short[i]);
    const { instruction, input, output } = source.row;
    // Case and white space do not make a row a new one.
    const shown = i === 4 ? output.toUpperCase() : i === 5 ? output.replaceAll(' ', '  ') : output;
    copies.push(entry({ instruction, input, output: shown }, { kind: 'exact-duplicate', originals: [source] }));
  }
  for (let i = 0; i < 12; i++) {
    const source = lender();
    const text = source.sentences.join(' ');
    // A changed word takes five 5-grams with it: two only where that leaves the Jaccard index clearly above 0.7.
    const output = composer.reword(text, source.domain, tokens(text).length >= 85 ? 2 : 1);
    const row = { instruction: composer.prompt(source.domain), input: '', output };
    copies.push(entry(row, { kind: 'near-duplicate', originals: [entries.get(source)] }));
  }
  for (let i = 0; i < 8; i++) {
    const sources = [lender(), lender(), lender()];
    const output = sources.map((source) => run(source.sentences, 19)).join(' ');
    const row = { instruction: composer.prompt(sources[0].domain), input: '', output };
    copies.push(entry(row, { kind: 'low-novelty', originals: sources.map((s) => entries.get(s)) }));
  }
  // A longer prompt would be a near-duplicate besides.
  let asked = fresh(30);
  while (tokens(`${asked.instruction} ${asked.input}`).length >= 12) asked = fresh(30);
  const first = entry(asked);
  const second = entry({ ...fresh(30), instruction: asked.instruction, input: asked.input }, { kind: 'conflict' });
  copies.push(Object.assign(second, { originals: [first] }));

  const alone = [first];
  const products = random.shuffle(PRODUCTS);
  const faults = random.shuffle(FAULTS);
  const people = random.shuffle(PEOPLE);
  for (const [i, city] of random.shuffle(CITIES).entries()) {
    const slots = {
      product: products[i],
      fault: faults[i],
      person: people[i],
      city,
      order: `${city[0]}${random.int(10000, 99999)}`,
    };
    const put = (frame) => frame.replace(/\{(\w+)\}/g, (_, name) => slots[name]);
    alone.push(
      entry(
        { instruction: put(TEMPLATE.prompt), input: '', output: put(TEMPLATE.response) },
        { kind: 'template', family: true },
      ),
    );
  }
  const residue = (change) => {
    const row = fresh(32);
    alone.push(entry({ ...row, output: change(row.sentences.join(' ')) }, { kind: 'residue' }));
  };
  residue((text) => `As an AI language model, I do not have hands, but here is what others say. ${text}`);
  residue((text) => `${text} As an AI language model, I cannot check this for you.`);
  residue((text) => `${text}<|im_end|>`);
  residue((text) => `${text}<|endoftext|>`);
  const garbled = fresh(36);
  const mojibake = 'The cafÃ© owner said itâ€™s fine, naÃ¯ve as that sounds.';
  alone.push(entry({ ...garbled, output: `${mojibake} ${garbled.sentences.join(' ')}` }, { kind: 'encoding' }));
  const stuck = composer.domain();
  const loop = Array.from({ length: 14 }, () => 'and then the kettle boils again').join(', ');
  alone.push(
    entry(
      { instruction: composer.prompt(stuck), input: '', output: `I fill it, ${loop}.` },
      { kind: 'self-repetition' },
    ),
  );
  alone.push({ kind: 'schema', originals: [], row: { ...entry(fresh(20)).row, output: null } });
  alone.push({ kind: 'invalid', originals: [], cut: true, row: entry(fresh(30)).row });
  alone.push({ kind: 'invalid', originals: [], raw: '-- export interrupted, resumed at 02:14 --' });

  const order = random.shuffle([...entries.values(), ...alone]);
  for (const copy of copies) {
    const after = Math.max(...copy.originals.map((o) => order.indexOf(o)));
    order.splice(random.int(after + 1, order.length), 0, copy);
  }
  return finish(order, (item, i) => {
    if (item.raw !== undefined) return item.raw;
    const text = JSON.stringify({ id: `row-${String(i + 1).padStart(4, '0')}`, ...item.row });
    return item.cut ? text.slice(0, Math.floor(text.length * 0.7)) : text;
  });
}

/**
 * Chats of about 80 rows: `{id, messages: [{role, content}]}`, one to three turns; half of the rows share one system prompt.
 * Planted: 2 exact-duplicate, 2 near-duplicate, 1 residue; the system prompt is a template, reported once.
 * @param {number} seed @returns {PlantedCorpus}
 */
export function generateChat(seed) {
  const random = createRandom(seed ^ 0x5eed);
  const composer = new Composer(random);
  const system =
    'You are a patient assistant of a community workshop. Answer in plain English, name the tool that is needed, say what ' +
    'can go wrong, and ask a question back when something important is missing.';
  const entries = Array.from({ length: 74 }, (_, i) => {
    const domain = composer.domain();
    const turns = Array.from({ length: 1 + (i % 3) }, (_, turn) => [
      { role: 'user', content: composer.prompt(domain) },
      { role: 'assistant', content: composer.sentences(domain, composer.register(), turn === 0 ? 58 : 26).join(' ') },
    ]).flat();
    const messages = i % 2 === 0 ? [{ role: 'system', content: system }, ...turns] : turns;
    return { kind: undefined, originals: [], domain, messages, family: i % 2 === 0 };
  });
  const copies = [];
  for (const i of [4, 15]) {
    const { messages, family } = entries[i];
    copies.push({ kind: 'exact-duplicate', originals: [entries[i]], messages, family });
  }
  // One turn each, so that the reworded answer is all there is.
  for (const i of [9, 21]) {
    const { domain, messages } = entries[i];
    const answer = composer.reword(messages.at(-1).content, domain, 1);
    const row = [
      { role: 'user', content: composer.prompt(domain) },
      { role: 'assistant', content: answer },
    ];
    copies.push({ kind: 'near-duplicate', originals: [entries[i]], messages: row });
  }
  const domain = composer.domain();
  const answer = `${composer.sentences(domain, 'advice', 30).join(' ')}<|im_end|>`;
  const residue = [
    { role: 'user', content: composer.prompt(domain) },
    { role: 'assistant', content: answer },
  ];
  const order = random.shuffle([...entries, { kind: 'residue', originals: [], messages: residue }]);
  for (const copy of copies) order.splice(random.int(order.indexOf(copy.originals[0]) + 1, order.length), 0, copy);
  return finish(order, (item, i) =>
    JSON.stringify({ id: `chat-${String(i + 1).padStart(3, '0')}`, messages: item.messages }),
  );
}

/**
 * Plain text of about 40 paragraphs, wrapped at 88 columns. Planted: 1 exact-duplicate, 1 near-duplicate paragraph.
 * `rows` are the lines of the file; planted and clean lines are where a paragraph starts.
 * @param {number} seed @returns {PlantedCorpus}
 */
export function generateNotes(seed) {
  const random = createRandom(seed ^ 0x0707);
  const composer = new Composer(random);
  const paragraphs = Array.from({ length: 38 }, (_, i) => {
    const domain = composer.domain();
    const text = composer.sentences(domain, i % 2 ? 'story' : 'explain', random.int(48, 90)).join(' ');
    return { kind: undefined, originals: [], domain, text };
  });
  const [exact, near] = [paragraphs[5], paragraphs[11]];
  const order = [...paragraphs];
  order.splice(24, 0, { kind: 'exact-duplicate', originals: [exact], text: exact.text });
  const reworded = composer.reword(near.text, near.domain, 1);
  order.splice(31, 0, { kind: 'near-duplicate', originals: [near], text: reworded });
  const rows = [];
  const lines = [];
  for (const { text } of order) {
    if (rows.length > 0) rows.push('');
    lines.push(rows.length + 1);
    rows.push(...wrap(text, 88));
  }
  return { ...finish(order, () => '', lines), rows };
}

/** Consecutive sentences, from the start of a text, that hold at least `words` words together. */
function run(sentences, words) {
  const taken = [];
  for (const sentence of sentences) {
    taken.push(sentence);
    if (tokens(taken.join(' ')).length >= words) break;
  }
  return taken.join(' ');
}

function wrap(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

/** Numbers the lines once their order is fixed. @returns {PlantedCorpus} */
function finish(order, write, lines = order.map((_, i) => i + 1)) {
  const lineOf = new Map(order.map((item, i) => [item, lines[i]]));
  /** @type {Record<string, number[]>} */
  const planted = {};
  /** @type {Record<string, Set<number>>} */
  const originals = {};
  const repeated = new Set(order.flatMap((item) => item.originals));
  const clean = [];
  const family = [];
  for (const item of order) {
    const line = lineOf.get(item);
    if (item.family) family.push(line);
    if (item.kind === undefined) {
      if (!repeated.has(item) && family[0] !== line) clean.push(line);
      continue;
    }
    planted[item.kind] = [...(planted[item.kind] ?? []), line];
    for (const original of item.originals) {
      originals[item.kind] = (originals[item.kind] ?? new Set()).add(lineOf.get(original));
    }
  }
  // A shared frame is told at every member, shared boilerplate once.
  if (family.length > 0) planted.template ??= family.slice(0, 1);
  const sorted = Object.entries(originals).map(([kind, set]) => [kind, [...set].sort((a, b) => a - b)]);
  return { rows: order.map(write), planted, originals: Object.fromEntries(sorted), family, clean };
}
