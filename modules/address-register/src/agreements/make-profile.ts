import type { PartyCertificate } from '../certificate.ts';
import { addressesAt } from '../inheritance.ts';
import { addressedName, certificatesAt, organizationNumberOf, type PartyRecord } from '../party-record.ts';
import type { AgreedRole, Channel, PartyInfo } from './party-info.ts';
import { type CatalogueRole, findCatalogueRole, type ProcessKey } from './process-catalogue.ts';
import { NATIONAL_DEFAULTS, type TermsTransport } from './terms.ts';

/** How a message gets to a party, by the kind of address that it has registered. */
const CHANNELS = [
  { type: 'E_EDI', transport: 'smtp', name: 'SMTPAsync', scheme: 'mailto:' },
  { type: 'E_SB_ASYNC', transport: 'amqp', name: 'AMQPAsync', scheme: '' },
  { type: 'E_SB_SYNC', transport: 'amqp-sync', name: 'AMQPSync', scheme: '' },
] as const;

/**
 * A party's profile: what follows from the processes it supports, its addresses and its certificates at an instant. The
 * ids in it name the party, so that two profiles can stand in one agreement.
 */
export function makeProfile(record: PartyRecord, processes: readonly ProcessKey[], at: Date): PartyInfo {
  const { herId } = record.own;
  const channels = channelsOf(record, at);
  const number = organizationNumberOf(record);
  return {
    herId,
    name: addressedName(record.own),
    ids: [
      { type: 'HER', value: String(herId) },
      { type: 'ENH', value: number },
    ],
    roles: processes.flatMap((key) => roleOf(findCatalogueRole(key), channels, herId) ?? []),
    certificates: namedCertificates(record, at),
    channels,
    defaultChannelId: channels[0]?.id ?? '',
  };
}

const certificateId = (use: PartyCertificate['use'], herId: number): string =>
  `${use === 'signing' ? 'sign' : 'enc'}_cert_${herId}`;

function namedCertificates(record: PartyRecord, at: Date): PartyInfo['certificates'] {
  const inUse = certificatesAt(record, at);
  return (['signing', 'encryption'] as const).flatMap((use) => {
    const newest = inUse.find((each) => each.use === use);
    return newest?.value ? [{ id: certificateId(use, record.own.herId), value: newest.value }] : [];
  });
}

function channelsOf({ own, parent }: PartyRecord, at: Date): Channel[] {
  const addresses = addressesAt(own.electronicAddresses, parent?.electronicAddresses ?? [], at);
  return CHANNELS.flatMap(({ type, transport, name, scheme }) => {
    const address = addresses.find((each) => each.type === type);
    const common = {
      id: `${name}_${own.herId}`,
      transport,
      signatureAlgorithms: NATIONAL_DEFAULTS.signatureAlgorithms,
      signingCertificateId: certificateId('signing', own.herId),
      encryptionCertificateId: certificateId('encryption', own.herId),
    };
    return address ? [{ ...common, uri: `${scheme}${address.value}`, ...characteristicsOf(transport) }] : [];
  });
}

/** The broker's outcome is the receipt of a queue; mail is acknowledged, and sent again until it is. */
function characteristicsOf(transport: TermsTransport) {
  const { retries, retryIntervalMs, persistDurationMs } = NATIONAL_DEFAULTS;
  if (transport === 'smtp') {
    const [ackMode, ackSignatureMode, duplicateElimination] = ['always', 'always', 'always'] as const;
    return {
      syncReplyMode: 'none',
      ackMode,
      ackSignatureMode,
      duplicateElimination,
      retries,
      retryIntervalMs,
      persistDurationMs,
    } as const;
  }
  const syncReplyMode = transport === 'amqp-sync' ? 'mshSignalsOnly' : 'none';
  return {
    syncReplyMode,
    ackMode: 'never',
    ackSignatureMode: 'never',
    duplicateElimination: 'always',
    retries: 0,
  } as const;
}

/** Undefined when there is no such role, or the party has no channel for anything that it does. */
function roleOf(role: CatalogueRole | undefined, channels: readonly Channel[], herId: number): AgreedRole | undefined {
  if (!role) return undefined;
  const { uuid, name, version } = role;
  const actions = role.actions.flatMap(({ direction, action, packageId, transports }) => {
    const channelIds = channels.filter(({ transport }) => transports.includes(transport)).map(({ id }) => id);
    return channelIds.length > 0 ? [{ direction, action, packageId, channelIds }] : [];
  });
  if (actions.length === 0) return undefined;
  const process = { uuid, name, version };
  const encryptionCertificateId = certificateId('encryption', herId);
  return { process, role: role.role, service: role.service, encryptionCertificateId, actions };
}
