import { Buffer } from 'node:buffer';
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlLibError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import { validateBounded } from './libxml2-inner.ts';
import { readFault } from './parse-document.ts';
import { createFindings, type XmlSchemaFinding } from './schema-finding.ts';

/** Where the schema files are said to lie; nothing of it exists outside the map they are read from. */
const SCHEMA_FOLDER = 'mem:///schema/';

/** Findings that are kept for one document; a hostile one has a million. */
const FINDINGS_MAX = 200;

/** Schemas are made by code: one that does not compile is a bug, not somebody's input. */
export class XmlSchemaUnusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'XmlSchemaUnusable';
  }
}

export interface SchemaSource {
  /** Name of the file to start from. */
  readonly root: string;
  /** Name → XSD. A schemaLocation is resolved against the name of the file it stands in. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

export interface XmlSchema {
  /**
   * What in the document breaks the schema, in document order: empty when it is valid. At most 200 findings; the last
   * one then says how many more there were.
   */
  validate(document: XmlDocument): XmlSchemaFinding[];
  /** The files that were read, the root first. A file that is missing here was not asked for by any other. */
  readonly filesRead: readonly string[];
  /** Frees about 2 MB. The schema must not be used afterwards. */
  dispose(): void;
}

/**
 * Compiles an XSD 1.0 schema (25–145 ms for a national message) that is used again and again. While it compiles, and
 * only then, libxml2 can read, and only the given files. A schemaLocation that is not among them throws: libxml2 itself
 * drops such an import silently.
 *
 * libxml2 keeps one schema document per namespace: a second import of a namespace from another file is ignored.
 */
export function compileSchema({ root, files }: SchemaSource): XmlSchema {
  const reader = new RecordingProvider(files);
  const validator = withProvider(reader, () => compileRoot(root, files));
  if (reader.missing.size > 0) {
    validator.dispose();
    throw new XmlSchemaUnusable(
      `The schema ${root} asks for files it was not given: ${[...reader.missing].join(', ')}`,
    );
  }
  return {
    validate: (document) => validate(validator, document),
    filesRead: [root, ...reader.opened],
    dispose: () => validator.dispose(),
  };
}

function validate(validator: XsdValidator, document: XmlDocument): XmlSchemaFinding[] {
  try {
    return createFindings(validateBounded(validator, document, FINDINGS_MAX));
  } catch (fault) {
    throw readFault(fault);
  }
}

/** Gives libxml2 the files of a map, and remembers what it asked for. */
class RecordingProvider extends XmlBufferInputProvider {
  readonly missing = new Set<string>();
  readonly opened = new Set<string>();

  constructor(files: SchemaSource['files']) {
    super(Object.fromEntries(Object.entries(files).map(([name, xsd]) => [SCHEMA_FOLDER + name, Buffer.from(xsd)])));
  }

  override match(location: string): boolean {
    const isKnown = super.match(location);
    (isKnown ? this.opened : this.missing).add(location.replace(SCHEMA_FOLDER, ''));
    return isKnown;
  }
}

/** Input providers are global to libxml2, so the way in is open only while `work` runs, and closed however it ends. */
function withProvider<T>(provider: XmlBufferInputProvider, work: () => T): T {
  if (!xmlRegisterInputProvider(provider)) throw new Error('libxml2 takes no more input providers');
  try {
    return work();
  } finally {
    xmlCleanupInputProvider();
  }
}

function compileRoot(root: string, files: SchemaSource['files']): XsdValidator {
  const source = files[root];
  if (source === undefined) throw new XmlSchemaUnusable(`The schema has no file ${root}`);
  try {
    const xsd = XmlDocument.fromBuffer(Buffer.from(source), { url: SCHEMA_FOLDER + root });
    try {
      return XsdValidator.fromDoc(xsd);
    } finally {
      xsd.dispose();
    }
  } catch (fault) {
    if (!(fault instanceof XmlLibError)) throw fault;
    throw new XmlSchemaUnusable(`The schema ${root} does not compile: ${describeFault(fault)}`, { cause: fault });
  }
}

function describeFault({ details, message }: XmlLibError): string {
  const [first] = details;
  return first ? `${first.file?.replace(SCHEMA_FOLDER, '') ?? ''}:${first.line} ${first.message.trim()}` : message;
}
