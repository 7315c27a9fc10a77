import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain } from './plain.ts';

test.each([
  ['colours and cursor movements', '\u001b[31mrød\u001b[2Jtom', 'rødtom'],
  ['a link that shows another address', '\u001b]8;;https://ond.example\u0007her\u001b]8;;\u0007', 'her'],
  ['the one-byte form of an escape', 'før\u009b2Jetter', 'føretter'],
  ['line breaks of any kind', 'en\r\nto\u2028tre\u2029fire', 'en to tre fire'],
  ['a backspace over what stands before', 'godkjent\b\b\b', 'godkjent'],
  ['marks that turn the order of reading', 'kvit\u202egnire\u202ct', 'kvitgniret'],
])('takes out %s', (_, text, shown) => {
  expect(plain(text)).toBe(shown);
});

test('leaves words as they are, whatever their letters', () => {
  expect(plain('Åse Čáhppesjávri – “prøve” 🙂 κ')).toBe('Åse Čáhppesjávri – “prøve” 🙂 κ');
});

test('gives one line without a control character, whatever comes in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      expect(plain(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});
