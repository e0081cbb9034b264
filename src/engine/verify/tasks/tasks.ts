// Verifier of structured tasks: labels of a closed set, spans that stand in their text, conversions that keep the data.
import { isObject } from '../jsonPieces.ts';
import type { Check, Facts, Verifiable, Verifier } from '../verifier.ts';
import { checkConversion } from './conversion.ts';
import { declaredIn, labelIn } from './declared.ts';
import { type Extraction, extractionIn, occurs } from './extraction.ts';
import { type ClosedSet, closedSets, declaredSets, label } from './observed.ts';
import { spanFault, spansOf } from './spans.ts';

interface TaskFacts extends Facts {
  readonly closed: readonly ClosedSet[];
  readonly extraction: Extraction | null;
}

/** Longer prompts hold lists of their own. */
const LONGEST_PROMPT = 4000;
const MOST_FAULTS = 5;

export const tasks: Verifier = {
  id: 'tasks',
  about: {
    label: 'Structured tasks',
    explains:
      'A label is one of those that the prompt declares or that the set is made of, a span stands where the row says, an extracted answer occurs in its text, and converted data keeps its values.',
    limits:
      'A set of labels counts as closed where at least 100 drawn rows hold at most 20 values, each at least five times. Whether a label is the right one is not asked.',
  },

  detect(drawn, { labels }): TaskFacts | null {
    const closed = Array.isArray(labels) ? declaredSets(drawn, labels.map(String)) : closedSets(drawn);
    const extraction = extractionIn(drawn);
    const some = drawn.some((x) => spansOf(x.row).length > 0 || promptAndAnswer(x) !== null);
    return closed.length > 0 || extraction !== null || some ? { closed, extraction } : null;
  },

  check(x, facts) {
    const { closed, extraction } = facts as TaskFacts;
    return [...checkLabels(x, closed), ...checkSpans(x), ...checkExtraction(x, extraction), ...checkPrompt(x)];
  },
};

function checkLabels({ row, views }: Verifiable, closed: readonly ClosedSet[]): Check[] {
  if (!isObject(row)) return [];
  const answers = views.find(({ view }) => view === 'response')?.segments ?? [];
  return closed.flatMap(({ field, values, drawn, declared }): Check[] => {
    const value = row[field];
    if (value === undefined || value === null) return [];
    const written = label(value);
    if (written !== null && values.includes(written)) {
      // A label beside a text says nothing about the text; as the answer it is all that there is.
      if (!answers.some(({ path }) => path[0] === field)) return [];
      return [{ verdict: 'verified', reason: `"${field}" is one of the set's ${values.length} labels` }];
    }
    const shown = written === null ? 'something else' : `"${written}"`;
    const known = values.slice(0, 6).join(', ');
    return [
      {
        verdict: 'failed',
        reason: `"${field}" is ${shown}, but ${declared ? 'the labels are' : `${drawn} drawn rows hold only`} ${known}${values.length > 6 ? ', …' : ''}`,
      },
    ];
  });
}

function checkSpans({ row }: Verifiable): Check[] {
  const spans = spansOf(row);
  if (spans.length === 0) return [];
  const faults = spans.map(spanFault).filter((fault) => fault !== null);
  if (faults.length > 0) return faults.slice(0, MOST_FAULTS).map((reason) => ({ verdict: 'failed', reason }));
  return [
    {
      verdict: 'verified',
      reason:
        spans.length === 1 ? 'the span stands where the row says' : `${spans.length} spans stand where the row says`,
    },
  ];
}

function checkExtraction({ row }: Verifiable, extraction: Extraction | null): Check[] {
  if (!extraction) return [];
  const { source, answer, share, drawn } = extraction;
  const held = occurs(row, source, answer);
  if (held === null) return [];
  if (held) return [{ verdict: 'verified', reason: `"${answer}" occurs in "${source}"` }];
  const usual = `${Math.floor(share * 1000) / 10} % of ${drawn} drawn rows`;
  return [{ verdict: 'failed', reason: `"${answer}" does not occur in "${source}", as it does in ${usual}` }];
}

interface Asked {
  readonly prompt: string;
  readonly answer: string;
  readonly at: NonNullable<Check['at']>;
}

/** The prompt with all its fields, and the only answer to it. */
function promptAndAnswer({ views }: Verifiable): Asked | null {
  const answers = views.find(({ view }) => view === 'response')?.segments ?? [];
  const prompts = views.find(({ view }) => view === 'prompt')?.segments ?? [];
  const text = answers[0]?.text ?? '';
  if (answers.length !== 1 || prompts.length === 0 || text.trim() === '') return null;
  const prompt = prompts.map((s) => s.text).join('\n');
  return { prompt, answer: text, at: { view: 'response', segment: 0, start: 0, end: text.length } };
}

function checkPrompt(x: Verifiable): Check[] {
  const asked = promptAndAnswer(x);
  if (!asked || asked.prompt.length > LONGEST_PROMPT) return [];
  const { prompt, answer, at } = asked;
  const conversion = checkConversion(prompt, answer);
  if (conversion) return [{ verdict: conversion.verdict, reason: conversion.what, at }];
  const declared = declaredIn(prompt);
  if (!declared) return [];
  const found = labelIn(answer, declared);
  if (found === undefined) return [];
  const open = declared.letters.length > 0 ? declared.letters : declared.labels;
  if (found !== null)
    return [{ verdict: 'verified', reason: `the answer is one of the ${open.length} that the prompt leaves open`, at }];
  const shown = answer.trim().slice(0, 60);
  return [
    {
      verdict: 'failed',
      reason: `the answer is "${shown}", but the prompt leaves open ${open.slice(0, 8).join(', ')}`,
      at,
    },
  ];
}
