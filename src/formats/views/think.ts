// Thinking that stands inside an answer, between <think> and </think>.
import { trimSpan } from './markup.ts';

export interface ThinkSpans {
  readonly thinking: readonly { start: number; end: number }[];
  readonly answer: readonly { start: number; end: number }[];
}

const TAG = /<(\/?)(?:think|thinking|thought|reasoning)>|<\|(begin|end)_of_thought\|>|<\|(?:begin|end)_of_solution\|>/g;

/** Whether the text holds a thinking tag. */
export function hasThinking(text: string): boolean {
  return /<\/?think(?:ing)?>|<\/(?:thought|reasoning)>|<\|begin_of_thought\|>/.test(text);
}

/** Offsets of the thinking and of the answer. A closing tag alone means that the thinking starts with the text (some
 *  templates open it themselves); an opening tag alone that the text was cut while thinking. */
export function splitThinking(text: string): ThinkSpans {
  const thinking: { start: number; end: number }[] = [];
  const answer: { start: number; end: number }[] = [];
  let inside = false;
  let from = 0;
  let seen = 0;
  for (const m of text.matchAll(TAG)) {
    const opens = m[1] === '' || m[2] === 'begin';
    const closes = m[1] === '/' || m[2] === 'end';
    const isThinking = inside || (closes && seen === 0);
    const span = trimSpan(text, from, m.index);
    if (span !== null) (isThinking ? thinking : answer).push(span);
    from = m.index + m[0].length;
    if (opens) inside = true;
    else if (closes) inside = false;
    seen++;
  }
  const rest = trimSpan(text, from, text.length);
  // An answer without tags stays as it is, white space included.
  if (rest !== null) (inside ? thinking : answer).push(seen === 0 ? { start: 0, end: text.length } : rest);
  return { thinking, answer };
}
