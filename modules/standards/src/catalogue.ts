import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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

/** The models, found by name or by namespace. Each head and body is read when first asked for, and kept. */
export interface Catalogue {
  heads(): readonly ModelHead[];
  head(modelName: string): ModelHead;
  /** The model of a namespace, or undefined; never a variant. */
  findByNamespace(namespace: string): ModelHead | undefined;
  /** The variant of a namespace, where there is one. */
  findVariant(namespace: string): ModelHead | undefined;
  model(modelName: string): MessageModel;
  /**
   * Which code systems the standard names for each coded element: `Patient/Sex` → `['3101']`, with `*` for any owner.
   * What is only seen in samples is no rule, and left out unless it is asked for.
   */
  codeLists(modelName: string, samples?: 'and-samples'): ReadonlyMap<string, readonly string[]>;
  /** The named models and all that they use, sorted by name. */
  closure(modelNames: Iterable<string>): readonly string[];
}

export function createCatalogue(folder: string = MODELS_FOLDER): Catalogue {
  const files = indexFiles(folder);
  const names = [...files.keys()];
  const heads = new Map<string, ModelHead>();
  const models = new Map<string, MessageModel>();
  const firstEditions = nameByNamespace(files, (name) => !VARIANTS.has(name));
  const variants = nameByNamespace(files, (name) => VARIANTS.has(name));

  const catalogue: Catalogue = {
    heads: () => names.map((name) => catalogue.head(name)),
    head: (modelName) => computeOnce(heads, modelName, () => readHead(textOf(files, modelName))),
    findByNamespace: (namespace) => findHead(firstEditions, namespace),
    findVariant: (namespace) => findHead(variants, namespace),
    model: (modelName) => computeOnce(models, modelName, () => readModel(textOf(files, modelName), modelName + SUFFIX)),
    codeLists: (modelName, samples) => readCodeLists(textOf(files, modelName), samples !== undefined),
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

  function findHead(nameOf: ReadonlyMap<string, string>, namespace: string): ModelHead | undefined {
    const name = nameOf.get(namespace);
    return name === undefined ? undefined : catalogue.head(name);
  }
}

function computeOnce<T>(known: Map<string, T>, key: string, compute: () => T): T {
  const found = known.get(key) ?? compute();
  known.set(key, found);
  return found;
}

/** Model name to text, by name. */
function indexFiles(folder: string): Map<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(SUFFIX));
  return new Map(files.sort().map((file) => [basename(file, SUFFIX), readFileSync(join(folder, file), 'utf8')]));
}

function textOf(files: ReadonlyMap<string, string>, modelName: string): string {
  const text = files.get(modelName);
  if (text === undefined) throw new Error(`there is no model '${modelName}'`);
  return text;
}

/** One line of each file, found without reading YAML: the first document that is validated should not wait for 223 heads. */
function nameByNamespace(files: ReadonlyMap<string, string>, isWanted: (name: string) => boolean): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, text] of files) {
    const namespace = /^namespace: "?([^"\n]+)"?$/m.exec(text)?.[1];
    if (namespace !== undefined && isWanted(name)) names.set(namespace, name);
  }
  return names;
}

/** The head ends at the first blank line: what a model is and uses is known without reading it whole. */
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

/** `  Owner/Element: 8116 9051 (source)`, the last section of a model (FORMAT.md, code lists). */
const CODE_LIST = /^ {2}"?([^\s":]+)"?: ((?:\d{4} ?)+)\((\w+)\)$/gm;

function readCodeLists(text: string, withSamples: boolean): ReadonlyMap<string, readonly string[]> {
  const section = text.slice(text.indexOf('\ncode lists:\n') + 1 || text.length);
  const lists = [...section.matchAll(CODE_LIST)].filter(([, , , source]) => withSamples || source !== 'samples');
  return new Map(lists.map(([, place, numbers]) => [place as string, (numbers as string).trim().split(' ')]));
}
