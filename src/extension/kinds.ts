// What each kind of finding is called and why it is worth a look, in one sentence.
import * as vscode from 'vscode';
import type { FindingKind } from '../engine/report.ts';

export function kindLabel(kind: FindingKind): string {
  return labels()[kind][0];
}

export function kindReason(kind: FindingKind): string {
  return labels()[kind][1];
}

function labels(): Record<FindingKind, readonly [string, string]> {
  const { t } = vscode.l10n;
  return {
    invalid: [t('Invalid row'), t('The row could not be read, so it is not measured.')],
    schema: [t('Unexpected shape'), t('A field is missing or of another type than in most rows.')],
    'exact-duplicate': [
      t('Exact duplicate'),
      t('Another row holds the same content, apart from case and white space.'),
    ],
    'near-duplicate': [t('Near duplicate'), t('Most of its word 5-grams are those of another sample.')],
    'low-novelty': [t('Low novelty'), t('Few of its word 4-grams are its own: other samples hold the rest.')],
    template: [t('Template'), t('It shares its frame with many samples; only the slots differ.')],
    'self-repetition': [t('Repeats itself'), t('The same stretch of words comes up several times within it.')],
    residue: [t('Residue'), t('Something left over from generation: a refusal, a role marker, a cut ending.')],
    encoding: [t('Encoding'), t('Characters that look like a wrong or double decoding.')],
    conflict: [t('Conflict'), t('The same prompt has different responses.')],
    'llm-traits': [t('LLM traits'), t('It shares more surface traits with LLM text than your human rows do.')],
    'verification-failed': [t('Verification failed'), t('Something in it can be checked, and is wrong.')],
    leakage: [t('Leakage'), t('It holds much of an item of an evaluation set.')],
  };
}
