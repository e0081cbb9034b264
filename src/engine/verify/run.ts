// Runs verifiers: which of them a corpus gives something to check, and what they say of one sample.
import { VERIFIERS } from './registry.ts';
import { chosenVerifiers, type VerifyChoice, type VerifySettings } from './settings.ts';
import {
  type Check,
  type Facts,
  type Verdict,
  type Verifiable,
  type Verifier,
  type VerifyTools,
  verdictOf,
} from './verifier.ts';

/** A verifier that applies, with what it learned; plain data. */
export interface ActiveVerifier {
  readonly id: string;
  readonly facts: Facts;
}

export interface Detected {
  /** In the order of the registry. */
  readonly active: readonly ActiveVerifier[];
  /** Ids that were asked for by name and have nothing to check here. */
  readonly unused: readonly string[];
  /** Whether verifiers were asked for by name. */
  readonly named: boolean;
}

export interface VerifyAsked {
  readonly choice: VerifyChoice;
  readonly settings: VerifySettings;
}

/** Throws 'bad-option' for an unknown id. `drawn`: samples of the whole corpus, in draw order. */
export function detectVerifiers(
  drawn: readonly Verifiable[],
  { choice, settings }: VerifyAsked,
  all: readonly Verifier[] = VERIFIERS,
): Detected {
  const active: ActiveVerifier[] = [];
  const unused: string[] = [];
  for (const verifier of chosenVerifiers(choice, all)) {
    const { id } = verifier;
    const facts = verifier.detect(drawn, settings);
    if (facts) active.push({ id, facts });
    else if (choice !== 'auto') unused.push(id);
  }
  return { active, unused, named: choice !== 'auto' };
}

/** A check and the verifier that made it, by its number among the active ones. */
export interface CheckedThing {
  readonly verifier: number;
  readonly check: Check;
}

export interface CheckedSample {
  readonly verdict: Verdict;
  readonly checks: readonly CheckedThing[];
}

/** The languages that parsers are needed for: those that a verifier names in its facts as `languages`. */
export function languagesOf(active: readonly ActiveVerifier[]): string[] {
  const named = active.flatMap(({ facts }) => (Array.isArray(facts.languages) ? (facts.languages as unknown[]) : []));
  return [...new Set(named.filter((name): name is string => typeof name === 'string'))];
}

export class SampleChecker {
  private readonly running: readonly { readonly verifier: Verifier; readonly facts: Facts; readonly number: number }[];

  /** Verifiers that are not among `all` are passed over: they are of another version. */
  constructor(
    active: readonly ActiveVerifier[],
    private readonly tools: VerifyTools,
    all: readonly Verifier[] = VERIFIERS,
  ) {
    this.running = active.flatMap(({ id, facts }, number) => {
      const verifier = all.find((v) => v.id === id);
      return verifier ? [{ verifier, facts, number }] : [];
    });
  }

  /** Null where nobody finds anything to check. */
  check(x: Verifiable): CheckedSample | null {
    const checks: CheckedThing[] = [];
    for (const { verifier, facts, number } of this.running) {
      for (const check of this.ask(verifier, x, facts)) checks.push({ verifier: number, check });
    }
    if (checks.length === 0) return null;
    return { verdict: verdictOf(checks.map((c) => c.check)), checks };
  }

  /** One sample on which a parser gives up, e.g. for its depth, is no reason to lose the others. */
  private ask(verifier: Verifier, x: Verifiable, facts: Facts): readonly Check[] {
    try {
      return verifier.check(x, facts, this.tools);
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
      return [{ verdict: 'not checkable', reason: `it could not be looked at: ${why}` }];
    }
  }
}
