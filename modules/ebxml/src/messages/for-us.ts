import type { TreeElement } from './element-tree.ts';
import { soapNamespace as soap } from './names.ts';

/** Whoever the message passes on its way: what is for them is left out of what is signed (HIS 1037 §5.5). */
const nextActors = new Set([
  'urn:oasis:names:tc:ebxml-msg:actor:nextMSH',
  'http://schemas.xmlsoap.org/soap/actor/next',
]);
const actor = `{${soap}}actor`;

/**
 * An envelope without what stands in it for somebody on the way. Anybody on the way may add such a block, under any name
 * and before any other, and the signature stays right: so nothing of it is read.
 */
export function forUs(element: TreeElement): TreeElement {
  if (!holdsForNext(element)) return element;
  return { ...element, children: element.children.filter((child) => !isForNext(child)).map(forUs) };
}

function holdsForNext({ children }: TreeElement): boolean {
  return children.some((child) => isForNext(child) || holdsForNext(child));
}

function isForNext({ attributes }: TreeElement): boolean {
  return nextActors.has(attributes[actor] ?? '');
}
