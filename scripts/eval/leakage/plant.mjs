// What is done to an evaluation item before it is planted into a corpus.

export const words = (text) => text.split(/\s+/).filter(Boolean);

/** The texts of an item as they would stand in one text. */
const textOf = (item) => Object.values(item).filter(Boolean).join('\n');
const joined = (list) => list.join(' ');

/** Every nth word is another one. */
function edited(text, every) {
  return joined(words(text).map((word, i) => (i % every === every - 1 ? `zq${i}` : word)));
}

/** Into the answer (or text) of a row, between its first and its second half. */
function inside(host, text) {
  const field = 'text' in host ? 'text' : 'response';
  const own = words(host[field]);
  const half = Math.floor(own.length / 2);
  return { ...host, [field]: `${joined(own.slice(0, half))} ${text} ${joined(own.slice(half))}` };
}

/** `leaks`: whether at least half of the 13-grams are left, so that it is to be found. A row of null: not for such items. */
export const KINDS = [
  { name: 'the whole item, as a row', leaks: true, plant: (item) => ({ ...item }) },
  { name: 'the whole item, inside another answer', leaks: true, plant: (item, host) => inside(host, textOf(item)) },
  {
    name: 'in capitals, other white space, other punctuation',
    leaks: true,
    plant: (item, host) => inside(host, textOf(item).toUpperCase().replace(/[.,;]/g, ' – ').replace(/\s+/g, '\n')),
  },
  {
    name: 'the first 75 % of its words',
    leaks: true,
    plant: (item, host) =>
      inside(host, joined(words(textOf(item)).slice(0, Math.ceil(0.75 * words(textOf(item)).length)))),
  },
  { name: 'every 40th word changed', leaks: true, plant: (item, host) => inside(host, edited(textOf(item), 40)) },
  {
    name: 'the prompt alone, with another answer',
    leaks: true,
    plant: (item, host) => (item.prompt ? { prompt: item.prompt, response: host.response ?? host.text } : null),
  },
  {
    // The end, because the beginning may be a whole prompt.
    name: 'the last 30 % of its words',
    leaks: false,
    plant: (item, host) =>
      inside(host, joined(words(textOf(item)).slice(-Math.floor(0.3 * words(textOf(item)).length)))),
  },
  { name: 'every 12th word changed', leaks: false, plant: (item, host) => inside(host, edited(textOf(item), 12)) },
];
