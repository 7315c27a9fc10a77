import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stringLiterals } from './literals.ts';
import { isProductSource, projectFiles } from './project-files.ts';
import { readWorkspaces, type Workspace } from './workspaces.ts';

/**
 * SQL that reaches into another module's PostgreSQL schema. The types stop it in Kysely's query builder; raw SQL is
 * text, so the text is read: every literal of the product's TypeScript, and every migration.
 */
export function foreignSchemaUses(root: string): string[] {
  const files = projectFiles(root);
  const workspaces = readWorkspaces(root);
  const schemas = workspaces.filter(({ layer }) => layer === 'modules').map(schemaOf);
  const objects = new Set(files.filter(isMigration).flatMap((file) => createdObjects(read(root, file))));

  return files
    .filter((file) => isMigration(file) || isProductSource(file))
    .flatMap((file) => {
      const owner = workspaces.find(({ folder }) => file.startsWith(`${folder}/`));
      const foreign = schemas.filter((schema) => !owner || schema !== schemaOf(owner));
      return sqlTexts(root, file).flatMap(({ text, line }) =>
        mentions(text, foreign, objects).map((name) => `${file}:${line} names ${name}, a table of another module`),
      );
    });
}

/** One schema a module, named after it: `address-register` → `address_register`. */
function schemaOf({ folder }: Workspace): string {
  return basename(folder).replaceAll('-', '_');
}

function isMigration(file: string): boolean {
  return /^(modules|platform)\/[^/]+\/migrations\/.+\.sql$/.test(file);
}

/** `schema.name` of everything that a migration creates. */
function createdObjects(migration: string): string[] {
  const pattern =
    /\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(?:table|view|materialized\s+view|function|procedure|sequence|type|domain)\s+(?:if\s+not\s+exists\s+)?(\w+\.\w+)/gi;
  return [...migration.matchAll(pattern)].map(([, name = '']) => name.toLowerCase());
}

function sqlTexts(root: string, file: string): { text: string; line: number }[] {
  const source = read(root, file);
  if (!isMigration(file)) return stringLiterals(source);
  return source.split('\n').map((text, index) => ({ text: text.replace(/--.*$/, ''), line: index + 1 }));
}

/** A dotted name counts when some migration creates it, or when it stands where SQL expects a table. */
function mentions(text: string, foreign: readonly string[], objects: ReadonlySet<string>): string[] {
  return foreign.flatMap((schema) => {
    const dotted = new RegExp(
      `(\\b(?:from|join|into|update|only|table|references|truncate|call)\\s+)?(?<![\\w.@/-])"?${schema}"?\\."?(\\w+)"?`,
      'gi',
    );
    const named = [...text.matchAll(dotted)]
      .map(([, keyword, name = '']) => ({ keyword, name: `${schema}.${name.toLowerCase()}` }))
      .filter(({ keyword, name }) => keyword !== undefined || objects.has(name))
      .map(({ name }) => name);
    const searchPath = new RegExp(`\\bsearch_path\\b[^;]*\\b${schema}\\b`, 'i').test(text) ? [`${schema}.*`] : [];
    return [...named, ...searchPath];
  });
}

function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
