import { Buffer } from 'node:buffer';
import { XmlComment, XmlElement, XmlText, type XmlTreeNode } from 'libxml2-wasm';
import { setPlainAttribute } from './libxml2-inner.ts';
import type { XmlMarkup } from './markup.ts';
import { parseTrusted } from './parse-document.ts';
import { escapeAttribute, refuseOtherCharacters } from './xml-text.ts';

/**
 * Makes `text` the whole content of an element. Nodes that stood in it are freed.
 *
 * @throws {XmlTextNotAllowed} the text holds a character that XML cannot hold
 */
export function setText(element: XmlElement, text: string): void {
  refuseOtherCharacters(text);
  for (let child = element.firstChild; child; child = element.firstChild) child.remove();
  if (text !== '') element.addText(text);
}

/**
 * Sets an attribute without namespace, new or not. (`XmlElement.setAttr` puts it in the default namespace, beside the
 * one that is there, and the document is written with two attributes of one name.)
 *
 * @throws {XmlTextNotAllowed} the value holds a character that XML cannot hold
 */
export function setAttribute(element: XmlElement, name: string, value: string): void {
  refuseOtherCharacters(value);
  setPlainAttribute(element, name, value);
}

/**
 * Puts new markup in the place of an element, which is freed with all that stands in it. The markup is read as if it
 * stood there: it may use the prefixes that are declared around it, and is in the default namespace that holds there.
 *
 * @returns the new element
 */
export function replaceElement(target: XmlElement, markup: XmlMarkup): XmlElement {
  const { parent } = target;
  if (!parent) throw new TypeError('The root of a document has no place to be replaced in: write a new document');
  const source = parseTrusted(Buffer.from(`<around${declarationsOf(parent)}>${markup}</around>`));
  try {
    const replacement = source.root.firstChild;
    if (!(replacement instanceof XmlElement)) throw new TypeError('An element is replaced by an element');
    const created = target.appendElement(replacement.name);
    copyElement(replacement, created);
    target.remove();
    return created;
  } finally {
    source.dispose();
  }
}

function declarationsOf(element: XmlElement): string {
  return Object.entries(element.namespaces)
    .map(([prefix, uri]) => ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(uri)}"`)
    .join('');
}

/** Depth is bounded by the limits of the parser that read the markup. */
function copyElement(from: XmlElement, to: XmlElement): void {
  for (const [prefix, uri] of Object.entries(from.nsDeclarations)) to.addNsDeclaration(uri, prefix || undefined);
  to.prefix = from.prefix;
  if (to.namespaceUri !== from.namespaceUri) throw new TypeError(`${from.name} cannot be in its namespace here`);
  for (const { name, value, prefix } of from.attrs) {
    if (prefix === '') setPlainAttribute(to, name, value);
    else to.setAttr(name, value, prefix);
  }
  for (let child = from.firstChild; child; child = child.next) copyChild(child, to);
}

function copyChild(child: XmlTreeNode, to: XmlElement): void {
  if (child instanceof XmlElement) copyElement(child, to.addElement(child.name));
  else if (child instanceof XmlText) to.addText(child.content);
  else if (child instanceof XmlComment) to.addComment(child.content);
  else throw new TypeError('New markup holds elements, text and comments only');
}
