import { createCatalogue } from './catalogue.ts';
import { createSchemaRegistry } from './schema/schema-registry.ts';

/**
 * The models and their schemas of this process. They are the same for everybody and never change while it runs, so the
 * module's functions share them; nothing is read before the first call.
 */
let loaded: ReturnType<typeof load> | undefined;

export function standards(): ReturnType<typeof load> {
  loaded ??= load();
  return loaded;
}

function load() {
  const catalogue = createCatalogue();
  return { catalogue, registry: createSchemaRegistry(catalogue) };
}
