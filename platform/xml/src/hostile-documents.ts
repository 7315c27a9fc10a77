import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import type { XmlRefusalReason } from './errors.ts';

/** What the reader must do with a hostile document; `harmless` ones are well-formed and must simply do no harm. */
export type HostileOutcome = XmlRefusalReason | 'not-well-formed' | 'harmless';

export interface HostileDocument {
  readonly name: string;
  readonly outcome: HostileOutcome;
  /** Made when asked for: together they are hundreds of megabytes. */
  readonly make: () => Buffer;
}

const MEGABYTE = 1_000_000;

/** The hostile-input suite, shared by the tests (what happens) and the benchmark (at what cost). */
export const hostileDocuments: readonly HostileDocument[] = [
  // Entities and everything else that a DOCTYPE can bring.
  refused('external entity that is a file', 'doctype', () =>
    text('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
  ),
  refused('external DTD over HTTP', 'doctype', () => text('<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>')),
  refused('parameter entity that fetches', 'doctype', () =>
    text('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p">%p;]><a/>'),
  ),
  refused('billion laughs', 'doctype', billionLaughs),
  refused('billion laughs in UTF-16', 'doctype', () => utf16(billionLaughs().toString())),
  refused('quadratic blow-up', 'doctype', () =>
    text(`<!DOCTYPE a [<!ENTITY x "${'x'.repeat(MEGABYTE)}">]><a>${'&x;'.repeat(100_000)}</a>`),
  ),
  refused('DOCTYPE behind 10 MB of comments', 'doctype', () =>
    text(`${`<!--${'x'.repeat(MEGABYTE - 100)}-->`.repeat(10)}<!DOCTYPE a><a/>`),
  ),
  broken('DOCTYPE after the root', () => text('<a/><!DOCTYPE a>'), 'doctype'),
  broken('entity that is not declared', () => text('<a>&x;</a>')),
  broken('billion references without a declaration', () => text(`<a>${'&x;'.repeat(MEGABYTE)}</a>`)),

  // Too deep, too many, too long.
  refused('100,000 deep', 'depth', () => text('<a>'.repeat(100_000) + '</a>'.repeat(100_000))),
  refused('10 million deep and never closed', 'depth', () => text('<a>'.repeat(10 * MEGABYTE))),
  refused('10 million attributes', 'attributes', () => text(`<a ${'a="" '.repeat(10 * MEGABYTE)}/>`)),
  refused('10 million attributes on many elements', 'attributes', () =>
    text(`<r>${'<a b="" c="" d=""/>'.repeat(2 * MEGABYTE)}</r>`),
  ),
  refused('5 million elements', 'nodes', () => text(`<r>${'<a/>'.repeat(5 * MEGABYTE)}</r>`)),
  refused('5 million comments', 'nodes', () => text(`<r>${'<!---->'.repeat(5 * MEGABYTE)}</r>`)),
  refused('5 million processing instructions', 'nodes', () => text(`<r>${'<?a?>'.repeat(5 * MEGABYTE)}</r>`)),
  refused('4 million CDATA sections', 'nodes', () => text(`<r>${'<![CDATA[]]>'.repeat(4 * MEGABYTE)}</r>`)),
  refused('text of 60 MB', 'size', () => text(`<a>${'x'.repeat(60 * MEGABYTE)}</a>`)),
  refused('attribute of 40 MB', 'attribute-size', () => text(`<a b="${'x'.repeat(40 * MEGABYTE)}"/>`)),
  refused('comment of 40 MB', 'comment-size', () => text(`<a><!--${'x'.repeat(40 * MEGABYTE)}--></a>`)),
  refused('processing instruction of 40 MB', 'comment-size', () => text(`<a><?b ${'x'.repeat(40 * MEGABYTE)}?></a>`)),
  refused('element name of 40 MB', 'name-size', () => text(`<${'x'.repeat(40 * MEGABYTE)}/>`)),
  refused('attribute name of 40 MB', 'name-size', () => text(`<a ${'x'.repeat(40 * MEGABYTE)}=""/>`)),
  refused('200 namespaces on each of 200 levels', 'namespaces', () =>
    text(join(200, (level) => `<a ${join(200, (index) => `xmlns:n${level}x${index}="urn:${index}"`)}>`, '')),
  ),

  // Encodings.
  refused('UTF-7', 'encoding', () => text('<?xml version="1.0" encoding="UTF-7"?><a>+ADw-b/+AD4-</a>')),
  refused('EBCDIC by name', 'encoding', () => text('<?xml version="1.0" encoding="IBM037"?><a/>')),
  broken('EBCDIC by its bytes', () => Buffer.from([0x4c, 0x6f, 0xa7, 0x94, 0x93, 0x40, 0x4c, 0x81, 0x61, 0x6e])),
  broken('UTF-32 with its mark', () =>
    Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0, 0x61, 0, 0, 0, 0x2f, 0, 0, 0, 0x3e, 0, 0, 0]),
  ),
  broken('overlong UTF-8', () => bytes('<a>', [0xc0, 0xaf], '</a>')),
  broken('surrogates in UTF-8', () => bytes('<a>', [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80], '</a>')),
  broken('ISO-8859-1 that says it is UTF-8', () => bytes('<?xml version="1.0" encoding="UTF-8"?><a>', [0xe6], '</a>')),
  broken('UTF-8 that says it is UTF-16', () => text('<?xml version="1.0" encoding="UTF-16"?><a/>')),
  broken('UTF-16 that says it is UTF-8', () => utf16('<?xml version="1.0" encoding="UTF-8"?><a/>')),
  broken('UTF-16 with half a character', () =>
    Buffer.concat([utf16('<a>'), Buffer.from([0x00, 0xd8]), utf16('</a>').subarray(2)]),
  ),
  broken('a byte that windows-1252 lacks', () =>
    bytes('<?xml version="1.0" encoding="windows-1252"?><a>', [0x81], '</a>'),
  ),
  broken('a fault in the last byte of 40 MB', () => bytes(`<a>${'x'.repeat(40 * MEGABYTE)}`, [0xff], '</a>')),
  broken('NUL in text', () => bytes('<a>', [0], '</a>')),
  broken('NUL in UTF-16', () => utf16('<a>\0</a>')),
  broken('40 MB of NUL', () => Buffer.alloc(40 * MEGABYTE)),

  // Not XML, or not all of it.
  broken('empty', () => Buffer.alloc(0)),
  broken('white space only', () => text(' \r\n\t'.repeat(2 * MEGABYTE))),
  broken('gzip', () => gzipSync('<a/>')),
  broken('zip', () => bytes('PK', [3, 4, 20, 0], 'a.xml<a/>')),
  broken('10 MB of <', () => text('<'.repeat(10 * MEGABYTE))),
  broken('10 MB of < in an element', () => text(`<a>${'<'.repeat(10 * MEGABYTE)}`)),
  broken('10 MB of control characters', () => text(`<a>${'\u0001'.repeat(10 * MEGABYTE)}</a>`)),
  broken('10 MB of &', () => text(`<a>${'&'.repeat(10 * MEGABYTE)}</a>`)),
  refused('40 MB in a tag that never ends', 'tag-size', () => text(`<a ${' '.repeat(40 * MEGABYTE)}`)),
  broken('40 MB without its end', () => text(`<a>${'x'.repeat(40 * MEGABYTE)}`)),
  broken('40 MB of elements without their end', () =>
    text(
      `<r>${'<a>0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123</a>'.repeat(390_000)}`,
    ),
  ),
  refused('20 million characters in UTF-16', 'size', () => utf16(`<a>${'x'.repeat(20 * MEGABYTE)}</a>`)),
  broken('2.6 million characters in UTF-16 without their end', () => utf16(`<a>${'x'.repeat(2.6 * MEGABYTE)}`)),
  broken('two roots', () => text('<a/><b/>')),
  broken('tags crossed', () => text('<a><b></a></b>')),

  // Well-formed, and yet nothing may happen.
  harmless('zip bomb in base64', () => text(`<a>${zipBomb()}</a>`)),
  harmless('XInclude of a file', () =>
    text('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></a>'),
  ),
  harmless('schema location on the network', () =>
    text(
      '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://127.0.0.1:1/a.xsd"/>',
    ),
  ),
  harmless('style sheet and catalog instructions', () =>
    text('<?xml-stylesheet href="file:///etc/passwd"?><?oasis-xml-catalog catalog="file:///etc/passwd"?><a/>'),
  ),
  harmless('markup in CDATA', () =>
    text('<a><![CDATA[<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;]]></a>'),
  ),
  harmless('DOCTYPE in a comment', () => text('<a><!-- <!DOCTYPE a> --></a>')),
];

function refused(name: string, outcome: XmlRefusalReason, make: () => Buffer): HostileDocument {
  return { name, outcome, make };
}

function broken(name: string, make: () => Buffer, outcome: HostileOutcome = 'not-well-formed'): HostileDocument {
  return { name, outcome, make };
}

function harmless(name: string, make: () => Buffer): HostileDocument {
  return { name, outcome: 'harmless', make };
}

function text(xml: string): Buffer {
  return Buffer.from(xml, 'utf8');
}

function bytes(before: string, middle: readonly number[], after: string): Buffer {
  return Buffer.concat([Buffer.from(before), Buffer.from(middle), Buffer.from(after)]);
}

function utf16(xml: string): Buffer {
  return Buffer.from(`\ufeff${xml}`, 'utf16le');
}

function join(count: number, piece: (index: number) => string, separator = ' '): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join(separator);
}

function billionLaughs(): Buffer {
  const entities = join(10, (level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`, '');
  return text(`<!DOCTYPE a [<!ENTITY e0 "ha">${entities}]><a>&e10;</a>`);
}

/** 100 MB of zeros, packed to 100 kB, as an attachment. */
function zipBomb(): string {
  return gzipSync(Buffer.alloc(100 * MEGABYTE), { level: 1 }).toString('base64');
}
