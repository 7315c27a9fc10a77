import { describe, expect, test } from 'vitest';
import {
  readBitString,
  readBoolean,
  readInteger,
  readObjectIdentifier,
  readOctets,
  readSmallInteger,
} from './asn1-content.ts';
import { fieldsOf } from './asn1-fields.ts';
import { readTime } from './asn1-time.ts';
import { Asn1Unreadable } from './asn1-unreadable.ts';
import { type Asn1Value, readAsn1 } from './asn1-value.ts';
import { contextTag, tags } from './tags.ts';
import * as der from './write-der.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const hexOf = (value: der.Der): string => der.derBytes(value).toString('hex');
const reread = (value: der.Der): Asn1Value => readAsn1(der.derBytes(value));

describe('what is written', () => {
  test.each([
    [der.integer(0), '020100'],
    [der.integer(127), '02017f'],
    [der.integer(128), '02020080'],
    [der.integer(-128), '020180'],
    [der.integer(-129), '0202ff7f'],
    [der.integer(hex('0000ff')), '020200ff'],
    [der.boolean(true), '0101ff'],
    [der.nullValue, '0500'],
    [der.enumerated(6), '0a0106'],
    [der.bitString(hex('a0'), 5), '030205a0'],
    [der.utf8String('å'), '0c02c3a5'],
    [der.objectIdentifier('1.2.840.113549.1.7.3'), '06092a864886f70d010703'],
    [der.objectIdentifier('2.999.1'), '0603883701'],
    [der.time(new Date('2049-12-31T23:59:59Z')), '170d3439313233313233353935395a'],
    [der.time(new Date('2050-01-01T00:00:00Z')), '180f32303530303130313030303030305a'],
    [der.setOf(der.integer(2), der.integer(1)), '3106020101020102'],
    [der.context(0, der.nullValue), 'a0020500'],
    [der.contextPrimitive(1, hex('ab')), '8101ab'],
    [der.sequence(der.nullValue, hex('0500')), '300405000500'],
  ])('is DER (case %#)', (value, expected) => {
    expect(hexOf(value)).toBe(expected);
  });

  test.each([
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_536, '0483010000'],
  ])('has a length of the fewest octets: %i', (size, header) => {
    expect(hexOf(der.octetString(Buffer.alloc(size))).slice(0, header.length)).toBe(header);
  });

  test('is read as what it was', () => {
    for (const number of [0n, 1n, -1n, 2n ** 63n, -(2n ** 64n), 2n ** 159n])
      expect(readInteger(reread(der.integer(number)))).toBe(number);
    for (const oid of [
      '2.16.578.1.1',
      '0.9.2342.19200300.100.1.25',
      `2.25.${2n ** 127n}`,
      '1.39.0',
      `2.${2n ** 70n}`,
    ]) {
      expect(readObjectIdentifier(reread(der.objectIdentifier(oid)))).toBe(oid);
    }
    for (const at of ['1950-01-01T00:00:00Z', '2026-02-28T12:00:01Z', '2051-11-24T00:00:00Z']) {
      expect(readTime(reread(der.time(new Date(at))))).toEqual(new Date(at));
    }
    expect(readBoolean(reread(der.boolean(false)))).toBe(false);
    expect(readSmallInteger(reread(der.integer(-3)))).toBe(-3);
    expect(readBitString(reread(der.bitString(hex('0102'))))).toEqual(hex('0102'));
  });

  test('refuses what is no OID', () => {
    for (const text of ['', '1', '3.1', '1.40', '1.02', '1.2.', '1.-2']) {
      expect(() => der.objectIdentifier(text)).toThrow(RangeError);
    }
  });
});

describe('what is read', () => {
  test('has its fields in their order, and says which is missing or too many', () => {
    const fields = fieldsOf(
      reread(der.sequence(der.integer(1), der.context(0, der.nullValue))),
      tags.sequence,
      'Thing',
    );

    expect(readInteger(fields.take(tags.integer, 'version'))).toBe(1n);
    expect(fields.takeIf(tags.set)).toBeUndefined();
    expect(() => fields.end()).toThrow('a field too many');
    expect(() => fields.take(tags.null, 'nothing')).toThrow('nothing is missing');
    expect(fields.take(contextTag(0), 'content').bytes).toEqual(hex('a0020500'));
    fields.end();
    expect(fields.takeAny()).toBeUndefined();
  });

  test('may have indefinite lengths at every level, and octets in nested pieces', () => {
    const value = readAsn1(hex('3080 2480 0401aa 24 80 0402bbcc 0000 0400 0000 020105 0000'));
    const fields = fieldsOf(value, tags.sequence, 'Thing');

    expect(readOctets(fields.take(tags.octetString, 'octets'))).toEqual(hex('aabbcc'));
    expect(readInteger(fields.take(tags.integer, 'number'))).toBe(5n);
    fields.end();
    expect(value.bytes.length).toBe(24);
    expect(value.content.length).toBe(20);
  });

  test('may have lengths with octets to spare, as BER lets it', () => {
    expect(readOctets(readAsn1(hex('04 85 0000000002 abcd')))).toEqual(hex('abcd'));
  });

  test.each([
    ['', 'nothing'],
    ['30', 'no length'],
    ['3001', 'a content that is not there'],
    ['0482ffff', 'a length beyond the end'],
    ['04ffffffffff', 'a reserved length'],
    ['0487010000000000 00', 'a length of seven octets'],
    ['0480 0000', 'a primitive value of indefinite length'],
    ['3080 0401aa', 'no end-of-contents'],
    ['3080 0001aa 0000', 'an end-of-contents with a content'],
    ['3080 2000 0000', 'an end-of-contents that is constructed'],
    ['0000', 'an end-of-contents alone'],
    ['3002 0000', 'an end-of-contents in a definite length'],
    ['1f8100', 'a high tag number'],
    ['0500 00', 'something after the value'],
    ['0500 0500', 'a second value'],
  ])('is refused: %s (%s)', (text) => {
    expect(() => [...walk(readAsn1(hex(text)))]).toThrow(Asn1Unreadable);
  });

  test.each([
    [readInteger, '0200'],
    [readInteger, '0401aa'],
    [readInteger, '2203020101'],
    [readSmallInteger, '02050100000000'],
    [readBoolean, '0100'],
    [readBitString, '0300'],
    [readBitString, '030201aa'],
    [readObjectIdentifier, '0600'],
    [readObjectIdentifier, '060188'],
    [readObjectIdentifier, '06022a80'],
    [readObjectIdentifier, '06032a8001'],
    [readOctets, '2403020101'],
    [readOctets, '0301aa'],
    [readTime, '170d3236303233303132303030305a'],
    [readTime, '170d3236303231303234303030305a'],
    [readTime, '170b323630323130323430305a'],
    [readTime, '0401aa'],
  ])('is refused by %o: %s', (read: (value: Asn1Value) => unknown, text) => {
    expect(() => read(readAsn1(hex(text)))).toThrow(Asn1Unreadable);
  });

  test('has a limit of size, of depth and of number, whatever way it is nested', () => {
    const limits = { sizeMaxBytes: 100_000, depthMax: 10, headersMax: 200 };
    const all = (bytes: Buffer) => () => [...walk(readAsn1(bytes, limits))];
    const nested = (depth: number) => {
      let value: der.Der = der.nullValue;
      for (let level = 0; level < depth; level++) value = der.sequence(value);
      return der.derBytes(value);
    };

    expect(all(nested(10))()).toHaveLength(11);
    expect(all(nested(11))).toThrow('nested deeper than 10');
    expect(all(Buffer.alloc(50_000, hex('3080')))).toThrow('nested deeper than 10');
    expect(all(Buffer.concat([hex('3080'), Buffer.alloc(400, hex('0500')), hex('0000')]))).toThrow('too many values');
    expect(all(der.derBytes(der.sequence(...Array<der.Der>(201).fill(der.nullValue))))).toThrow('too many values');
    expect(all(Buffer.alloc(100_001))).toThrow('more than 100000 bytes');
  });
});

function* walk(value: Asn1Value): Generator<Asn1Value> {
  yield value;
  if (value.constructed) for (const child of value.children()) yield* walk(child);
}
