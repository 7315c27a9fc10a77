import { XmlAttribute, XmlElement, type XmlNode } from 'libxml2-wasm';
import { addressOf } from './libxml2-inner.ts';

/** Names of the children of one element, in order, as a path writes them: with a position where siblings share a name. */
type ChildLabels = ReadonlyMap<number, string>;

/**
 * Where a node stands, in names a person can follow: `MsgHead/MsgInfo/Sender/Organisation/Ident[2]/Id`, and
 * `…/Type/@V` for an attribute. Names are without prefix; a position (from 1) is given only where siblings share the
 * name. A text or comment has the path of its element.
 */
export function elementPath(node: XmlNode): string {
  return createElementPaths()(node);
}

/**
 * `elementPath` for many nodes of one document that does not change meanwhile: the children of each element are counted
 * once, so that a thousand paths cost no more than one walk through the document.
 */
export function createElementPaths(): (node: XmlNode) => string {
  const labelsByParent = new Map<number, ChildLabels>();
  return (node) => {
    const steps: string[] = [];
    if (node instanceof XmlAttribute) steps.push(`@${node.name}`);
    for (let element = ownElement(node); element; element = element.parent) {
      steps.unshift(label(element, labelsByParent));
    }
    return steps.join('/');
  };
}

function ownElement(node: XmlNode): XmlElement | null {
  return node instanceof XmlElement ? node : node.parent;
}

function label(element: XmlElement, labelsByParent: Map<number, ChildLabels>): string {
  const { parent } = element;
  if (!parent) return element.name;
  const key = addressOf(parent);
  let labels = labelsByParent.get(key);
  if (!labels) {
    labels = labelChildren(parent);
    labelsByParent.set(key, labels);
  }
  return labels.get(addressOf(element)) ?? element.name;
}

function labelChildren(parent: XmlElement): ChildLabels {
  const byName = new Map<string, number[]>();
  for (let child = parent.firstChild; child; child = child.next) {
    if (!(child instanceof XmlElement)) continue;
    const sameName = byName.get(child.name);
    if (sameName) sameName.push(addressOf(child));
    else byName.set(child.name, [addressOf(child)]);
  }
  const labels = new Map<number, string>();
  for (const [name, addresses] of byName) {
    addresses.forEach((address, index) => {
      labels.set(address, addresses.length === 1 ? name : `${name}[${index + 1}]`);
    });
  }
  return labels;
}
