// The verifier of code: what parses, what does not and where, and what is left alone.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  CODE_FAULTS,
  CODE_LANGUAGES,
  codeSample,
  corruptedCode,
} from '../../../../scripts/eval/verify/codeCorruptions.mjs';
import { code } from '../../../../src/engine/verify/code/code.ts';
import type { Check, Verifiable, VerifyTools } from '../../../../src/engine/verify/verifier.ts';
import { testVerifyTools } from '../../../helpers/verifyTools.ts';

let tools: VerifyTools;
beforeAll(async () => {
  tools = await testVerifyTools(CODE_LANGUAGES);
});

function row(response: string, prompt = 'Show me.'): Verifiable {
  return {
    row: { prompt, response },
    views: [
      { view: 'prompt', segments: [{ text: prompt, path: ['prompt'] }] },
      { view: 'response', segments: [{ text: response, path: ['response'] }] },
    ],
  };
}

const fenced = (language: string, text: string) => `So:\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;

function check(x: Verifiable, whole = false): readonly Check[] {
  return code.check(x, { languages: CODE_LANGUAGES, whole }, tools);
}

const verdict = (language: string, text: string) => check(row(fenced(language, text)))[0]?.verdict;

describe('fenced blocks', () => {
  it.each([
    ['python', 'def f(x):\n    return x + 1'],
    ['python', '    if x:\n        y = 1\n    z = 2'],
    ['python', 'print "old"'],
    ['python', 'def f(x):\n    # to be done\n\nf(1)'],
    ['python', '!pip install thing\nimport thing'],
    ['js', 'const [a, ...b] = await load();'],
    ['jsx', 'const a = <p className="x">{b}</p>;'],
    ['ts', 'let a: Map<string, number[]> = new Map();'],
    ['tsx', 'const a = (b: C) => <D e={b} />;'],
    ['java', 'public int twice(int a) {\n  return 2 * a;\n}'],
    ['java', '@Override\npublic X(int a) { this.a = a; }'],
    ['c#', 'using System;\npublic string Name { get; set; }'],
    ['php', 'function f($a) { return $a; }'],
    ['php', '<p><?php echo $a; ?></p>'],
    ['go', 'x := 1\nfmt.Println(x)'],
    ['rust', 'pub fn get(&self) -> &str { &self.name }'],
    ['cpp', 'std::vector<int> a{1, 2};\nfor (auto b : a) std::cout << b;'],
    ['ruby', 'a.each { |b| puts b.end }'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Bash writes parameters so
    ['bash', 'for (( i=${#a}-1; i>=0; i-- )); do echo "${a:$i:1} $(( i * $(f $((i - 1))) ))"; done'],
    ['powershell', 'Get-ChildItem | Where-Object { $_.Length -gt 10 }'],
    ['css', 'color: red;\nmargin: 0 auto;'],
    ['html', '<ul><li>one<li>two</ul><p>three<br>four'],
    ['sql', 'SELECT TOP 5 * FROM [dbo].[t];\nSELECT a FROM t LIMIT 1;'],
  ])('%s parses: %s', (language, text) => {
    expect(verdict(language, text)).toBe('verified');
  });

  it.each([
    ['python', 'def f(x:\n    return x', 'Python does not parse: `(` is never closed, line 1 of the code'],
    [
      'python',
      'def f():\n    a = 1\n  b = 2',
      'Python does not parse: the indentation fits no line above, line 3 of the code',
    ],
    ['python', 'if a:\nb = 1', 'Python does not parse: an indented block is missing, line 2 of the code'],
    [
      'js',
      'function f() { return [1, 2; }',
      'JavaScript does not parse: unexpected `}` where the `[` of line 1 is open, line 1 of the code',
    ],
    ['java', 'class A { void f() { int a = 1 } }', 'Java does not parse: missing `;`, line 1 of the code'],
    ['c#', "string a = 'apple';", 'C# does not parse: unexpected `pple`, line 1 of the code'],
    ['ruby', 'x = 1\nend', 'Ruby does not parse: unexpected `end`, line 2 of the code'],
    ['html', '<div><span>a</div>', 'HTML does not parse: `</div>` stands where `<span>` is open, line 1 of the code'],
    ['sql', 'SELECT a FORM t WHERE b = 1', 'SQL does not parse: unexpected `t`, line 1 of the code'],
    ['sql', "SELECT a FROM t WHERE b = 'c", "SQL does not parse: the quote `'` is not closed, line 1 of the code"],
    ['css', 'a[b=c"] { color: red }', 'CSS does not parse: the quote `"` is not closed, line 1 of the code'],
  ])('%s does not: %s', (language, text, reason) => {
    expect(check(row(fenced(language, text)))[0]).toMatchObject({ verdict: 'failed', reason });
  });

  it.each([
    ['python', '>>> f(1\n2'],
    ['python', 'def f(a, ...):\n    pass ...'],
    ['python', 'def f(x):'],
    ['bash', '$ git clone repository\nif [ a'],
    ['js', 'const a = {{ name }} b;'],
    ['js', '- a = (1\n+ a = (2'],
    ['c', 'static int __init start(void)\n{\n}'],
    ['java', 'This method adds two numbers and returns them.\nint f('],
  ])('%s is not judged: %s', (language, text) => {
    expect(verdict(language, text)).toBe('not checkable');
  });

  it('says nothing of blocks without a language that is known, and of text', () => {
    expect(check(row(`${fenced('', 'if (')}${fenced('kotlin', 'fun (')}${fenced('text', '((')}a ( b`))).toEqual([]);
  });

  it('says so where the parser of a language was not loaded', async () => {
    const few = await testVerifyTools(['python']);
    const checks = code.check(row(fenced('rust', 'fn f() {}')), { languages: ['python'], whole: false }, few);
    expect(checks[0]).toMatchObject({ verdict: 'not checkable' });
  });

  it('places the fault in the segment, also in an indented block', () => {
    const text = '1. So:\n\n   ```js\n   a = 1;\n   b = );\n   ```\n';
    const [found] = check(row(text));
    expect(text.slice(found!.at!.start, found!.at!.end)).toBe(')');
  });
});

describe('answers that are code as a whole', () => {
  const answer = 'int sum(int a, int b) {\n    int c = a + b;\n    return c;\n}\n';

  it('are read in the language that the prompt names, where answers are code as a rule', () => {
    const drawn = Array.from({ length: 30 }, () => row(answer, 'Write it in Java.'));
    const facts = code.detect(drawn, {})!;
    expect(facts).toMatchObject({ whole: true });
    expect(code.check(drawn[0]!, facts, tools)[0]).toMatchObject({
      verdict: 'verified',
      reason: '4 lines of Java parse',
    });
    expect(code.check(row(answer.replace('}', ''), 'Write it in Java.'), facts, tools)[0]?.verdict).toBe('failed');
  });

  it.each([
    ['Write it in Java and in Python.', answer.replace('}', '')],
    ['Write it.', answer.replace('}', '')],
  ])('are left alone when the prompt leaves it open: %s', (prompt, text) => {
    expect(check(row(text, prompt), true)).toEqual([]);
  });

  it('are not judged where they explain as well or read as another language', () => {
    expect(check(row(`The sum is wrong here.\n${answer}((`, 'Fix this Java.'), true)[0]?.verdict).not.toBe('failed');
    expect(check(row(answer, 'Turn this Python into something else.'), true)[0]?.verdict).not.toBe('failed');
  });

  it('apply to no corpus without code', () => {
    expect(
      code.detect(
        Array.from({ length: 30 }, () => row('It rained all day, and we stayed in.')),
        {},
      ),
    ).toBeNull();
  });
});

describe('seeded programs', () => {
  it('parse as they were made, and hardly ever with one fault', () => {
    let [found, faulty] = [0, 0];
    const missed: string[] = [];
    for (const language of CODE_LANGUAGES) {
      for (let seed = 0; seed < 2; seed++) {
        const text = codeSample(language, String(seed));
        expect(`${language} ${seed}: ${verdict(language, text)}`).toBe(`${language} ${seed}: verified`);
        for (const kind of CODE_FAULTS) {
          const wrong = corruptedCode(language, text, kind, String(seed));
          if (wrong === null) continue;
          faulty++;
          if (verdict(language, wrong) === 'failed') found++;
          else missed.push(`${language} ${kind}`);
        }
      }
    }
    expect(found / faulty, missed.join(', ')).toBeGreaterThanOrEqual(0.97);
  });
});
