// Code without what the grammars do not know, of the same length: notebook commands in Python, the inside of arithmetic and of
// parameters in Bash.

/** Lines of notebooks that are no Python. */
const MAGIC = /^[ \t]*[!%][^\n]*/gm;
const PARAMETER = /\$\{[^{}\n]*\}/g;
const LONGEST_ARITHMETIC = 500;

/** `language`: a name as a reader knows it. */
export function readable(language: string, code: string): string {
  if (language === 'Python') return code.replace(MAGIC, (line) => line.replace(/\S/g, ' '));
  if (language !== 'Bash') return code;
  return withoutArithmetic(code.replace(PARAMETER, (part) => `$${'x'.repeat(part.length - 1)}`));
}

/** `$((…))` with digits for what stands in it, where its brackets are paired. */
function withoutArithmetic(code: string): string {
  let out = '';
  let from = 0;
  for (let at = code.indexOf('$(('); at >= 0; at = code.indexOf('$((', from)) {
    const end = pairedEnd(code, at + 1);
    const paired = end - at >= 5 && code[end - 2] === ')';
    out += paired ? `${code.slice(from, at)}$((${'1'.repeat(end - at - 5)}))` : code.slice(from, at + 3);
    from = paired ? end : at + 3;
  }
  return out + code.slice(from);
}

/** Behind the bracket that closes the one at `at`; -1 where none does within 500 characters. */
function pairedEnd(code: string, at: number): number {
  let depth = 0;
  const last = Math.min(code.length, at + LONGEST_ARITHMETIC);
  for (let i = at; i < last; i++) {
    if (code[i] === '(') depth++;
    else if (code[i] === ')' && --depth === 0) return i + 1;
  }
  return -1;
}
