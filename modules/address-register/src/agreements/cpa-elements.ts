import { XmlElement } from '@samband/xml';

export const CPPA_NAMESPACE = 'http://www.oasis-open.org/committees/ebxml-cppa/schema/cpp-cpa-2_0.xsd';

/** An element and what stands in it, by local name: every profile and agreement has its own prefixes. */
export interface Node {
  readonly name: string;
  readonly text: string;
  attribute(name: string): string | undefined;
  readonly children: readonly Node[];
}

export function nodeOf(element: XmlElement): Node {
  let children: Node[] | undefined;
  return {
    name: element.name,
    get text() {
      return element.content.trim();
    },
    attribute: (name) => element.attrs.find((each) => each.name === name)?.value.trim(),
    get children() {
      children ??= childrenOf(element);
      return children;
    },
  };
}

function childrenOf(element: XmlElement): Node[] {
  const found: Node[] = [];
  for (let child = element.firstChild; child !== null; child = child.next) {
    if (child instanceof XmlElement) found.push(nodeOf(child));
  }
  return found;
}

export const all = (node: Node | undefined, name: string): Node[] =>
  node?.children.filter((child) => child.name === name) ?? [];

/** The first at the end of a path. */
export function at(node: Node | undefined, ...path: string[]): Node | undefined {
  let found = node;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found;
}
