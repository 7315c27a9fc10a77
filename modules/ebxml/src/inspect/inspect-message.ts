import type { EbxmlParty, EbxmlRead } from '../messages/ebxml-read.ts';
import { readEnvelope } from '../messages/read-envelope.ts';
import { checkRules, notJudged } from '../rules/check-rules.ts';
import { type Reaction, reactionTo } from '../rules/reaction.ts';
import { schemaFaultsOf } from '../rules/schema-faults.ts';
import { inspectPayloads } from './inspect-payloads.ts';
import { inspectSignature } from './inspect-signature.ts';
import type { InspectedParty, Inspection } from './inspection.ts';
import { readDump } from './read-dump.ts';

export interface InspectOptions {
  /** DER of whom the signature should be by; without it, by whom it says it is. */
  readonly certificate?: Uint8Array | undefined;
  /** When it is looked at; without it nothing is said of a time to live. Certificates go by the time in the message. */
  readonly at?: Date | undefined;
  readonly language?: 'nb' | 'en';
}

/** Rules that are not judged here: they ask the register, the agreement or what is encrypted. */
export function rulesNotInspected(): number[] {
  return notJudged({
    now: new Date(0),
    signature: { valid: false, reason: 'no-signature', references: [] },
    schemaFaults: { soap: false, ebxml: false },
  });
}

/**
 * Looks at one message as our own message handler would, without a server, a register or a key of anybody: what it is,
 * whether its signature is whole, for whom its documents are, which rules it breaks, and what it would be answered.
 * Never throws for what the bytes are.
 */
export function inspectMessage(bytes: Uint8Array, options: InspectOptions = {}): Inspection {
  const { certificate, at, language = 'en' } = options;
  const { mail, wire } = readDump(bytes);
  const read = readEnvelope(mail);
  const { signature, verdict } = inspectSignature(read, { certificate, hasParts: wire !== 'none' });
  const findings = checkRules(read, {
    wire,
    ...(at && { now: at }),
    ...(verdict && { signature: verdict }),
    ...(read.soap && { schemaFaults: schemaFaultsOf(read.soap) }),
  });
  const { header } = read;
  return {
    kind: read.kind,
    cpaId: header?.cpaId ?? null,
    conversationId: header?.conversationId ?? null,
    messageId: header?.messageId ?? null,
    refToMessageId: refOf(read),
    from: partyOf(header?.from),
    to: partyOf(header?.to),
    service: header?.service ?? null,
    action: header?.action ?? null,
    signature,
    payloads: read.kind === 'bounce' ? [] : inspectPayloads(read.attachments),
    rules: findings.map((finding) => ({
      number: finding.number,
      severity: finding.severity,
      text: finding[language],
    })),
    reaction: wordsFor(reactionTo(read, findings)),
  };
}

/** What it is about: an acknowledgment says so in its own element. */
function refOf({ header, acknowledgment, statusOf }: EbxmlRead): string | null {
  return acknowledgment?.refToMessageId ?? header?.refToMessageId ?? statusOf?.refToMessageId ?? null;
}

function partyOf(party: EbxmlParty | undefined): InspectedParty | null {
  return party
    ? {
        herId: party.herId ?? null,
        role: party.role ?? null,
        partyIds: party.partyIds.map(({ type, value }) => ({ type: type ?? null, value: maskPersons(value) })),
      }
    : null;
}

/** A party is an organisation; where somebody has written a person's number, it is not repeated. */
function maskPersons(id: string): string {
  return id.replaceAll(/(?<!\d)\d{11}(?!\d)/g, '***********');
}

function wordsFor(reaction: Reaction): string {
  switch (reaction.kind) {
    case 'log-only':
      return 'log only';
    case 'soap-fault':
      return `SOAP Fault (${reaction.code})`;
    case 'error-list':
      return `ErrorList (${[...new Set(reaction.errors.map(({ code }) => code))].join(', ')}, ${reaction.severity})`;
    case 'acknowledgment':
      return 'Acknowledgment';
    case 'pong':
      return 'Pong';
    case 'status-response':
      return 'StatusResponse';
  }
}
