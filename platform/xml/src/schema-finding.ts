import { createElementPaths } from './element-path.ts';
import type { ReportedError } from './libxml2-inner.ts';

/** One place where a document breaks its schema. */
export interface XmlSchemaFinding {
  /** What is wrong, as libxml2 says it, without namespaces: "Element 'V': …". */
  readonly message: string;
  /** 1-based; undefined where libxml2 does not know, as beyond line 65,534. */
  readonly line: number | undefined;
  /** `MsgHead/MsgInfo/Sender`, see elementPath; empty where no element is to blame. */
  readonly path: string;
  /** libxml2's own words. */
  readonly raw: string;
}

const MESSAGE_MAX_CHARACTERS = 500;

const LINE_UNKNOWN = 65_535;

/** Turns libxml2's errors into findings; the document they point into must still be there. */
export function createFindings({
  errors,
  errorCount,
}: {
  errors: readonly ReportedError[];
  errorCount: number;
}): XmlSchemaFinding[] {
  const pathOf = createElementPaths();
  const findings = errors.map(({ message, line, node }) => {
    const raw = shorten(maskLongNumbers(message.trim()));
    return { message: withoutNamespaces(raw), line: knownLine(line), path: node ? pathOf(node) : '', raw };
  });
  const cutCount = errorCount - errors.length;
  if (cutCount > 0) findings.push(cutNotice(cutCount));
  return findings;
}

/**
 * A node keeps its line in 16 bits. Beyond that libxml2 can be told to guess by the text that follows, which is a line
 * or more off: no line is better than a wrong one, and the path is exact.
 */
function knownLine(line: number): number | undefined {
  return line > 0 && line < LINE_UNKNOWN ? line : undefined;
}

/** `{urn:a}Name` → `Name`; in the lists of expected elements too. */
function withoutNamespaces(message: string): string {
  return message.replace(/\{[^{}]*\}(?=[\p{L}_*])/gu, '');
}

/** The value that breaks the schema stands in the message, and a number of eleven digits may be somebody's identity. */
function maskLongNumbers(message: string): string {
  return message.replace(/(?<!\d)\d{11}(?!\d)/g, '***********');
}

function shorten(message: string): string {
  return message.length <= MESSAGE_MAX_CHARACTERS ? message : `${message.slice(0, MESSAGE_MAX_CHARACTERS)}…`;
}

function cutNotice(cutCount: number): XmlSchemaFinding {
  const message = `${cutCount} more findings are not listed`;
  return { message, line: undefined, path: '', raw: message };
}
