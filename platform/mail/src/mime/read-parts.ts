import { decodeBody } from './decode-body.ts';
import type { MailHeaders } from './headers.ts';
import { DEPTH_MAX, PARTS_MAX } from './limits.ts';
import type { MailPart } from './mail-message.ts';
import { type Parameters, readParameters } from './parameters.ts';
import type { ProblemNotes } from './problem.ts';
import { readHeaders } from './read-headers.ts';
import { splitMultipart } from './split-multipart.ts';

/** The mail that is being read, and the parts found in it so far. */
export type PartTree = { readonly bytes: Buffer; readonly problems: ProblemNotes; readonly parts: MailPart[] };

type Head = { readonly headers: MailHeaders; readonly contentType: string; readonly parameters: Parameters };
type Placed = Head & { readonly start: number; readonly bodyStart: number; readonly end: number };

const defaultType = 'text/plain';
const TYPE = /^[!#$%&'*+.^`|~\w-]{1,127}\/[!#$%&'*+.^`|~\w-]{1,127}$/;

/** What Content-Type says. One that cannot be read is passed over as if it were not there. */
export function entityHead(headers: MailHeaders, problems: ProblemNotes): Head {
  const written = headers.get('content-type');
  if (written === undefined) return { headers, contentType: defaultType, parameters: Object.create(null) };
  const { value, parameters } = readParameters(written, problems);
  if (TYPE.test(value)) return { headers, contentType: value, parameters };
  problems.note('content-type-malformed', 'no type/subtype');
  return { headers, contentType: defaultType, parameters };
}

/** Adds the parts of an entity: itself, or those inside it where it is a multipart that can be opened. */
export function readParts(tree: PartTree, entity: Placed, depth: number): void {
  if (!mayOpen(tree, entity, depth)) {
    tree.parts.push(leafOf(tree, entity));
    return;
  }
  noteTransferEncoding(tree, entity);
  const range = { start: entity.bodyStart, end: entity.end };
  const free = PARTS_MAX - tree.parts.length;
  for (const { start, end } of splitMultipart(
    tree.bytes,
    range,
    entity.parameters['boundary'] ?? '',
    free,
    tree.problems,
  )) {
    if (tree.parts.length >= PARTS_MAX) return;
    const { headers, bodyStart } = readHeaders(tree.bytes, start, end, tree.problems);
    readParts(tree, { ...entityHead(headers, tree.problems), start, bodyStart, end }, depth + 1);
  }
}

function mayOpen({ problems }: PartTree, { contentType, parameters, bodyStart }: Placed, depth: number): boolean {
  if (!contentType.startsWith('multipart/')) return false;
  if (depth >= DEPTH_MAX) problems.note('nesting-too-deep', `at byte ${bodyStart}`);
  else if (!parameters['boundary']) problems.note('boundary-missing', `at byte ${bodyStart}`);
  else return true;
  return false;
}

function noteTransferEncoding({ problems }: PartTree, { headers, bodyStart }: Placed): void {
  if (!['7bit', '8bit', 'binary'].includes(transferEncodingOf(headers))) {
    problems.note('transfer-encoding-on-multipart', `at byte ${bodyStart}`);
  }
}

function leafOf({ bytes, problems }: PartTree, entity: Placed): MailPart {
  const { headers, start, bodyStart, end } = entity;
  const transferEncoding = transferEncodingOf(headers);
  return {
    ...entity,
    transferEncoding,
    contentId: headers.get('content-id')?.trim().replace(/^<|>$/g, ''),
    body: decodeBody(bytes.subarray(bodyStart, end), transferEncoding, `at byte ${bodyStart}`, problems),
    raw: bytes.subarray(start, end),
  };
}

/** Some write a `;` after it, or quotes around it. */
function transferEncodingOf(headers: MailHeaders): string {
  const written = headers.get('content-transfer-encoding') ?? '';
  return (/[\w-]{1,40}/.exec(written)?.[0] ?? '7bit').toLowerCase();
}
