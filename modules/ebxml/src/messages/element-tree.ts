import { withDocument, XmlCData, XmlElement, type XmlNode, XmlText } from '@samband/xml';

/** An element of a document that is no longer open: plain data, safe to keep. */
export interface TreeElement {
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  /** By name, and by `{namespace}name` where they are in one. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly TreeElement[];
  /** Its text, without white space around it; empty where it has children. */
  readonly text: string;
}

/** An envelope is a few kB; the document goes beside it. What is larger is not one. */
const limits = { sizeMaxBytes: 2 * 1024 * 1024, nodeCountMax: 20_000, depthMax: 32 };

/** Reads a whole small document. Errors: XmlRefused, XmlNotWellFormed. */
export function readTree(bytes: Uint8Array): TreeElement {
  return withDocument(bytes, ({ root }) => copy(root), limits);
}

function copy(element: XmlElement): TreeElement {
  const children: TreeElement[] = [];
  const texts: XmlNode[] = [];
  for (let node = element.firstChild; node; node = node.next) {
    if (node instanceof XmlElement) children.push(copy(node));
    else if (node instanceof XmlText || node instanceof XmlCData) texts.push(node);
  }
  return {
    name: element.name,
    namespace: element.namespaceUri,
    attributes: copyAttributes(element),
    children,
    // Each text is a call into WebAssembly, and between elements there are only line breaks.
    text: children.length > 0 ? '' : joined(texts),
  };
}

function joined(texts: readonly XmlNode[]): string {
  return texts
    .map(({ content }) => content)
    .join('')
    .trim();
}

function copyAttributes(element: XmlElement): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const { name, namespaceUri, value } of element.attrs) {
    attributes[namespaceUri ? `{${namespaceUri}}${name}` : name] = value;
  }
  return attributes;
}

/** The children of that name. */
export function childrenOf(element: TreeElement | undefined, namespace: string, name: string): TreeElement[] {
  return element?.children.filter((child) => child.name === name && child.namespace === namespace) ?? [];
}

/** The first child of that name. */
export function childOf(element: TreeElement | undefined, namespace: string, name: string): TreeElement | undefined {
  return element?.children.find((child) => child.name === name && child.namespace === namespace);
}

/** An attribute in a namespace. */
export function attributeOf(element: TreeElement | undefined, namespace: string, name: string): string | undefined {
  return element?.attributes[`{${namespace}}${name}`];
}
