import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { readSourceText } from '../document/source-text.ts';

/**
 * Where the official schemas lie among the fixtures, the preferred edition first: OASIS' own files, the Directorate of
 * e-health's archive, then what NAV and NHN have that it lacks.
 */
const FOLDERS = [
  'messaging/oslokommune+sarepta-standarder/CPPA-maler',
  'messaging/oslokommune+sarepta-standarder/eksempel/ebxml',
  'messaging/oslokommune+sarepta-standarder/skjema',
  'messaging/navikt+ebxml-protokoll',
  'messaging/navikt+emottak-payload-xsd',
  'messaging/navikt+syfo-xml-codegen',
  'sharing/_derived/eresept-xsd-flat',
  'sharing/NorskHelsenett+SFM.tools',
];

/** Namespaces of which there are two editions, both in use: a document may follow either. */
const TWO_EDITIONS: Readonly<Record<string, readonly RegExp[]>> = {
  'http://www.kith.no/xmlstds/henvisning/2003-10-13': [/Henvisning-v0\.91\.xsd$/, /Henvisning-v0\.9\.xsd$/],
  'http://www.trygdeetaten.no/xml/eiff/1/': [/Fellesformat_1\.0\.xsd$/, /NAV_Fellesformat-v1_eia2\.xsd$/],
};

/** Same namespace, not the edition that counts: references as plain text, or older than the others. */
const OTHER_EDITIONS = /-loose\.xsd$|pasientkommunikasjon\/felleskomponent1\.xsd$/;

interface SchemaFile {
  readonly path: string;
  readonly text: string;
  readonly targetNamespace: string;
  readonly includes: readonly string[];
}

/** The official schemas, with repaired locations, as files that xmllint can read. */
export interface OfficialSchemas {
  /**
   * Schemas, as paths, that import the official ones of all these namespaces: one, or two where one of the namespaces
   * has two editions. Undefined where there is no official schema of the first.
   */
  driversFor(namespaces: readonly string[]): readonly string[] | undefined;
}

/**
 * Reads the official schemas from the fixtures. Their locations assume three different layouts, so each that is needed
 * is written to the folder under a name of its own, with every import and include pointing at the right one.
 */
export function readOfficialSchemas(fixtures: string, folder: string): OfficialSchemas {
  const files = FOLDERS.flatMap((name) => readSchemaFiles(join(fixtures, name)));
  const byNamespace = groupByNamespace(files);
  const written = new Map<SchemaFile, string>();
  mkdirSync(folder, { recursive: true });

  function repaired(file: SchemaFile): string {
    const known = written.get(file);
    if (known !== undefined) return known;
    const name = `official-${written.size}.xsd`;
    written.set(file, name);
    const text = file.text.replace(/<(?:\w+:)?(import|include)\b[^>]*>/g, (tag, kind: string) =>
      repairLocation(tag, kind === 'import' ? importedBy(tag) : includedBy(tag, file, files)),
    );
    writeFileSync(join(folder, name), text);
    return name;
  }

  function importedBy(tag: string): SchemaFile | undefined {
    return byNamespace.get(attributeOf(tag, 'namespace') ?? '')?.[0];
  }

  function repairLocation(tag: string, target: SchemaFile | undefined): string {
    const bare = tag.replace(/\s+schemaLocation\s*=\s*("[^"]*"|'[^']*')/, '');
    return target === undefined ? bare : bare.replace(/\s*(\/?>)$/, ` schemaLocation="${repaired(target)}"$1`);
  }

  function writeDriver(imports: readonly SchemaFile[]): string {
    const lines = imports.map(
      (file) => `<xs:import namespace="${file.targetNamespace}" schemaLocation="${repaired(file)}"/>`,
    );
    const path = join(folder, `driver-${readdirSync(folder).length}.xsd`);
    writeFileSync(path, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n${lines.join('\n')}\n</xs:schema>\n`);
    return path;
  }

  return {
    driversFor(namespaces) {
      if (!byNamespace.has(namespaces[0] ?? '')) return undefined;
      const editions = namespaces.map((namespace) => editionsOf(byNamespace, namespace)).filter(({ length }) => length);
      const count = Math.max(...editions.map(({ length }) => length));
      return Array.from({ length: count }, (_, edition) =>
        writeDriver(editions.map((files) => (files[edition] ?? files[0]) as SchemaFile)),
      );
    },
  };
}

function editionsOf(byNamespace: ReadonlyMap<string, readonly SchemaFile[]>, namespace: string): SchemaFile[] {
  const candidates = byNamespace.get(namespace) ?? [];
  const patterns = TWO_EDITIONS[namespace] ?? [/$/];
  return patterns.flatMap((pattern) => candidates.find(({ path }) => pattern.test(path)) ?? []);
}

function readSchemaFiles(folder: string): SchemaFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xsd') && !OTHER_EDITIONS.test(name))
    .sort()
    .map((name) => readSchemaFile(join(folder, name)));
}

/** As UTF-8 without comments (some hold old imports) and DOCTYPE, which asks for a file that is not there. */
function readSchemaFile(path: string): SchemaFile {
  const text = readSourceText(readFileSync(path))
    .text.replace(/^\uFEFF?(<\?xml[^>]*\?>)?/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<!DOCTYPE[^[>]*(\[[\s\S]*?\]\s*)?>/, '');
  const root = /<(?:\w+:)?schema\b[^>]*>/.exec(text)?.[0] ?? '';
  const includes = [...text.matchAll(/<(?:\w+:)?include\b[^>]*>/g)].map(([tag]) => locationOf(tag));
  return { path, text, targetNamespace: attributeOf(root, 'targetNamespace') ?? '', includes };
}

/** Preferred first, and without those that another file of the namespace includes: they are parts. */
function groupByNamespace(files: readonly SchemaFile[]): Map<string, SchemaFile[]> {
  const groups = new Map<string, SchemaFile[]>();
  for (const file of files) {
    const isPart = files.some(
      ({ path, targetNamespace, includes }) =>
        targetNamespace === file.targetNamespace && path !== file.path && includes.includes(basename(file.path)),
    );
    if (!isPart) groups.set(file.targetNamespace, [...(groups.get(file.targetNamespace) ?? []), file]);
  }
  return groups;
}

function includedBy(tag: string, file: SchemaFile, files: readonly SchemaFile[]): SchemaFile | undefined {
  return files.find(({ path }) => relative(dirname(file.path), path) === locationOf(tag));
}

function locationOf(tag: string): string {
  return attributeOf(tag, 'schemaLocation') ?? '';
}

function attributeOf(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match?.[1] ?? match?.[2];
}
