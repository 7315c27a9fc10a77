import { compileSchema, type XmlSchema } from '@samband/xml';
import type { Catalogue } from '../catalogue.ts';
import { schemaFileName, writeJoiningSchema, writeSchema } from '../xsd/write-schema.ts';

const JOINING_FILE = 'joined.xsd';

/**
 * Combinations of models that get a schema of their own: about 1 MB each, and national traffic has some fifty. Whoever
 * makes up more combinations than this gets the one schema that holds every model, so that memory stays bounded and
 * nobody's documents are compiled for again and again.
 */
const COMBINATIONS_MAX = 96;

export interface SchemaRegistry {
  /**
   * A schema that holds what these models and those they use declare, and possibly more. Compiled when first asked for
   * (about 5 ms, or 100 ms for the one with everything), then kept.
   */
  schemaFor(modelNames: Iterable<string>): XmlSchema;
  /** How many schemas are held. */
  size(): number;
}

export function createSchemaRegistry(catalogue: Catalogue, combinationsMax: number = COMBINATIONS_MAX): SchemaRegistry {
  const schemas = new Map<string, XmlSchema>();

  function schemaOf(key: string, names: () => readonly string[]): XmlSchema {
    let schema = schemas.get(key);
    if (schema === undefined) {
      schema = compileModels(catalogue, names());
      schemas.set(key, schema);
    }
    return schema;
  }

  return {
    schemaFor(modelNames) {
      const names = catalogue.closure(modelNames);
      const key = names.join(' ');
      if (schemas.has(key) || schemas.size < combinationsMax) return schemaOf(key, () => names);
      const variants = names.filter((name) => catalogue.head(name).isVariant);
      return schemaOf(['*', ...variants].join(' '), () => everythingWith(catalogue, variants));
    },
    size: () => schemas.size,
  };
}

/** All models, with these variants in the place of the first editions, and without those that use a first edition. */
function everythingWith(catalogue: Catalogue, variants: readonly string[]): string[] {
  const replaced = new Set(variants.map((name) => catalogue.head(name).namespace));
  const usesReplaced = (name: string) =>
    catalogue.closure([name]).some((used) => replaced.has(catalogue.head(used).namespace));
  const firstEditions = catalogue.heads().filter((head) => !head.isVariant && !usesReplaced(head.name));
  return [...firstEditions.map((head) => head.name), ...variants];
}

function compileModels(catalogue: Catalogue, modelNames: readonly string[]): XmlSchema {
  const namespaceOf = (name: string) => catalogue.head(name).namespace;
  const files: Record<string, string> = { [JOINING_FILE]: writeJoiningSchema(modelNames, namespaceOf) };
  for (const name of modelNames) files[schemaFileName(name)] = writeSchema(catalogue.model(name), namespaceOf);
  return compileSchema({ root: JOINING_FILE, files });
}
