import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashRow, hashText } from '../../../src/formats/rowHash.ts';

const anyText = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    ' ',
    '\n',
    '\u00a0',
    '\u2009',
    '\u3000',
    'É',
    'é',
    'e\u0301',
    'ß',
    'µ',
    '×',
    'Ω',
    'İ',
    'Σ',
    '’',
    '日',
    '가',
    '\u1100\u1161',
    '😀',
    'ﬁ',
  ),
  maxLength: 40,
});

/** The definition, without any shortcut. */
const canonical = (text: string): string =>
  text.normalize('NFC').toLowerCase().normalize('NFC').replace(/\s+/g, ' ').trim();

describe('the content hash', () => {
  it('equals that of the canonical text, and differs where the canonical texts do', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(hashText(a)).toEqual(hashText(canonical(a)));
        expect(hashText(a)).toEqual(hashText(a.normalize('NFD')));
        expect(hashText(a).join() === hashText(b).join()).toBe(canonical(a) === canonical(b));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order of keys nor on what was hashed before', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (row) => {
        const turned = Object.fromEntries(Object.entries(row).reverse());
        const before = hashRow(row);
        hashText('something else '.repeat(1000));
        expect(hashRow(turned)).toEqual(before);
      }),
    );
  });
});
