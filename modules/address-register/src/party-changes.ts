import { isDeepStrictEqual } from 'node:util';
import type { PartyCertificate } from './certificate.ts';
import type { CommunicationParty } from './communication-party.ts';
import type { PartyOwn } from './party-record.ts';

/** Field by field what changed; `before` or `after` is absent where the field was. */
export type FieldChanges = Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>;

/** What changed of a party's own facts, addresses and certificates, history included. */
export function ownChanges(before: PartyOwn | undefined, after: PartyOwn): FieldChanges {
  return compare(before ? forEvent(before) : {}, forEvent(after));
}

/** What others see changed, of a party that only inherited the change. */
export function inheritedChanges(before: CommunicationParty, after: CommunicationParty): FieldChanges {
  return compare(forEvent(before), forEvent(after));
}

/** Values of certificates stay out of events (the thumbprint names them), and so does what is computed or counted. */
function forEvent(party: PartyOwn | CommunicationParty): Record<string, unknown> {
  const { herId: _herId, ...facts } = party;
  const { remarks: _remarks, version: _version, changedAt: _changedAt, ...rest } = facts as Partial<CommunicationParty>;
  return {
    ...rest,
    electronicAddresses: party.electronicAddresses.map(({ ...address }) => ({ ...address, id: undefined })),
    certificates: withoutValues(party.certificates),
    ...('futureCertificates' in party && { futureCertificates: withoutValues(party.futureCertificates) }),
  };
}

const withoutValues = (certificates: readonly PartyCertificate[]) =>
  certificates.map((certificate) => ({ ...certificate, value: undefined }));

function compare(before: Record<string, unknown>, after: Record<string, unknown>): FieldChanges {
  const plainBefore = asJson(before);
  const plainAfter = asJson(after);
  const fields = [...new Set([...Object.keys(plainBefore), ...Object.keys(plainAfter)])].sort();
  return Object.fromEntries(
    fields
      .filter((field) => !isDeepStrictEqual(plainBefore[field], plainAfter[field]))
      .map((field) => [field, asJson({ before: plainBefore[field], after: plainAfter[field] })]),
  );
}

/** As it will stand in the event: dates as text, undefined left out. */
const asJson = (value: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
