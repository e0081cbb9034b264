// Worked answers in the manner of grade-school mathematics, made up from templates: what `eval:verify` damages and checks.
import { drawing } from './random.mjs';

const PEOPLE = ['Amira', 'Bao', 'Chidi', 'Dana', 'Elif', 'Farid', 'Greta', 'Hiro', 'Ines', 'Jonas'];
const THINGS = ['apples', 'pens', 'stamps', 'marbles', 'tickets', 'cards', 'eggs', 'books'];

/** Rounds to cents, so that made-up prices stay exact. */
const cents = (n) => Math.round(n * 100) / 100;

/**
 * Each story answers its steps: what is said before and after an equation, its operands and operators, and what the result counts.
 * A value may be a number or `{ v, shown }` where it is printed in another way (20 %, 1/4).
 */
const STORIES = [
  (d, who, thing) => {
    const [a, b] = [d.whole(12, 96), d.whole(5, 40)];
    const c = d.whole(2, 4);
    return [
      { say: `${who} has`, of: [a, '+', b], unit: thing },
      { say: 'After giving some away there are', of: [a + b, '-', c], unit: `${thing} left` },
      { say: 'Twice as many would be', of: [2, '*', a + b - c], unit: thing },
    ];
  },
  (d, who, thing) => {
    const [price, n] = [d.whole(2, 30) + d.one([0, 0.25, 0.5, 0.75]), d.whole(3, 24)];
    const paid = cents(price * n) + d.whole(5, 60);
    return [
      { say: `The ${thing} cost`, of: [n, '*', price], money: true },
      { say: `${who} gets back`, of: [paid, '-', cents(price * n)], money: true },
    ];
  },
  (d, who) => {
    const [rate, base] = [d.one([5, 10, 15, 20, 25, 40]), d.whole(2, 30) * 20];
    const off = (base * rate) / 100;
    const share = d.one([
      { v: rate / 100, shown: `${rate}%` },
      { v: rate / 100, shown: String(rate / 100) },
      { v: rate / 100, shown: String(rate / 100).replace(/^0/, '') },
    ]);
    return [
      { say: 'The discount is', of: [base, '*', share], money: true },
      { say: `So ${who} pays`, of: [base, '-', off], money: true },
      { say: 'For two that makes', of: [base - off, '+', base - off], money: true },
    ];
  },
  (d, who) => {
    const [hours, days] = [d.whole(2, 9), d.whole(3, 30)];
    const minutes = hours * 60;
    return [
      { say: `Every day ${who} works`, of: [hours, '*', 60], units: ['hours', 'minutes/hour'], unit: 'minutes' },
      { say: 'Over all the days that is', of: [minutes, '*', days], unit: 'minutes' },
      { say: 'With the breaks it is', of: [minutes * days, '+', 45], unit: 'minutes' },
    ];
  },
  (d, who, thing) => {
    const q = d.one([2, 3, 4, 5, 8]);
    const p = d.whole(1, q - 1);
    const all = q * d.whole(4, 40);
    const part = (all * p) / q;
    return [
      { say: `${who} sells`, of: [{ v: p / q, shown: `${p}/${q}` }, '*', all], unit: thing, exact: part },
      { say: `The rest is`, of: [all, '-', part], unit: thing },
    ];
  },
  (d, who, thing) => {
    const terms = Array.from({ length: d.whole(3, 6) }, () => d.whole(3, 99));
    const sum = terms.reduce((a, b) => a + b, 0);
    const n = terms.length;
    return [
      { say: `In all ${who} finds`, of: terms.flatMap((t, i) => (i === 0 ? [t] : ['+', t])), unit: thing },
      { say: 'On average that is', of: [sum, '/', n], unit: `${thing} a day`, rounded: true },
    ];
  },
  (d, who) => {
    const [wage, hours, weeks] = [d.whole(9, 45), d.whole(4, 40), d.whole(2, 52)];
    const week = wage * hours;
    return [
      { say: `${who} earns`, of: [wage, '*', hours], money: true, after: 'a week' },
      { say: 'In that time it comes to', of: [week, '*', weeks], money: true },
      { say: 'After the rent there remain', of: [week * weeks, '-', week], money: true },
    ];
  },
  (d, who, thing) => {
    const [boxes, each, loose] = [d.whole(3, 15), d.whole(6, 24), d.whole(2, 9)];
    return [
      { say: `${who} packs`, of: [boxes, '*', each, '+', loose], unit: thing },
      { say: 'Shared by two that is', of: [(boxes * each + loose) * 2, '/', 2], unit: thing },
    ];
  },
  (d, who) => {
    const [a, b, c] = [d.whole(3, 20), d.whole(3, 20), d.whole(2, 9)];
    return [
      { say: `${who} walks`, of: ['(', a, '+', b, ')', '*', c], unit: 'miles' },
      { say: 'That is more than last year by', of: [(a + b) * c, '-', a], unit: 'miles' },
    ];
  },
  (d, who) => {
    const [people, years] = [d.whole(11, 95) * 1000 + d.whole(0, 999), d.whole(2, 9)];
    const grows = d.whole(2, 9) * 100;
    return [
      { say: 'The town grows by', of: [grows, '*', years], unit: 'people' },
      { say: `Then, ${who} finds, it has`, of: [people, '+', grows * years], unit: 'people' },
    ];
  },
  (d, who) => {
    const [part, whole] = [d.whole(1, 9) * 5, 100];
    return [
      { say: 'What remains is', of: [whole, '-', part], after: 'percent', unit: '' },
      {
        say: `For ${who} that makes`,
        of: [{ v: (whole - part) / 100, shown: `${whole - part}%` }, 'of', 400],
        unit: 'points',
      },
    ];
  },
];

const value = (x) => (typeof x === 'object' ? x.v : x);

function compute(of) {
  const source = of.map((x) => (x === 'of' ? '*' : typeof x === 'string' ? x : `(${value(x)})`)).join(' ');
  return arithmetic(source);
}

/** The four operations with brackets, for what stands in the stories. */
function arithmetic(source) {
  const tokens = source.match(/\d+(?:\.\d+)?|[-+*/()]/g);
  let at = 0;
  const factor = () => {
    const token = tokens[at++];
    if (token !== '(') return Number(token);
    const inner = sum();
    at++;
    return inner;
  };
  const product = () => {
    let left = factor();
    while (tokens[at] === '*' || tokens[at] === '/') left = tokens[at++] === '*' ? left * factor() : left / factor();
    return left;
  };
  const sum = () => {
    let left = product();
    while (tokens[at] === '+' || tokens[at] === '-') left = tokens[at++] === '+' ? left + product() : left - product();
    return left;
  };
  return sum();
}

/** One made-up row: `question`, `answer`, and in some styles the right answer beside it. */
export function workedRow(seed) {
  const d = drawing(seed);
  const style = {
    marks: d.chance(0.6),
    times: d.one(['*', '*', 'x', '×', '·']),
    divide: d.one(['/', '/', '÷']),
    minus: d.one(['-', '-', '−']),
    space: d.chance(0.6) ? ' ' : '',
    thousands: d.chance(0.5),
    dollars: d.chance(0.6),
    units: d.chance(0.4),
    latex: d.chance(0.15),
    final: d.one(['####', '####', 'boxed', 'phrase']),
    starts: d.one([
      ['', ''],
      ['First, ', 'Then '],
      ['1. ', '2. '],
      ['* ', '* '],
    ]),
  };
  const who = d.one(PEOPLE);
  const steps = d.one(STORIES)(d, who, d.one(THINGS));
  const lines = steps.map((step, i) => line(step, style, style.starts[Math.min(i, 1)], d));
  const last = steps.at(-1);
  const result = printed(last.exact ?? compute(last.of), style, { ...last, plain: true });
  if (style.final === '####') lines.push(`#### ${result}`);
  else if (style.final === 'boxed') lines.push(`So the answer is $\\boxed{${result}}$.`);
  else lines.push(`The answer is ${last.money ? '$' : ''}${result}.`);
  const row = { question: `${who} wants to know. How much is it in the end?`, answer: lines.join('\n') };
  return d.chance(0.3) ? { question: row.question, solution: row.answer, answer: result.replaceAll(',', '') } : row;
}

function line(step, style, start, d) {
  const exact = step.exact ?? compute(step.of);
  const shown = step.of.map((x, i) => operand(x, style, step, i)).join('');
  const result = printed(exact, style, step);
  const mark = style.marks ? `<<${marked(step.of)}=${plain(exact, step)}>>` : '';
  const unit = [step.unit, step.after].filter(Boolean).join(' ');
  const sign = step.money ? '$' : '';
  const equals = d.one([' = ', '=', ' =']);
  const equation = style.latex
    ? `$${shown.replaceAll('$', '\\$')}${equals}${mark}${sign ? '\\$' : ''}${result}$`
    : `${shown}${equals}${sign}${mark}${result}`;
  return `${start}${step.say} ${equation}${unit ? ` ${unit}` : ''}${d.one(['.', '', '.'])}`;
}

function operand(x, style, step, i) {
  const { space } = style;
  if (x === '(' || x === ')') return x;
  if (x === 'of') return ' of ';
  if (typeof x === 'string') {
    const times = style.latex ? '\\times' : style.times;
    const sign = { '*': times, '/': style.latex ? '\\div' : style.divide, '-': style.minus, '+': '+' }[x];
    const wide = space || sign.length > 1 || sign === 'x' ? ' ' : '';
    return `${wide}${sign}${wide}`;
  }
  if (typeof x === 'object') return style.latex ? latexShare(x.shown) : x.shown;
  const units =
    step.units ??
    (step.unit && !step.of.includes('*') && !step.of.includes('/') ? step.of.map(() => step.unit.split(' ')[0]) : []);
  const unit =
    style.units && space && !style.latex && units[step.units ? i / 2 : i] ? ` ${units[step.units ? i / 2 : i]}` : '';
  const money = step.money && style.dollars && (i > 0 || !step.of.includes('*') || x % 1 !== 0) ? '$' : '';
  return `${money}${grouped(x, style, x % 1 !== 0)}${unit}`;
}

function latexShare(shown) {
  const [p, q] = shown.split('/');
  return q ? `\\frac{${p}}{${q}}` : shown.replace('%', '\\%');
}

function grouped(n, { thousands }, twoDecimals = false) {
  const text = twoDecimals ? n.toFixed(2) : String(n);
  return thousands && n >= 1000 ? text.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',') : text;
}

function printed(exact, style, step) {
  if (step.money) return grouped(cents(exact), style, exact % 1 !== 0);
  return grouped(Number(exact.toFixed(2)), style);
}

function plain(exact, step) {
  return step.money || step.rounded ? String(Number(exact.toFixed(2))) : String(Number(exact.toFixed(6)));
}

function marked(of) {
  return of.map((x) => (x === 'of' ? '*' : typeof x === 'object' ? x.shown.replace('%', '*.01') : String(x))).join('');
}
