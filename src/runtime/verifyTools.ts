// What verifiers may not import themselves, loaded before the first sample is looked at.
import type { VerifyTools } from '../engine/verify/verifier.ts';
import { lazyTools } from './tools.ts';

export async function loadVerifyTools(): Promise<VerifyTools> {
  const unsure = { unsure: true, what: 'no parser' } as const;
  return {
    languages: new Set(),
    parseCode: () => null,
    data: { fault: () => unsure, breaks: () => unsure },
    guessLanguage: (text) => lazyTools().guessLanguage(text),
  };
}
