// Damage of one place: another digit in a number, a bracket or quote that is lost, an end that is cut off.

const NUMBER = /\d[\d,]*(?:\.\d+)?|\.\d+/g;

/**
 * The numbers of a worked answer that take part in its computation: operands, results, marks and final answers. `all` gives
 * those that are only told, too, which no computation can find to be wrong.
 * @returns {{ at: number, text: string }[]}
 */
export function numbersOf(answer, { all = false } = {}) {
  return [...answer.matchAll(NUMBER)]
    .map((match) => ({ at: match.index, text: match[0].replace(/,$/, '') }))
    .filter(
      ({ at, text }) =>
        all || takesPart(answer.slice(Math.max(0, at - 30), at), answer.slice(at + text.length, at + text.length + 40)),
    );
}

function takesPart(before, after) {
  // "1/4 of his salary", "75%" of a sentence: a fraction or a share that is only told has no other operator beside it.
  const left = /(?:[-−–+*×·÷/^]|\\times|\\div|\bx|\bof|[=(<{]|####|boxed\{|[aA]nswer is:?)\s*\\?\$?$/.test(before);
  const right = /^\\?%?\s*(?:[a-z]+(?:\/[a-z]+)?\s)?(?:[-−+*×·÷/=)^]|\\times|\\div|x\s?[\d$]|of\s[\d$]|>>)/.test(after);
  const told =
    /^\/\d+\s[a-z]/.test(after) || (/\d\/$/.test(before) && /^\s[a-z]/.test(after) && !/[-+*×=]\s*\d+\/$/.test(before));
  return (left || right) && !told;
}

/** The answer with one digit of one of its numbers changed, never into a number of the same value. */
export function damageNumber(answer, numbers, d) {
  const { at, text } = d.one(numbers);
  const digits = [...text.matchAll(/\d/g)].map((m) => m.index);
  for (;;) {
    const i = d.one(digits);
    const digit = String(d.whole(0, 9));
    if (digit === text[i] || (i === 0 && digit === '0' && text.length > 1)) continue;
    const changed = text.slice(0, i) + digit + text.slice(i + 1);
    if (Number(changed.replaceAll(',', '')) === Number(text.replaceAll(',', ''))) continue;
    return { text: answer.slice(0, at) + changed + answer.slice(at + text.length), was: text, is: changed, at };
  }
}

/**
 * One bracket or quote removed, one exchanged, or the end cut off inside of a bracket. `isSound`, where it is given, tells what is
 * no damage after all, such as another bracket in a text.
 */
export function damageSyntax(source, d, isSound = () => false) {
  for (;;) {
    const damaged = damageOnce(source, d);
    if (!isSound(damaged.text)) return damaged;
  }
}

function damageOnce(source, d) {
  const places = [...source.matchAll(/[()[\]{}"]/g)].map((m) => m.index);
  const at = d.one(places);
  const kind = d.one(['removed', 'exchanged', 'cut']);
  if (kind === 'removed') return { kind, text: source.slice(0, at) + source.slice(at + 1) };
  if (kind === 'exchanged') {
    const other = { '(': '[', '[': '(', '{': '(', ')': ']', ']': ')', '}': ')', '"': "'" }[source[at]];
    return { kind, text: source.slice(0, at) + other + source.slice(at + 1) };
  }
  const open = places.filter((p) => '([{'.includes(source[p]));
  const from = d.one(open);
  return { kind, text: source.slice(0, from + 1) };
}
