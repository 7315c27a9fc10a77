import type { EbxmlKind, EbxmlRead } from '../messages/ebxml-read.ts';
import { subjectOf } from '../messages/signal-order.ts';
import type { EbxmlError } from '../messages/write-message-error.ts';
import type { SoapFaultCode } from '../messages/write-soap-fault.ts';
import type { RuleFinding } from './rule.ts';

/** What is said to a message, by the ladder of HITS 1172 §5.5. */
export type Reaction =
  /** Nothing: it is kept, and that is all. */
  | { readonly kind: 'log-only' }
  /** Its parties cannot be read. */
  | { readonly kind: 'soap-fault'; readonly code: SoapFaultCode; readonly text: string }
  /** `Error`: refused. `Warning`: taken, and that counts as an acknowledgment. */
  | {
      readonly kind: 'error-list';
      readonly severity: 'Error' | 'Warning';
      readonly errors: readonly [EbxmlError, ...EbxmlError[]];
    }
  | { readonly kind: 'acknowledgment' }
  | { readonly kind: 'pong' }
  | { readonly kind: 'status-response' };

/** No signal is ever answered (HITS 1171 §8.1), and nothing that says that ours could not be read or delivered. */
const neverAnswered: ReadonlySet<EbxmlKind> = new Set<EbxmlKind>([
  'acknowledgment',
  'message-error',
  'pong',
  'status-response',
  'soap-fault',
  'bounce',
]);

const unreadable = {
  'no-soap-part': 'No part of the message is a SOAP envelope',
  'not-xml': 'The SOAP part is no XML that can be read',
  'not-soap': 'The message is no SOAP envelope',
  'not-ebxml': 'The SOAP envelope has no eb:MessageHeader',
  'no-kind': 'The message is of no kind that is known, or of several',
} as const;

const errorsMax = 20;

/** What the message gets for an answer when these are all the rules that it breaks. */
export function reactionTo(read: EbxmlRead, findings: readonly RuleFinding[]): Reaction {
  if (neverAnswered.has(read.kind)) return { kind: 'log-only' };
  const fault = faultOf(read, findings);
  if (fault) return fault;
  const errors = findings.flatMap((finding) => errorOf(finding) ?? []);
  // An error refuses it whatever else there is to warn of.
  const refusals = errors.filter(({ severity }) => severity === 'Error');
  const [first, ...others] = refusals.length > 0 ? refusals : errors;
  if (first) {
    return { kind: 'error-list', severity: first.severity, errors: [first, ...others.slice(0, errorsMax - 1)] };
  }
  if (read.kind === 'ping') return { kind: 'pong' };
  return read.kind === 'status-request' ? { kind: 'status-response' } : { kind: 'acknowledgment' };
}

function faultOf(read: EbxmlRead, findings: readonly RuleFinding[]): Reaction | undefined {
  const about = findings.find(({ effect }) => effect === 'fault');
  if (!about && !(read.problem && read.problem.code !== 'no-kind') && subjectOf(read)) return undefined;
  const text = about?.en ?? (read.problem ? unreadable[read.problem.code] : 'Sender or receiver cannot be read');
  return { kind: 'soap-fault', code: 'Client', text };
}

function errorOf({ effect, en, at, number }: RuleFinding): EbxmlError | undefined {
  if (typeof effect !== 'object') return undefined;
  const description = number === null ? en : `${en} (HITS 1172, ${number})`;
  const location = at === undefined ? {} : { location: at };
  return 'error' in effect
    ? { code: effect.error, severity: 'Error', description, ...location }
    : { code: effect.warning, severity: 'Warning', description, ...location };
}
