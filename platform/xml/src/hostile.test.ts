import { Buffer } from 'node:buffer';
import { type XmlInputProvider, xmlCleanupInputProvider, xmlRegisterInputProvider } from 'libxml2-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostileDocument, hostileDocuments } from './hostile-documents.ts';
import { parserMemoryBytes, sniff, withDocument, XmlNotWellFormed, XmlRefused } from './index.ts';

/** Everything libxml2 asks to read. Nothing is registered when the reader runs; this spy must stay without questions. */
const asked: string[] = [];
const spy: XmlInputProvider = {
  match: (location) => asked.push(location) < 0,
  open: () => undefined,
  read: () => -1,
  close: () => true,
};
beforeAll(() => {
  expect(xmlRegisterInputProvider(spy)).toBe(true);
});
afterAll(() => xmlCleanupInputProvider());

/** A parser of 2 GB at most must stay far below it, and what it took it keeps. */
const PARSER_MEMORY_MAX_BYTES = 400 * 1024 * 1024;

test.each(hostileDocuments)('$name: $outcome', ({ outcome, make }: HostileDocument) => {
  const bytes = make();

  // The sniffer reads the start only: it may find less, or the depth that it is stricter about, and nothing else.
  const sniffed = outcomeOf(() => sniff(bytes, { namespaceDepth: 3 }));
  expect(outcome === 'harmless' ? ['harmless'] : [outcome, 'harmless', 'not-well-formed', 'depth']).toContain(sniffed);

  expect(outcomeOf(() => withDocument(bytes, (document) => document.root.content.slice(0, 10)))).toBe(outcome);

  expect(asked).toEqual([]);
  expect(parserMemoryBytes()).toBeLessThan(PARSER_MEMORY_MAX_BYTES);
  expect(withDocument(Buffer.from('<good>still read</good>'), (document) => document.root.content)).toBe('still read');
});

test('an included file, a schema on the network and a style sheet are text like any other', () => {
  const include = hostileDocuments.find(({ name }) => name === 'XInclude of a file');
  const content = withDocument(include?.make() ?? Buffer.alloc(0), (document) => document.root.content);

  expect(content).toBe('');
});

function outcomeOf(read: () => unknown): string {
  try {
    read();
    return 'harmless';
  } catch (refusal) {
    if (refusal instanceof XmlRefused) return refusal.reason;
    if (refusal instanceof XmlNotWellFormed) return 'not-well-formed';
    throw refusal;
  }
}
