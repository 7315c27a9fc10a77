import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64 } from './base64.ts';
import { decodeQuotedPrintable } from './quoted-printable.ts';

const base64 = (text: string) => decodeBase64(Buffer.from(text, 'latin1'));
const quoted = (text: string) => decodeQuotedPrintable(Buffer.from(text, 'latin1'));
const textOf = ({ body }: { body: Uint8Array }) => Buffer.from(body).toString('latin1');

describe('base64', () => {
  test.for([
    ['YWJj\r\nZGVm\r\n', 'abcdef', false],
    ['YWI=', 'ab', false],
    ['YWI', 'ab', false],
    ['YW-_Jj', 'abc', true], // the letters of base64url do not belong in mail
    ['YWJjZ', 'abc', true],
    ['YWI=\r\n-- \r\nscanned', 'ab', true],
    ['', '', false],
  ] as const)('%j is %j', ([encoded, decoded, isMalformed]) => {
    expect([textOf(base64(encoded)), base64(encoded).isMalformed]).toEqual([decoded, isMalformed]);
  });
});

describe('quoted-printable', () => {
  test.for([
    ['a=3Db=e6', 'a=bæ', false],
    ['soft=\r\n break=  \r\n', 'soft break', false],
    ['trailing \t\r\nkept\n', 'trailing\r\nkept\n', false],
    ['inner  space', 'inner  space', false],
    ['=', '', false],
    ['=4', '=4', true],
    ['=G0=\rx', '=G0=\rx', true],
  ] as const)('%j is %j', ([encoded, decoded, isMalformed]) => {
    expect([textOf(quoted(encoded)), quoted(encoded).isMalformed]).toEqual([decoded, isMalformed]);
  });

  test('gives back every byte that was written as =XX, wherever the soft breaks stand', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const encoded = [...bytes].map((byte) => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('=\r\n');
        expect(Buffer.from(quoted(encoded).body).equals(bytes)).toBe(true);
      }),
    );
  });
});
