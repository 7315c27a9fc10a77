import { type CertificateFacts, readCertificate } from '../certificate.ts';
import type { HerId } from '../her-id.ts';
import { isInEffect } from '../validity.ts';
import {
  type AgreedAction,
  type AgreedRole,
  type AgreementContent,
  type Channel,
  isSameName,
  type PartyInfo,
} from './party-info.ts';
import {
  type AgreementTerms,
  NATIONAL_DEFAULTS,
  SIGNAL_SERVICE,
  type TermsCertificate,
  type TermsQuery,
} from './terms.ts';

/** What an agreement says of one message; undefined when it says nothing of it. */
export function agreementTerms(content: AgreementContent, query: TermsQuery): AgreementTerms | undefined {
  const from = content.parties.find(({ herId }) => herId === query.from);
  const to = content.parties.find(({ herId }) => herId === query.to);
  if (!from || !to) return undefined;
  const [sending, receiving] = query.service === SIGNAL_SERVICE ? signalPaths(from, to) : processPaths(from, to, query);
  const partner = query.direction === 'send' ? to : from;
  const path = query.direction === 'send' ? receiving : sending;
  if (!sending || !receiving || !path) return undefined;
  return { cpaId: content.cpaId, partner: partner.herId as HerId, ...termsOf(partner, path, sending, query.at) };
}

/** By which ways a party sends or takes something, in its order, and in which role; signals have none. */
interface Path {
  readonly channels: readonly Channel[];
  readonly role?: AgreedRole;
}

const signalPaths = (from: PartyInfo, to: PartyInfo): Path[] =>
  [from, to].map((party) => {
    const channel = party.channels.find(({ id }) => id === party.defaultChannelId) ?? party.channels[0];
    return { channels: channel ? [channel] : [] };
  });

function processPaths(from: PartyInfo, to: PartyInfo, query: TermsQuery): (Path | undefined)[] {
  const { role } = query;
  const isRole = (each: AgreedRole) => role === undefined || isSameName(each.role, role);
  for (const sending of pathsOf(from, query, 'send').filter(({ role: each }) => isRole(each))) {
    const receiving = pathsOf(to, query, 'receive').find(({ role: each }) => isCounterpart(sending.role, each));
    if (receiving) return [sending, receiving];
  }
  return [];
}

function pathsOf(party: PartyInfo, { service, action }: TermsQuery, direction: AgreedAction['direction']) {
  return party.roles
    .filter((role) => isSameName(role.service, service))
    .flatMap((role) =>
      role.actions
        .filter((each) => each.direction === direction && isSameName(each.action, action))
        .map(({ channelIds }) => ({ role, channels: channelsOf(party, channelIds) })),
    );
}

const channelsOf = (party: PartyInfo, ids: readonly string[]): Channel[] =>
  ids.flatMap((id) => party.channels.find((channel) => channel.id === id) ?? []);

const isCounterpart = (one: AgreedRole, other: AgreedRole): boolean =>
  one.process.uuid === other.process.uuid &&
  one.process.version === other.process.version &&
  !isSameName(one.role, other.role);

function termsOf(partner: PartyInfo, path: Path, sending: Path, at: Date): Omit<AgreementTerms, 'cpaId' | 'partner'> {
  const [channel] = path.channels;
  const sender = sending.channels.find(({ transport }) => transport === channel?.transport) ?? sending.channels[0];
  const encryptionCertificate = encryptionCertificateOf(partner, path, at);
  return {
    basis: 'agreement',
    endpoints: path.channels.flatMap(({ transport, uri }) => (uri ? [{ transport, uri }] : [])),
    signingCertificates: signingCertificatesOf(partner, path, at),
    ...(encryptionCertificate && { encryptionCertificate }),
    ...resendingOf(sender),
    ackMode: channel?.ackMode ?? NATIONAL_DEFAULTS.ackMode,
    ackSignatureMode: channel?.ackSignatureMode ?? NATIONAL_DEFAULTS.ackSignatureMode,
    duplicateElimination: channel?.duplicateElimination ?? NATIONAL_DEFAULTS.duplicateElimination,
    syncReplyMode: channel?.syncReplyMode ?? NATIONAL_DEFAULTS.syncReplyMode,
    signatureAlgorithms: [...new Set(path.channels.flatMap(({ signatureAlgorithms }) => signatureAlgorithms))],
    ...(path.role && { process: path.role.process }),
  };
}

/** Where nothing is acknowledged later, nothing is sent again: the answer comes in the same breath or not at all. */
function resendingOf(channel: Channel | undefined) {
  const isAnsweredAtOnce = channel?.transport === 'http-sync' || channel?.transport === 'amqp-sync';
  return {
    retries: channel?.retries ?? (isAnsweredAtOnce ? 0 : NATIONAL_DEFAULTS.retries),
    retryIntervalMs: channel?.retryIntervalMs ?? NATIONAL_DEFAULTS.retryIntervalMs,
    persistDurationMs: channel?.persistDurationMs ?? NATIONAL_DEFAULTS.persistDurationMs,
  };
}

/**
 * The one that the channel names, and then the others that the party lists and that nothing is encrypted to: older
 * agreements of the national service name the encryption certificate here, and list the signing one beside it.
 */
function signingCertificatesOf(partner: PartyInfo, { channels }: Path, at: Date): TermsCertificate[] {
  const named = new Set(channels.map(({ signingCertificateId }) => signingCertificateId));
  const encrypting = new Set(partner.roles.map(({ encryptionCertificateId }) => encryptionCertificateId));
  const candidates = [
    ...partner.certificates.filter(({ id }) => named.has(id)),
    ...partner.certificates.filter(({ id }) => !named.has(id) && !encrypting.has(id)),
  ];
  return candidates.flatMap(({ value }) => readTermsCertificate(value) ?? []).filter((each) => isInEffect(each, at));
}

function encryptionCertificateOf(partner: PartyInfo, { channels, role }: Path, at: Date): TermsCertificate | undefined {
  const id =
    channels.map(({ encryptionCertificateId }) => encryptionCertificateId).find(Boolean) ??
    (role ?? partner.roles[0])?.encryptionCertificateId;
  const named = partner.certificates.find((each) => each.id === id);
  const found = named && readTermsCertificate(named.value);
  return found && isInEffect(found, at) ? found : undefined;
}

const KEPT_MAX = 10_000;
const kept = new Map<string, TermsCertificate | undefined>();

/** What cannot be read is as good as absent: the rest of the agreement counts. */
function readTermsCertificate(value: string): TermsCertificate | undefined {
  if (!kept.has(value)) {
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(value, certificateFrom(value));
  }
  return kept.get(value);
}

function certificateFrom(value: string): TermsCertificate | undefined {
  let facts: CertificateFacts;
  try {
    facts = readCertificate(value);
  } catch {
    return undefined;
  }
  const { thumbprint, der, validFrom, validTo } = facts;
  return { thumbprint, value: der, validFrom, validTo };
}
