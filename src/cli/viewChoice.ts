// `--view` of the commands that look at one view: which it is, and where it is read.
import { VIEW_NAMES, type ViewName } from '../engine/sample.ts';
import type { InspectOptions } from '../protocol/hostApi.ts';
import type { ParsedArguments } from './arguments.ts';
import { UsageError } from './exitCodes.ts';
import { engineOptions, type OptionSpec } from './options.ts';

export const VIEW_OPTION: OptionSpec = {
  name: 'view',
  value: 'NAME[=SELECTOR]',
  repeatable: true,
  help: 'The view that is read, or where from, e.g. response=$.answer',
};

/** `--view response` chooses a view, `--view response=$.answer` says where it is read. Throws UsageError. */
export function chooseView(args: ParsedArguments): { view: ViewName | undefined; options: InspectOptions } {
  const words = args.all('view');
  const [name, second] = words.filter((word) => !word.includes('='));
  if (second !== undefined) throw new UsageError('--view: one view can be read at a time.');
  const view = VIEW_NAMES.find((known) => known === name);
  if (name !== undefined && view === undefined) {
    throw new UsageError(`--view ${name}: "${name}" is not a view; choose ${VIEW_NAMES.join(', ')}.`);
  }
  const selectors = words.filter((word) => word.includes('='));
  const options = engineOptions({ ...args, all: (key) => (key === 'view' ? selectors : args.all(key)) });
  const [only] = Object.keys(options.views ?? {}) as ViewName[];
  return { view: view ?? (selectors.length === 1 ? only : undefined), options };
}
