// THE list of verifiers, in the order in which they are shown. Pass, command line, panel and docs read it.
import { arithmetic } from './arithmetic.ts';
import { chat } from './chat/chat.ts';
import { code } from './code/code.ts';
import { data } from './data.ts';
import { instructions } from './instructions/instructions.ts';
import { schema } from './schema.ts';
import { tasks } from './tasks/tasks.ts';
import type { Verifier } from './verifier.ts';

export const VERIFIERS: readonly Verifier[] = [arithmetic, data, schema, code, chat, tasks, instructions];
