/**
 * The one place that reaches below the public surface of libxml2-wasm (pinned exactly; the tests of this file's users
 * fail if an update moves these functions). Needed because the public validator collects every error of a document with
 * the position of its node, which costs seconds for a hostile document, and cannot be told to stop.
 */
import { XmlAttribute, type XmlDocument, XmlElement, type XmlNode, type XsdValidator } from 'libxml2-wasm';
import * as libxml2 from 'libxml2-wasm/lib/libxml2.mjs';

const ELEMENT_NODE = 1;
const ATTRIBUTE_NODE = 2;

/** One error as libxml2 reported it. */
export interface ReportedError {
  readonly message: string;
  /** 0 where libxml2 does not know. */
  readonly line: number;
  readonly node: XmlNode | undefined;
}

type ErrorCallback = (index: number, errorAddress: number) => void;
const { addFunction } = libxml2 as unknown as { addFunction(callback: ErrorCallback, signature: 'vii'): number };

/** The report that is being written: validation is synchronous, so there is never more than one. */
let report: { errors: ReportedError[]; errorCount: number; keptMax: number } | undefined;

/** Registered once: a WebAssembly function table never gives a place back for free. */
const collectError = addFunction((_index, error) => {
  if (!report) return;
  report.errorCount++;
  if (report.errors.length >= report.keptMax) return;
  report.errors.push({
    message: libxml2.XmlErrorStruct.message(error),
    line: libxml2.XmlErrorStruct.line(error),
    node: nodeAt(libxml2.XmlErrorStruct.node(error)),
  });
}, 'vii');

/** Validates a document, keeping the first errors and counting the rest. */
export function validateBounded(
  validator: XsdValidator,
  document: XmlDocument,
  keptMax: number,
): { errors: readonly ReportedError[]; errorCount: number } {
  const context = libxml2.xmlSchemaNewValidCtxt(addressOf(validator));
  report = { errors: [], errorCount: 0, keptMax };
  try {
    libxml2.xmlSchemaSetValidStructuredErrors(context, collectError, 0);
    const outcome = libxml2.xmlSchemaValidateDoc(context, addressOf(document));
    if (outcome < 0) throw new Error('libxml2 could not validate: an internal error of the schema processor');
    return report;
  } finally {
    report = undefined;
    libxml2.xmlSchemaFreeValidCtxt(context);
  }
}

/** Sets an attribute that is in no namespace: the public way takes the default namespace for it. */
export function setPlainAttribute(element: XmlElement, name: string, value: string): void {
  if (libxml2.xmlSetNsProp(addressOf(element), 0, name, value) === 0) throw new Error('libxml2 sets no such attribute');
}

/**
 * Memory that libxml2 has taken from the process, in bytes: documents, schemas and expressions together. It grows to the
 * most that was ever needed at once, and is never given back.
 */
export function parserMemoryBytes(): number {
  return libxml2.XmlNodeSetStruct.nodeTable(0, 0).buffer.byteLength;
}

/** Where an object of libxml2 lies in its memory: two wrappers of one node are two objects with the same address. */
export function addressOf(wrapper: XmlNode | XmlDocument | XsdValidator): number {
  const { _nodePtr, _ptr } = wrapper as unknown as { readonly _nodePtr?: number; readonly _ptr?: number };
  const address = _nodePtr ?? _ptr;
  if (!address) throw new Error('The document was freed, or libxml2-wasm has changed inside');
  return address;
}

function nodeAt(address: number): XmlNode | undefined {
  if (address === 0) return undefined;
  const type = libxml2.XmlTreeCommonStruct.type(address);
  if (type === ELEMENT_NODE) return wrap(XmlElement, address);
  return type === ATTRIBUTE_NODE ? wrap(XmlAttribute, address) : undefined;
}

function wrap<Node extends XmlNode>(Wrapper: { prototype: Node }, address: number): Node {
  return new (Wrapper as unknown as new (address: number) => Node)(address);
}
