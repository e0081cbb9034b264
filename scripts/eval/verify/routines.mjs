// Small programs that are right by construction, from a seed: functions of assignments, branches, loops and output, written in
// each language by `printers.mjs`. What verifiers of code are measured on.
import { randomFrom } from './seeded.mjs';

const NOUNS = 'total count index level score width price weight offset limit factor result value step height'.split(
  ' ',
);
const VERBS = 'compute collect measure combine update reduce select adjust'.split(' ');
const WORDS = 'ready done start small large found missing ok next last'.split(' ');
const OPERATORS = ['+', '-', '*'];
const COMPARISONS = ['<', '>', '<=', '>='];

/**
 * @typedef {{ kind: 'number', value: number } | { kind: 'name', name: string } |
 *   { kind: 'binary', op: string, left: Expression, right: Expression }} Expression
 * @typedef {{ kind: 'let', name: string, value: Expression } | { kind: 'set', name: string, value: Expression } |
 *   { kind: 'if', left: Expression, op: string, right: Expression, body: Statement[], otherwise: Statement[] } |
 *   { kind: 'loop', name: string, from: number, to: number, body: Statement[] } |
 *   { kind: 'print', words: string, name: string }} Statement
 * @typedef {{ name: string, parameters: string[], body: Statement[], returns: string }} Routine
 */

/**
 * A program of two or three routines; the same for the same seed.
 * @param {string} seed
 * @returns {Routine[]}
 */
export function program(seed) {
  const random = randomFrom(seed);
  const routines = [];
  const names = random.shuffle(VERBS).flatMap((verb) =>
    random
      .shuffle(NOUNS)
      .slice(0, 1)
      .map((noun) => `${verb}_${noun}`),
  );
  for (let i = 0; i < 2 + random.below(2); i++) routines.push(routine(random, names[i]));
  return routines;
}

function routine(random, name) {
  const [first, second, kept, ...others] = random.shuffle(NOUNS);
  const scope = { random, names: [first, second, kept], fresh: others };
  const body = [
    { kind: 'let', name: kept, value: expression(scope, 1) },
    ...block(scope, 3 + random.below(3), 0, kept),
  ];
  return { name, parameters: [first, second], body, returns: kept };
}

/** Statements of a block; every block assigns, so that none is empty. */
function block(scope, length, depth, kept) {
  const { random } = scope;
  const statements = [{ kind: 'set', name: kept, value: expression(scope, 2) }];
  for (let i = 1; i < length; i++) {
    const kind = depth >= 2 ? random.pick(['set', 'print']) : random.pick(['set', 'print', 'if', 'loop']);
    if (kind === 'set') statements.push({ kind, name: kept, value: expression(scope, 2) });
    else if (kind === 'print') {
      statements.push({ kind, words: `${random.pick(WORDS)} ${random.pick(WORDS)}`, name: random.pick(scope.names) });
    } else if (kind === 'if') {
      statements.push({
        kind,
        left: expression(scope, 0),
        op: random.pick(COMPARISONS),
        right: expression(scope, 1),
        body: block(scope, 1 + random.below(2), depth + 1, kept),
        otherwise: random.below(2) === 0 ? [] : block(scope, 1 + random.below(2), depth + 1, kept),
      });
    } else {
      const name = scope.fresh.pop() ?? 'i';
      const inner = { ...scope, names: [...scope.names, name] };
      const from = random.below(5);
      statements.push({
        kind,
        name,
        from,
        to: from + 1 + random.below(20),
        body: block(inner, 1 + random.below(2), depth + 1, kept),
      });
    }
  }
  return statements;
}

/** @returns {Expression} */
function expression({ random, names }, depth) {
  if (depth > 0 && random.below(3) > 0) {
    const scope = { random, names };
    return {
      kind: 'binary',
      op: random.pick(OPERATORS),
      left: expression(scope, depth - 1),
      right: expression(scope, depth - 1),
    };
  }
  return random.below(2) === 0
    ? { kind: 'number', value: random.below(100) }
    : { kind: 'name', name: random.pick(names) };
}
