import type { SignedDigest, Transform } from './ebxml-read.ts';
import { childOf, childrenOf, type TreeElement } from './element-tree.ts';
import { dsNamespace as ds } from './names.ts';

/** The ds:Reference elements that stand in an element: in ds:SignedInfo, or copied into an eb:Acknowledgment. */
export function readDigests(parent: TreeElement | undefined): SignedDigest[] {
  return childrenOf(parent, ds, 'Reference').map((reference) => ({
    uri: reference.attributes['URI'],
    transforms: childrenOf(childOf(reference, ds, 'Transforms'), ds, 'Transform').map(readTransform),
    digestMethod: childOf(reference, ds, 'DigestMethod')?.attributes['Algorithm'],
    digest: childOf(reference, ds, 'DigestValue')?.text.replaceAll(/\s+/g, ''),
  }));
}

function readTransform(transform: TreeElement): Transform {
  const xpath = childOf(transform, ds, 'XPath')?.text;
  return { algorithm: transform.attributes['Algorithm'], ...(xpath !== undefined && { xpath }) };
}
