// What is done where less is possible than was asked.
import { expect, it } from 'vitest';
import { evidenceFor, evidenceNote, settingsOf } from '../../../src/runtime/settings.ts';

it('looks for everybody’s covering samples up to 64 MiB, and says where it did not', () => {
  expect(evidenceFor('all', 64 * 2 ** 20)).toBe('all');
  expect(evidenceFor('all', 64 * 2 ** 20 + 1)).toBe('flagged');
  expect(evidenceFor('flagged', 10)).toBe('flagged');
  const asked = settingsOf({ evidence: 'all' });
  expect(evidenceNote(asked, { ...asked, evidence: 'flagged' })).toContain('flagged rows only');
  expect(evidenceNote(asked, asked)).toBeUndefined();
});
