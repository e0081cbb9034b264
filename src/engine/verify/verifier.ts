// The contract of a verifier: one file and one line in verify/registry.ts. It looks at one sample and says what it could check.
import type { Segment, ViewText } from '../sample.ts';

export const VERDICTS = ['verified', 'failed', 'not checkable'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One thing that was checked in a sample. */
export interface Check {
  readonly verdict: Verdict;
  /** One sentence without a full stop: what was checked, what was found and what was expected: "17 × 3 is 51, not 54". */
  readonly reason: string;
  /** Where it stands: the view, the number of its segment, UTF-16 offsets in the segment's text. Absent where it has no place of its own. */
  readonly at?: CheckPlace;
}

export interface CheckPlace {
  readonly view: ViewText['view'];
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

/** A place where code, given its language, does not parse. */
export interface SyntaxFault {
  /** UTF-16 offset in the code. */
  readonly at: number;
  /** Short, e.g. "unexpected `)`" or "missing `}`". */
  readonly what: string;
  /** True where a bracket lacks its partner: no program around this code could make it right. */
  readonly unpaired?: boolean;
}

/** Formats whose parsers are too large for the engine's own bundle. */
export type DataFormat = 'yaml' | 'xml' | 'csv' | 'tsv';

/** What a parser or a validator says: null is fine; `unsure` where the text cannot be judged, with the reason. */
export type DataVerdict =
  | null
  | { readonly at: number; readonly what: string; readonly unsure?: false }
  | { readonly unsure: true; readonly what: string };

/** Parsers and the JSON Schema validator: a bundle of its own (`src/runtime/lazy/data.ts`), loaded when first asked for. */
export interface DataTools {
  /** The first fault of a text of a format, with its UTF-16 offset. Nothing in the text is resolved, loaded or executed. */
  fault(format: DataFormat, text: string): DataVerdict;
  /**
   * What of a JSON value breaks a JSON Schema, in words with the place in the value. The schema is untrusted: nothing of it is
   * compiled, references outside of it are not followed, and the work is bounded.
   */
  breaks(schema: unknown, value: unknown): DataVerdict;
}

/** What verifiers may not import themselves; everything is at hand before the first sample is looked at. */
export interface VerifyTools {
  /** Names of languages (as in code fences, lower case, aliases included) that `parseCode` knows. */
  readonly languages: ReadonlySet<string>;
  /**
   * The first fault of a program; null where it parses; 'gave up' where it is too large, or the parser cannot be trusted with
   * it. Nothing is executed. `language` is one of `languages`.
   */
  parseCode(language: string, code: string): SyntaxFault | null | 'gave up';
  readonly data: DataTools;
  /** The language of a text with the library's own confidence, 0..1; null where it cannot tell. */
  guessLanguage(text: string): { readonly code: string; readonly name: string; readonly confidence: number } | null;
}

/** A sample as verifiers see it. */
export interface Verifiable {
  readonly views: readonly ViewText[];
  /** The parsed row; the text of a plain-text sample. */
  readonly row: unknown;
  /** 1-based, for places in messages. */
  readonly line?: number;
}

/** What a verifier learned from drawn rows before the pass, e.g. the closed set of labels; plain data, posted to workers. */
export type Facts = Readonly<Record<string, unknown>>;

/** What a person set, by verifier; see VerifySettings in verify/settings.ts. */
export interface Verifier {
  /** As settings, flags and the report name it: "arithmetic", "json", "code", "chat", … */
  readonly id: string;
  readonly about: {
    readonly label: string;
    /** One sentence for a reader who does not know it. */
    readonly explains: string;
    /** What it leaves alone, and why. */
    readonly limits: string;
  };
  /**
   * Whether the corpus holds what this verifier checks, from drawn samples; the facts that `check` needs, null where it does
   * not apply. Called once per corpus, in one thread.
   */
  detect(drawn: readonly Verifiable[], settings: Facts): Facts | null;
  /** Nothing to check: an empty list. Pure; linear in the length of the text. */
  check(x: Verifiable, facts: Facts, tools: VerifyTools): readonly Check[];
}

/** Failed where one check failed, verified where one was verified and none failed, else not checkable. */
export function verdictOf(checks: readonly Check[]): Verdict {
  if (checks.some((c) => c.verdict === 'failed')) return 'failed';
  return checks.some((c) => c.verdict === 'verified') ? 'verified' : 'not checkable';
}

/** Segments of the views in which answers stand, with their places. */
export function answers({
  views,
}: Verifiable): { readonly view: ViewText['view']; readonly segment: number; readonly text: string }[] {
  const has = (view: ViewText['view']) => views.some((v) => v.view === view);
  const wanted: readonly ViewText['view'][] = has('response') ? ['response'] : ['text'];
  return views
    .filter(({ view }) => wanted.includes(view))
    .flatMap(({ view, segments }) => segments.map((s: Segment, segment) => ({ view, segment, text: s.text })));
}
