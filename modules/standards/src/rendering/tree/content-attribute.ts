import type { TreeElement } from './tree-element.ts';

export const XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';

/** About the XML itself: schema locations, types, nil, language, white space. */
const TECHNICAL_NAMESPACES: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/XML/1998/namespace',
]);

/** What an attribute of XHTML can say; the others are layout. */
const XHTML_CONTENT: ReadonlySet<string> = new Set(['href', 'src', 'alt', 'title', 'cite', 'value', 'data']);

/** The only layout that is kept: without it the columns of a table in a text would not stand under their heads. */
export const LAYOUT_ATTRIBUTES: ReadonlySet<string> = new Set(['colspan', 'rowspan']);

/** Whether an attribute says something to a reader. */
export function isContentAttribute(element: TreeElement, namespace: string, name: string): boolean {
  if (element.namespace === XHTML_NAMESPACE) return XHTML_CONTENT.has(name);
  return !TECHNICAL_NAMESPACES.has(namespace);
}
