import type { OutlineElement } from '../outline/outline-element.ts';

/** Kept elements by local name, for the names that rules ask for. */
export type ElementIndex = ReadonlyMap<string, readonly OutlineElement[]>;

/** Goes once through the kept elements of a document. */
export function indexElements(root: OutlineElement, names: ReadonlySet<string>): ElementIndex {
  const index = new Map<string, OutlineElement[]>();
  const waiting = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const { name, children } = element;
    if (names.has(name)) {
      const known = index.get(name);
      if (known === undefined) index.set(name, [element]);
      else known.push(element);
    }
    // Backwards, so that they come out in document order.
    for (let at = children.length - 1; at >= 0; at--) waiting.push(children[at] as OutlineElement);
  }
  return index;
}
