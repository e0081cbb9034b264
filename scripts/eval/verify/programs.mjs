// Small programs and JSON documents, made up: what `eval:verify` damages for the verifiers of code and data.
import { drawing } from './random.mjs';

const NAMES = ['total', 'count', 'index', 'price', 'weight', 'speed', 'label', 'first'];

const PROGRAMS = {
  python: (d, [a, b, c], n) =>
    d.one([
      `def ${a}(${b}, ${c}):\n    """Adds the larger ones."""\n    found = [x for x in ${b} if x > ${n}]\n    return sum(found) + len(${c})\n\nprint(${a}([1, 2, ${n}], "text"))\n`,
      `class ${a.toUpperCase()}:\n    def __init__(self, ${b}):\n        self.${b} = {"${c}": ${b}, "n": [${n}, 2]}\n\n    def get(self):\n        return self.${b}["${c}"]\n`,
    ]),
  javascript: (d, [a, b, c], n) =>
    d.one([
      `function ${a}(${b}, ${c}) {\n  const found = ${b}.filter((x) => x > ${n});\n  return { ${c}, size: found.length, list: [...found] };\n}\nconsole.log(${a}([1, ${n}], "text"));\n`,
      `const ${a} = async (${b}) => {\n  for (const [key, value] of Object.entries(${b})) {\n    if (value === ${n}) return key.split("${c}")[0];\n  }\n};\n`,
    ]),
  typescript: (_, [a, b, c], n) =>
    `interface ${a.toUpperCase()} {\n  ${b}: string[];\n  ${c}?: { n: number };\n}\nexport function make(x: ${a.toUpperCase()}): number {\n  return (x.${b}.length + (x.${c}?.n ?? ${n})) * 2;\n}\n`,
  java: (_, [a, b, c], n) =>
    `public class Main {\n    static int ${a}(int[] ${b}) {\n        int ${c} = 0;\n        for (int x : ${b}) { if (x > ${n}) { ${c} += x; } }\n        return ${c};\n    }\n    public static void main(String[] args) {\n        System.out.println("sum: " + ${a}(new int[]{1, ${n}}));\n    }\n}\n`,
  bash: (_, [a, b, c], n) =>
    `#!/bin/bash\n${a}() {\n  local ${b}="$1"\n  if [ "$${b}" -gt ${n} ]; then\n    echo "${c}: $(( ${b} + 1 ))"\n  fi\n}\n${a} "${n}"\n`,
  css: (_, [a, b], n) =>
    `.${a} > li:nth-child(2n) {\n  width: calc(100% - ${n}px);\n  background: url("${b}.png");\n}\n@media (min-width: ${n}em) {\n  .${b} { color: rgb(1, 2, 3); }\n}\n`,
};

/** A block of a language: `{ language, code, answer }`, the answer as a person would write it. */
export function programRow(seed) {
  const d = drawing(seed);
  const language = d.one(Object.keys(PROGRAMS));
  const names = [...NAMES].sort(() => d.next() - 0.5);
  const code = PROGRAMS[language](d, names, d.whole(3, 99));
  return {
    language,
    code,
    answer: (text) => `Here is one way:\n\n\`\`\`${language}\n${text}\n\`\`\`\n\nIt handles the cases that you name.`,
  };
}

/** A JSON document, in a block or as a whole answer. */
export function jsonRow(seed) {
  const d = drawing(seed);
  const made = (depth) => {
    const kind = depth === 0 ? 0 : d.whole(0, 6);
    if (kind === 0)
      return Object.fromEntries(
        Array.from({ length: d.whole(2, 4) }, (_, i) => [d.one(NAMES) + i, depth > 2 ? i : made(depth + 1)]),
      );
    if (kind === 1) return Array.from({ length: d.whole(1, 3) }, () => (depth > 2 ? 1 : made(depth + 1)));
    return d.one([d.whole(0, 999), 'a "quoted" text, with {brackets}', true, null, 1.5]);
  };
  const code = JSON.stringify(made(0), null, d.one([0, 2]));
  const whole = d.chance(0.4);
  return { language: 'json', code, answer: (text) => (whole ? text : `As JSON:\n\n\`\`\`json\n${text}\n\`\`\``) };
}
