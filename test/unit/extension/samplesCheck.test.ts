// What the page of a sample editor may ask for.
import { describe, expect, it } from 'vitest';
import { checkSamplesCall } from '../../../src/extension/samples/check.ts';

describe('checkSamplesCall', () => {
  it('takes the calls that the page makes', () => {
    checkSamplesCall('notes', { from: 1, to: 1000 });
    checkSamplesCall('rows', { from: 0, count: 200 });
    checkSamplesCall('decide', { line: 3, action: 'keep' });
  });

  it('refuses what is too much, of another shape, or unknown', () => {
    for (const [method, p] of [
      ['notes', { from: 1, to: 1001 }],
      ['notes', { from: 0, to: 1 }],
      ['rows', { from: 0, count: 201 }],
      ['decide', { line: 3, action: 'yes' }],
      ['reveal', { line: 3, uri: 'file:///etc/passwd' }],
      ['constructor', {}],
    ] as const) {
      expect(() => checkSamplesCall(method, p), `${method} ${JSON.stringify(p)}`).toThrow('not allowed');
    }
  });
});
