// What a LaTeX command means for arithmetic.
import type { Operator } from './token.ts';

export type Latex = { readonly length: number } & (
  | { readonly means: 'operator'; readonly operator: Operator }
  /** An approximate equals sign. */
  | { readonly means: 'equals' }
  | { readonly means: 'fraction' | 'root' | 'unknown' | 'break' | 'line' | 'noise' }
  /** A command whose opening brace is part of `length`, and whose group is read as plain text. */
  | { readonly means: 'dress' }
);

const OPERATORS: Readonly<Record<string, Operator>> = { times: '*', cdot: '*', ast: '*', div: '/' };
const NOISE = new Set(
  'left right big Big bigg Bigg displaystyle textstyle quad qquad bf it rm sf tt limits nonumber notag circ degree tag hspace vspace'.split(
    ' ',
  ),
);
const DRESS = new Set(
  'text textbf textit textrm mathrm mathbf mathit mathsf boxed fbox mbox underline operatorname emph bold boldsymbol color'.split(
    ' ',
  ),
);
const ENDS = new Set(
  'neq ne leq le geq ge lt gt implies Rightarrow rightarrow to therefore because item iff Leftrightarrow mid'.split(
    ' ',
  ),
);
const APPROXIMATE = new Set('approx simeq cong doteq'.split(' '));
const COMMAND = /\\([a-zA-Z]+)\*?[ \t]*/y;
const ENVIRONMENT = /\\(?:begin|end)\{[a-zA-Z]{1,20}\*?\}/y;

/** The command at a backslash; never of length 0. */
export function latexAt(text: string, at: number): Latex {
  const next = text[at + 1] ?? '';
  if (next === '\\') return { means: 'line', length: 2 };
  if (next === '(' || next === '[' || next === ')' || next === ']') return { means: 'noise', length: 2 };
  // \$ \% \, \; \! \: and "\ "
  if (next !== '' && '$%,;!: {}'.includes(next)) return { means: 'noise', length: next === '$' ? 1 : 2 };
  ENVIRONMENT.lastIndex = at;
  const environment = ENVIRONMENT.exec(text);
  if (environment) return { means: 'break', length: environment[0].length };
  COMMAND.lastIndex = at;
  const match = COMMAND.exec(text);
  if (!match) return { means: 'unknown', length: 1 };
  const [found, name] = [match[0], match[1]!];
  const length = found.length;
  if (Object.hasOwn(OPERATORS, name)) return { means: 'operator', operator: OPERATORS[name]!, length };
  if (/^[dtc]?frac$/.test(name)) return { means: 'fraction', length };
  if (name === 'sqrt') return { means: text[at + length] === '[' ? 'unknown' : 'root', length };
  if (APPROXIMATE.has(name)) return { means: 'equals', length };
  if (ENDS.has(name)) return { means: 'break', length };
  if (DRESS.has(name) && text[at + length] === '{') return { means: 'dress', length: length + 1 };
  if (NOISE.has(name) || DRESS.has(name)) return { means: 'noise', length };
  // "\n" and "\t" that were escaped once too often.
  if (/^n(?![a-z])/.test(name)) return { means: 'line', length: 2 };
  return { means: 'unknown', length };
}
