import { withDocument } from '@samband/xml';
import { readSourceText } from '../../document/source-text.ts';
import { decodeText } from '../../outline/decode-text.ts';
import { isContentAttribute, LAYOUT_ATTRIBUTES } from './content-attribute.ts';
import { TreeElement } from './tree-element.ts';

/**
 * The whole tree of a document: elements, texts and attributes that say something. libxml2 checks limits and form first;
 * its own tree is not used, because each look at a node there is a call into WebAssembly.
 * Throws XmlRefused or XmlNotWellFormed.
 */
export function readTree(bytes: Uint8Array): TreeElement {
  withDocument(bytes, () => undefined);
  return new TreeReader(readSourceText(bytes).text).run();
}

const ATTRIBUTE = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** Prefixes that an element declares, and those around it. */
interface Scope {
  readonly own: ReadonlyMap<string, string>;
  readonly outer: Scope | undefined;
}

class TreeReader {
  readonly #source: string;
  #root: TreeElement | undefined;
  #open: TreeElement | undefined;
  /** Prefixes in scope for each open element; most elements declare none and share their parent's. */
  readonly #scopes: (Scope | undefined)[] = [];
  #textStart = 0;

  constructor(source: string) {
    this.#source = source;
  }

  run(): TreeElement {
    const source = this.#source;
    for (let at = source.indexOf('<'); at !== -1; ) at = source.indexOf('<', this.#markup(at));
    if (this.#root === undefined) throw new Error('the tree of a document without an element was asked for');
    return this.#root;
  }

  /** One piece of markup; gives the offset after it. Comments, CDATA and instructions stay part of the text around them. */
  #markup(at: number): number {
    const source = this.#source;
    switch (source[at + 1]) {
      case '/': {
        this.#endText(at);
        this.#open = this.#open?.parent;
        this.#scopes.pop();
        return this.#startText(source.indexOf('>', at) + 1);
      }
      case '!':
        return source.startsWith('<!--', at) ? source.indexOf('-->', at + 4) + 3 : source.indexOf(']]>', at) + 3;
      case '?':
        return source.indexOf('?>', at) + 2;
      default:
        this.#endText(at);
        return this.#startText(this.#startTag(at));
    }
  }

  #startText(at: number): number {
    this.#textStart = at;
    return at;
  }

  #endText(end: number): void {
    const element = this.#open;
    if (element === undefined || end === this.#textStart) return;
    const value = decodeText(this.#source.slice(this.#textStart, end));
    if (value.trim() !== '') element.nodes.push({ element, kind: 'text', name: '', value });
  }

  #startTag(at: number): number {
    const end = endOfTag(this.#source, at);
    const isEmpty = this.#source[end - 2] === '/';
    const tag = this.#source.slice(at + 1, isEmpty ? end - 2 : end - 1);
    const nameEnd = tag.search(/\s|$/);
    const attributes = [...tag.slice(nameEnd).matchAll(ATTRIBUTE)].map(
      ([, name = '', double, single]) => [name, double ?? single ?? ''] as const,
    );
    const scope = declare(this.#scopes.at(-1), attributes);
    const [prefix, name] = splitName(tag.slice(0, nameEnd));
    const element = new TreeElement(name, lookUp(scope, prefix), this.#open);
    for (const [qualifiedName, raw] of attributes) addAttribute(element, qualifiedName, raw, scope);
    if (this.#open === undefined) this.#root ??= element;
    else {
      this.#open.nodes.push(element);
      this.#open.elements.push(element);
    }
    if (isEmpty) return end;
    this.#open = element;
    this.#scopes.push(scope);
    return end;
  }
}

const GREATER_THAN = 0x3e;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;

/** The offset after the `>` of a start tag; a quoted value may hold one. */
function endOfTag(source: string, at: number): number {
  for (let position = at; ; position++) {
    const code = source.charCodeAt(position);
    if (code === GREATER_THAN) return position + 1;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE)
      position = source.indexOf(source[position] as string, position + 1);
  }
}

function declare(outer: Scope | undefined, attributes: readonly (readonly [string, string])[]): Scope | undefined {
  let own: Map<string, string> | undefined;
  for (const [name, raw] of attributes) {
    if (!isDeclaration(name)) continue;
    own ??= new Map();
    own.set(name.slice('xmlns:'.length), decodeText(raw).trim());
  }
  return own === undefined ? outer : { own, outer };
}

function isDeclaration(qualifiedName: string): boolean {
  return qualifiedName === 'xmlns' || qualifiedName.startsWith('xmlns:');
}

function lookUp(scope: Scope | undefined, prefix: string): string {
  for (let at = scope; at !== undefined; at = at.outer) {
    const namespace = at.own.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return prefix === 'xml' ? XML_NAMESPACE : '';
}

function splitName(qualifiedName: string): readonly [prefix: string, name: string] {
  const colon = qualifiedName.indexOf(':');
  return colon === -1 ? ['', qualifiedName] : [qualifiedName.slice(0, colon), qualifiedName.slice(colon + 1)];
}

function addAttribute(element: TreeElement, qualifiedName: string, raw: string, scope: Scope | undefined): void {
  if (isDeclaration(qualifiedName)) return;
  const [prefix, name] = splitName(qualifiedName);
  if (LAYOUT_ATTRIBUTES.has(name)) {
    element.layout = new Map([...element.layout, [name, raw]]);
    return;
  }
  const value = decodeText(raw.replace(/\r\n|[\t\n\r]/g, ' '));
  if (value.trim() === '' || !isContentAttribute(element, prefix && lookUp(scope, prefix), name)) return;
  element.attributes.push({ element, kind: 'attribute', name, value });
}
