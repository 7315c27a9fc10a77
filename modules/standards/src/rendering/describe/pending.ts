import type { Content, TreeElement } from '../tree/tree-element.ts';

/** What of one element is not on the page yet. */
export interface Pending {
  readonly element: TreeElement;
  readonly contents: readonly Content[];
}

/** The contents of a document that are not among those shown, element by element in the order of the document. */
export function findPending(root: TreeElement, ...shown: readonly ReadonlySet<Content>[]): Pending[] {
  const found: Pending[] = [];
  visit(root);
  return found;

  function visit(element: TreeElement): void {
    const contents = [...element.attributes, ...element.texts()].filter(
      (content) => !shown.some((set) => set.has(content)),
    );
    if (contents.length > 0) found.push({ element, contents });
    for (const child of element.elements) visit(child);
  }
}
