import type { CommunicationParty } from '@samband/sdk';
import type { Colours, Shell } from '../shell.ts';
import { type CertificateExpiry, certificateExpiry, daysText, expiryLines } from './certificate-expiry.ts';
import { plain } from './plain.ts';
import { pairs, table } from './table.ts';
import { localMinute } from './time.ts';

/** Prints one party with its addresses and certificates, and what of these ends soon. */
export async function printParty(shell: Shell, party: CommunicationParty): Promise<void> {
  const expiry = await certificateExpiry(party, new Date());
  shell.show({ ...party, ...expiry }, () => partyFacts(shell.colours, party, expiry));
}

function partyFacts(colours: Colours, party: CommunicationParty, expiry: CertificateExpiry): string {
  const { herId, kind, active, parentHerId, parentName, validFrom, validTo, serviceCode, version } = party;
  const facts = pairs(colours, [
    ['HER-id', herId],
    ['kind', kind],
    ['organisation', parentHerId === undefined ? undefined : `${plain(parentName ?? '')} (${parentHerId})`],
    ['organisation number', party.organizationNumber],
    ['service', serviceCode && plain(`${serviceCode.code} ${serviceCode.display ?? ''}`)],
    ['business type', party.businessType],
    ['municipality', party.municipality],
    ['in use', active ? colours.green('yes') : colours.red('no')],
    ['valid from', localMinute(new Date(validFrom))],
    ['valid to', validTo && localMinute(new Date(validTo))],
    ...party.electronicAddresses.map(
      ({ type, value, inherited }) => [type, `${plain(value)}${from(inherited)}`] as const,
    ),
    ...expiry.certificates.map(
      ({ use, thumbprint, validTo: until, daysLeft, inherited }) =>
        [
          `${use} certificate`,
          `${plain(thumbprint)} until ${localMinute(new Date(until))}, ${daysText(daysLeft)}${from(inherited)}`,
        ] as const,
    ),
    ['version', version],
  ]);
  return [colours.bold(partyName(party)), facts, ...expiryLines(colours, expiry.expiryWarnings)].join('\n');
}

/** Several parties, one a line. */
export function partyTable(colours: Colours, parties: readonly CommunicationParty[]): string {
  const rows = parties.map((party) => [
    party.herId,
    party.kind,
    partyName(party),
    plain(party.parentName ?? ''),
    party.active ? 'yes' : colours.red('no'),
  ]);
  return table(colours, ['HER-id', 'Kind', 'Name', 'Organisation', 'In use'], rows);
}

const partyName = ({ displayName, name }: CommunicationParty): string => plain(displayName ?? name);
const from = (inherited: boolean): string => (inherited ? ' (from its organisation)' : '');
