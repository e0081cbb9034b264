// How the programs of `routines.mjs` are written in each language.

const BRACES = { open: ' {', close: '}', other: '} else {', indent: '    ' };
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const pascal = (name) => camel(`_${name}`);

/**
 * A language: how its statements look. `block` opens, parts and closes blocks; where `close` is null, indentation does.
 * @type {Record<string, any>}
 */
const LANGUAGES = {
  python: {
    block: { open: ':', close: null, other: 'else:', indent: '    ' },
    routine: (name, parameters) => `def ${name}(${parameters.join(', ')})`,
    let: (name, value) => `${name} = ${value}`,
    branch: (left, op, right) => `if ${left} ${op} ${right}`,
    loop: (name, from, to) => `for ${name} in range(${from}, ${to})`,
    print: (words, name) => `print("${words}", ${name})`,
    returns: (name) => `return ${name}`,
  },
  javascript: {
    block: { ...BRACES, indent: '  ' },
    name: camel,
    end: ';',
    routine: (name, parameters) => `function ${name}(${parameters.join(', ')})`,
    let: (name, value) => `let ${name} = ${value}`,
    branch: (left, op, right) => `if (${left} ${op} ${right})`,
    loop: (name, from, to) => `for (let ${name} = ${from}; ${name} < ${to}; ${name}++)`,
    print: (words, name) => `console.log("${words}", ${name})`,
    returns: (name) => `return ${name}`,
  },
  typescript: {
    routine: (name, parameters) =>
      `export function ${name}(${parameters.map((p) => `${p}: number`).join(', ')}): number`,
    let: (name, value) => `let ${name}: number = ${value}`,
    like: 'javascript',
  },
  java: {
    like: 'javascript',
    block: BRACES,
    wrap: ['public class Report {', '}'],
    routine: (name, parameters) => `public static int ${name}(${parameters.map((p) => `int ${p}`).join(', ')})`,
    let: (name, value) => `int ${name} = ${value}`,
    loop: (name, from, to) => `for (int ${name} = ${from}; ${name} < ${to}; ${name}++)`,
    print: (words, name) => `System.out.println("${words} " + ${name})`,
  },
  csharp: {
    like: 'java',
    name: pascal,
    wrap: ['using System;\n\npublic static class Report\n{', '}'],
    print: (words, name) => `Console.WriteLine($"${words} {${name}}")`,
  },
  cpp: {
    like: 'java',
    name: (name) => name,
    wrap: ['#include <iostream>\n', ''],
    flat: true,
    routine: (name, parameters) => `int ${name}(${parameters.map((p) => `int ${p}`).join(', ')})`,
    print: (words, name) => `std::cout << "${words} " << ${name} << std::endl`,
  },
  c: { like: 'cpp', wrap: ['#include <stdio.h>\n', ''], print: (words, name) => `printf("${words} %d\\n", ${name})` },
  go: {
    like: 'javascript',
    end: '',
    block: { ...BRACES, indent: '\t' },
    wrap: ['package main\n\nimport "fmt"\n', ''],
    flat: true,
    routine: (name, parameters) => `func ${name}(${parameters.map((p) => `${p} int`).join(', ')}) int`,
    let: (name, value) => `${name} := ${value}`,
    branch: (left, op, right) => `if ${left} ${op} ${right}`,
    loop: (name, from, to) => `for ${name} := ${from}; ${name} < ${to}; ${name}++`,
    print: (words, name) => `fmt.Println("${words}", ${name})`,
  },
  rust: {
    like: 'go',
    name: (name) => name,
    end: ';',
    block: BRACES,
    wrap: ['', ''],
    routine: (name, parameters) => `fn ${name}(${parameters.map((p) => `${p}: i64`).join(', ')}) -> i64`,
    let: (name, value) => `let mut ${name} = ${value}`,
    loop: (name, from, to) => `for ${name} in ${from}..${to}`,
    print: (words, name) => `println!("${words} {}", ${name})`,
  },
  php: {
    like: 'javascript',
    name: camel,
    variable: (name) => `$${name}`,
    block: BRACES,
    wrap: ['<?php\n', ''],
    flat: true,
    let: (name, value) => `${name} = ${value}`,
    loop: (name, from, to) => `for (${name} = ${from}; ${name} < ${to}; ${name}++)`,
    print: (words, name) => `echo "${words} " . ${name} . PHP_EOL`,
  },
  ruby: {
    like: 'python',
    block: { open: '', close: 'end', other: 'else', indent: '  ' },
    loop: (name, from, to) => `(${from}...${to}).each do |${name}|`,
    print: (words, name) => `puts "${words} " + ${name}.to_s`,
  },
  bash: {
    block: { open: '', close: '}', other: 'else', indent: '  ' },
    value: (name) => `$${name}`,
    arithmetic: (value) => `$(( ${value} ))`,
    routine: (name) => `${name}() {`,
    parameter: (name, i) => `local ${name}=$${i + 1}`,
    let: (name, value) => `local ${name}=${value}`,
    set: (name, value) => `${name}=${value}`,
    branch: (left, op, right) =>
      `if [ "${left}" ${{ '<': '-lt', '>': '-gt', '<=': '-le', '>=': '-ge' }[op]} "${right}" ]; then`,
    branchEnd: 'fi',
    loop: (name, from, to) => `for ${name} in $(seq ${from} ${to}); do`,
    loopEnd: 'done',
    print: (words, name) => `echo "${words} ${name}"`,
    returns: (name) => `echo "$${name}"`,
  },
  powershell: {
    like: 'php',
    wrap: ['', ''],
    name: (name) => pascal(name).replace(/^([A-Z][a-z]+)/, '$1-'),
    end: '',
    branch: (left, op, right) => `if (${left} ${{ '<': '-lt', '>': '-gt', '<=': '-le', '>=': '-ge' }[op]} ${right})`,
    loop: (name, from, to) => `foreach (${name} in ${from}..${to})`,
    print: (words, name) => `Write-Output "${words} ${name}"`,
  },
};

export const PRINTED = Object.keys(LANGUAGES);

function languageOf(name) {
  const own = LANGUAGES[name];
  return own.like ? { ...languageOf(own.like), ...own } : own;
}

/**
 * A program in a language of `PRINTED`.
 * @param {import('./routines.mjs').Routine[]} routines
 * @param {string} name
 */
export function printed(routines, name) {
  const language = languageOf(name);
  const [before, after] = language.wrap ?? ['', ''];
  const nested = before !== '' && !language.flat;
  const lines = routines.flatMap((routine) => [
    ...routineLines(routine, language).map((line) => (nested ? language.block.indent + line : line)),
    '',
  ]);
  return [before, ...lines.slice(0, -1), after]
    .filter((line, i, all) => line !== '' || (i > 0 && i < all.length - 1))
    .join('\n');
}

function routineLines({ name, parameters, body, returns }, language) {
  const { block, end = '' } = language;
  const variable = language.variable ?? ((v) => v);
  const head = language.routine((language.name ?? ((n) => n))(name), parameters.map(variable));
  const own = language.parameter ? parameters.map(language.parameter) : [];
  const inner = [
    ...own,
    ...body.flatMap((s) => statementLines(s, language)),
    language.returns(variable(returns)) + end,
  ];
  const open = language.parameter ? '' : block.open;
  return [head + open, ...inner.map((line) => block.indent + line), ...(block.close === null ? [] : [block.close])];
}

function statementLines(statement, language) {
  const { block, end = '' } = language;
  const variable = language.variable ?? ((v) => v);
  const value = language.value ?? variable;
  const inside = (statements) =>
    statements.flatMap((s) => statementLines(s, language)).map((line) => block.indent + line);
  const written = (e) => (language.arithmetic ? language.arithmetic(expression(e, (v) => v)) : expression(e, variable));
  switch (statement.kind) {
    case 'let':
      return [language.let(variable(statement.name), written(statement.value)) + end];
    case 'set':
      return [(language.set ?? ((n, v) => `${n} = ${v}`))(variable(statement.name), written(statement.value)) + end];
    case 'print':
      return [language.print(statement.words, value(statement.name)) + end];
    case 'loop': {
      const { name, from, to, body } = statement;
      const closing = language.loopEnd ?? block.close;
      const opened = language.loop(variable(name), from, to);
      return [opened + (language.loopEnd ? '' : block.open), ...inside(body), ...(closing === null ? [] : [closing])];
    }
    default: {
      const { left, op, right, body, otherwise } = statement;
      const closing = language.branchEnd ?? block.close;
      return [
        language.branch(written(left), op, written(right)) + (language.branchEnd ? '' : block.open),
        ...inside(body),
        ...(otherwise.length > 0 ? [block.other, ...inside(otherwise)] : []),
        ...(closing === null ? [] : [closing]),
      ];
    }
  }
}

function expression(e, variable) {
  if (e.kind === 'number') return String(e.value);
  if (e.kind === 'name') return variable(e.name);
  return `(${expression(e.left, variable)} ${e.op} ${expression(e.right, variable)})`;
}
