import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { MessageModel } from './model/message-model.ts';
import { readModel } from './model/read-model.ts';

const MODELS_FOLDER = join(import.meta.dirname, '../models');
const SUFFIX = '.yaml';

/**
 * Second editions of a namespace that another model describes: two of them may never stand in one schema, so they are
 * tried only when a document does not follow the first.
 */
const VARIANTS: ReadonlySet<string> = new Set(['henvisning-0.9', 'nav-fellesformat-eia2']);

/** What is known of a model without reading it whole. */
export interface ModelHead {
  readonly name: string;
  readonly namespace: string;
  readonly message: string;
  readonly version?: string;
  readonly documents: readonly string[];
  readonly uses: readonly string[];
  readonly isVariant: boolean;
}

/** The models, found by name or by namespace. Heads are read once, bodies when first asked for. */
export interface Catalogue {
  heads(): readonly ModelHead[];
  head(modelName: string): ModelHead;
  /** The model of a namespace, or undefined; never a variant. */
  findByNamespace(namespace: string): ModelHead | undefined;
  /** The variant of a namespace, where there is one. */
  findVariant(namespace: string): ModelHead | undefined;
  model(modelName: string): MessageModel;
  /** The named models and all that they use, sorted by name. */
  closure(modelNames: Iterable<string>): readonly string[];
}

export function createCatalogue(folder: string = MODELS_FOLDER): Catalogue {
  const heads = readHeads(folder);
  const byName = new Map(heads.map((head) => [head.name, head]));
  const byNamespace = new Map(heads.filter((head) => !head.isVariant).map((head) => [head.namespace, head]));
  const variants = new Map(heads.filter((head) => head.isVariant).map((head) => [head.namespace, head]));
  const models = new Map<string, MessageModel>();

  const catalogue: Catalogue = {
    heads: () => heads,
    head(modelName) {
      const head = byName.get(modelName);
      if (head === undefined) throw new Error(`there is no model '${modelName}'`);
      return head;
    },
    findByNamespace: (namespace) => byNamespace.get(namespace),
    findVariant: (namespace) => variants.get(namespace),
    model(modelName) {
      let model = models.get(modelName);
      if (model === undefined) {
        const file = catalogue.head(modelName).name + SUFFIX;
        model = readModel(readFileSync(join(folder, file), 'utf8'), file);
        models.set(modelName, model);
      }
      return model;
    },
    closure(modelNames) {
      const found = new Set<string>();
      const waiting = [...modelNames];
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        if (found.has(name)) continue;
        found.add(name);
        waiting.push(...catalogue.head(name).uses);
      }
      return [...found].sort();
    },
  };
  return catalogue;
}

function readHeads(folder: string): ModelHead[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX))
    .sort()
    .map((file) => readHead(readFileSync(join(folder, file), 'utf8')));
}

/** The head ends at the first blank line, so that a start does not read 18,000 lines of YAML. */
function readHead(text: string): ModelHead {
  const head = parse(text.slice(0, text.indexOf('\n\n') + 1 || text.length)) as {
    model: string;
    namespace: string;
    message: string;
    version?: string;
    documents?: string[];
    uses?: Record<string, string>;
  };
  return {
    name: head.model,
    namespace: head.namespace,
    message: head.message,
    ...(head.version !== undefined && { version: head.version }),
    documents: head.documents ?? [],
    uses: Object.values(head.uses ?? {}),
    isVariant: VARIANTS.has(head.model),
  };
}
