// From words to InspectOptions, and what is said about words that make no sense.
import { describe, expect, it } from 'vitest';
import { parseCommandArguments } from '../../../src/cli/arguments.ts';
import { UsageError } from '../../../src/cli/exitCodes.ts';
import { COMMON_OPTIONS, ENGINE_OPTIONS, engineOptions, REPORT_OPTIONS } from '../../../src/cli/options.ts';

const OPTIONS = [...REPORT_OPTIONS, ...ENGINE_OPTIONS, ...COMMON_OPTIONS];
const parse = (...words: string[]) => parseCommandArguments(words, OPTIONS, 'x --help');
const read = (...words: string[]) => engineOptions(parse(...words));

describe('engine options', () => {
  it('are empty when nothing is asked for', () => expect(read('a.jsonl')).toEqual({}));

  it('are read from their words', () => {
    const words =
      '--jobs 3 --memory 200 --block-size 64K --low-novelty 0.1 --near-duplicate .8 --split lines --by meta.model';
    expect(read(...words.split(' '), '--view', 'prompt=$.question', '--view', 'response=$.a[?(@.x=="y")]')).toEqual({
      jobs: 3,
      memoryMb: 200,
      blockBytes: 65_536,
      lowNovelty: 0.1,
      nearDuplicate: 0.8,
      textSplit: 'lines',
      by: 'meta.model',
      views: { prompt: '$.question', response: '$.a[?(@.x=="y")]' },
    });
  });

  it.each([
    [['--by', ' '], '--by needs the name of a field, e.g. --by source.'],
    [['--jobs', '0'], '--jobs 0: give a whole number from 1 to 256.'],
    [['--jobs', 'many'], '--jobs many: give a whole number from 1 to 256.'],
    [['--memory', '1.5'], '--memory 1.5: give a whole number from 16 to 1000000.'],
    [['--block-size', '12Q'], '--block-size 12Q: give a number of bytes such as 64K or 1M, from 1K to 1024M.'],
    [['--low-novelty', '2'], '--low-novelty 2: give a number from 0 to 1.'],
    [['--split', 'words'], '--split words: choose auto, paragraphs, lines or file.'],
    [
      ['--view', 'answer=$.a'],
      '--view answer=$.a: "answer" is not a view; choose text, prompt, response, system, tools, thinking.',
    ],
    [['--view', 'text'], '--view text: say where it is read from, e.g. text=$.text.'],
    [['--view', 'text=$.a', '--view', 'text=$.b'], '--view text is given twice; give it once.'],
    [['--jobs', '1', '--jobs', '2'], '--jobs is given twice; give it once.'],
    [['--nonsense'], 'There is no option --nonsense; "x --help" lists them.'],
    [['-z'], 'There is no option -z; "x --help" lists them.'],
    [['--jobs'], '--jobs needs a value; "x --help" shows how it is used.'],
    [['--jobs', '--quiet'], '--jobs needs a value; "x --help" shows how it is used.'],
    [['--quiet=yes'], '--quiet takes no value; "x --help" shows how it is used.'],
  ])('refuse %j in one sentence', (words, sentence) => {
    expect(() => read(...words)).toThrow(new UsageError(sentence));
  });

  it('take everything after -- as a file', () => {
    expect(parse('--', '--odd-name.jsonl').files).toEqual(['--odd-name.jsonl']);
  });
});
