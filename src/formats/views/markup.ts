// Chat markup inside one string: finds the turns and where they stand.
import type { ViewName } from '../../engine/sample.ts';
import { sideOf } from './roles.ts';

export const MARKUPS = ['chatml', 'llama3', 'llama2', 'gemma', 'zephyr', 'alpaca', 'vicuna', 'human'] as const;
export type Markup = (typeof MARKUPS)[number];

/** A turn of a dialogue: UTF-16 offsets [start, end) in the string, without markers and white space around it. */
export interface Turn {
  readonly view: Extract<ViewName, 'prompt' | 'response' | 'system'> | null;
  readonly start: number;
  readonly end: number;
}

interface Style {
  /** Has to occur in a string with this markup; cheap to look for. */
  readonly probe: string;
  /** What opens a turn; group 1 is the role. */
  readonly header: RegExp;
  /** What closes a turn before the next header. */
  readonly ends: readonly string[];
}

const STYLES: Readonly<Record<Exclude<Markup, 'llama2'>, Style>> = {
  chatml: {
    probe: '<|im_start|>',
    header: /<\|im_start\|>\s*([A-Za-z_]+)[^\S\n]*\n?/g,
    ends: ['<|im_end|>', '<|endoftext|>'],
  },
  llama3: {
    probe: '<|start_header_id|>',
    header: /<\|start_header_id\|>\s*([A-Za-z_]+)\s*<\|end_header_id\|>/g,
    ends: ['<|eot_id|>', '<|eom_id|>', '<|end_of_text|>'],
  },
  gemma: {
    probe: '<start_of_turn>',
    header: /<start_of_turn>\s*([A-Za-z_]+)[^\S\n]*\n?/g,
    ends: ['<end_of_turn>', '<eos>'],
  },
  zephyr: {
    probe: '<|',
    header: /<\|(system|user|assistant)\|>/g,
    ends: ['<|end|>', '<|endoftext|>', '</s>'],
  },
  alpaca: {
    probe: '###',
    header: /###\s*(Instruction|Input|Response|Human|User|Assistant|System|Question|Context|Answer|Output)\s*:/gi,
    ends: ['</s>', '<|endoftext|>', '### End'],
  },
  vicuna: { probe: 'ASSISTANT:', header: /(?<!\S)(USER|ASSISTANT|SYSTEM):/g, ends: ['</s>', '<|endoftext|>'] },
  human: {
    probe: ':',
    header: /(?:^|\n)[^\S\n]*(Human|Assistant|User|System|AI|Bot)[^\S\n]*:/g,
    ends: ['</s>', '<|endoftext|>'],
  },
};

/** The turns of a string, in order; null when it has no such markup. A preamble before the first turn is `system`. */
export function parseTurns(markup: Markup, text: string): Turn[] | null {
  if (markup === 'llama2') return parseLlama2(text);
  const style = STYLES[markup];
  if (!text.includes(style.probe)) return null;
  const turns: Turn[] = [];
  let open: { side: Turn['view']; start: number } | null = null;
  for (const m of text.matchAll(style.header)) {
    if (open === null) push(turns, text, 'system', 0, m.index, []);
    else push(turns, text, open.side, open.start, m.index, style.ends);
    open = { side: sideOf(m[1]!), start: m.index + m[0].length };
  }
  if (open === null) return null;
  push(turns, text, open.side, open.start, text.length, style.ends);
  return turns;
}

/** `<s>[INST] <<SYS>> system <</SYS>> prompt [/INST] response </s>` */
function parseLlama2(text: string): Turn[] | null {
  if (!text.includes('[INST]')) return null;
  const turns: Turn[] = [];
  let side: Turn['view'] = 'response';
  let start = 0;
  for (const m of text.matchAll(/\[INST\]|\[\/INST\]|<<SYS>>|<<\/SYS>>/g)) {
    push(turns, text, turns.length === 0 && side === 'response' ? null : side, start, m.index, ['</s>']);
    side = m[0] === '[/INST]' ? 'response' : m[0] === '<<SYS>>' ? 'system' : 'prompt';
    start = m.index + m[0].length;
  }
  push(turns, text, side, start, text.length, ['</s>']);
  return turns;
}

function push(
  turns: Turn[],
  text: string,
  view: Turn['view'],
  from: number,
  to: number,
  ends: readonly string[],
): void {
  let end = to;
  for (const mark of ends) {
    const at = text.indexOf(mark, from);
    if (at >= 0 && at < end) end = at;
  }
  const span = trimSpan(text, from, end);
  if (span !== null && !onlyMarkers(text, span)) turns.push({ view, ...span });
}

/** A span without the white space around it; null when nothing is left. */
export function trimSpan(text: string, from: number, to: number): { start: number; end: number } | null {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return start < end ? { start, end } : null;
}

function onlyMarkers(text: string, span: { start: number; end: number }): boolean {
  if (span.end - span.start > 40) return false;
  return /^(?:<\|?[a-z_]+\|?>|<bos>|<s>|\s)+$/.test(text.slice(span.start, span.end));
}
