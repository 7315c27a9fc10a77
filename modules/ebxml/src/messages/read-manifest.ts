import { contentIdOf } from './content-id.ts';
import type { ManifestReference } from './ebxml-read.ts';
import { attributeOf, childOf, childrenOf, type TreeElement } from './element-tree.ts';
import { ebNamespace as eb, xlinkNamespace as xlink } from './names.ts';

/** The documents that eb:Manifest names (ebMS 2.0 §3.2). */
export function readManifest(soapBody: TreeElement | undefined): ManifestReference[] {
  return childrenOf(childOf(soapBody, eb, 'Manifest'), eb, 'Reference').map((reference) => {
    const href = attributeOf(reference, xlink, 'href');
    return {
      href,
      contentId: contentIdOf(href),
      schemas: childrenOf(reference, eb, 'Schema').map((schema) => ({
        location: attributeOf(schema, eb, 'location'),
        version: attributeOf(schema, eb, 'version'),
      })),
      description: childOf(reference, eb, 'Description')?.text,
    };
  });
}
