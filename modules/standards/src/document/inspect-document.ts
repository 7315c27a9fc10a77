import { withDocument, type XmlSchemaFinding } from '@samband/xml';
import type { Catalogue, ModelHead } from '../catalogue.ts';
import { type Outline, readOutline } from '../outline/read-outline.ts';
import type { SchemaRegistry } from '../schema/schema-registry.ts';
import { readSourceText } from './source-text.ts';

/** What one parse of a document gives. */
export interface Inspection {
  readonly outline: Outline;
  /** The model of the root element's namespace; undefined for a document we have no model of. */
  readonly rootModel?: ModelHead;
  /** Models of the namespaces that elements of the document are in. */
  readonly models: readonly ModelHead[];
  /** What breaks the schema; empty without a root model. */
  readonly schemaFindings: readonly XmlSchemaFinding[];
}

/**
 * Parses a document once, reads its outline, and checks it against the schema that joins all models it needs, so that
 * what stands in a strict wildcard (the payload of MsgHead) is checked against its own model.
 * Throws XmlRefused or XmlNotWellFormed.
 */
export function inspectDocument(bytes: Uint8Array, catalogue: Catalogue, registry: SchemaRegistry): Inspection {
  return withDocument(bytes, (document) => {
    const outline = readOutline(readSourceText(bytes).text);
    const rootModel = catalogue.findByNamespace(outline.root.namespace);
    const models = modelsOf(outline.usedNamespaces, catalogue);
    if (rootModel === undefined) return { outline, models, schemaFindings: [] };
    // Declared rather than used: an xsi:type may name a type of a namespace that no element is in.
    const needed = modelsOf(new Set([...outline.declaredNamespaces, ...outline.usedNamespaces]), catalogue);
    const check = (heads: readonly ModelHead[]) =>
      registry.schemaFor(heads.map((head) => head.name)).validate(document);
    const schemaFindings = check(needed);
    const editions = schemaFindings.length === 0 ? undefined : withVariants(needed, catalogue);
    if (editions === undefined || check(editions).length > 0) return { outline, rootModel, models, schemaFindings };
    const variantOf = (head: ModelHead) => catalogue.findVariant(head.namespace) ?? head;
    return { outline, rootModel: variantOf(rootModel), models: models.map(variantOf), schemaFindings: [] };
  });
}

function modelsOf(namespaces: ReadonlySet<string>, catalogue: Catalogue): ModelHead[] {
  const heads: ModelHead[] = [];
  for (const namespace of namespaces) {
    const head = catalogue.findByNamespace(namespace);
    if (head) heads.push(head);
  }
  return heads;
}

/** The same models in their second editions, where any has one and none of the others uses the first. */
function withVariants(heads: readonly ModelHead[], catalogue: Catalogue): ModelHead[] | undefined {
  const editions = heads.map((head) => catalogue.findVariant(head.namespace) ?? head);
  if (!editions.some((head) => head.isVariant)) return undefined;
  const namespaces = catalogue.closure(editions.map((head) => head.name)).map((name) => catalogue.head(name).namespace);
  return new Set(namespaces).size === namespaces.length ? editions : undefined;
}
