import type { Db } from '@samband/db';
import { type RawBuilder, sql } from 'kysely';
import { type CertificateUse, readCertificate } from './certificate.ts';
import { CertificateNotFound, CommunicationPartyNotFound } from './errors.ts';
import type { HerId } from './her-id.ts';

/** A certificate that any party has ever had. */
export interface RegisteredCertificate {
  readonly thumbprint: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly subjectOrganizationNumber?: string;
  /** DER as base64. */
  readonly value: string;
  /** Who held it, for what and when. */
  readonly heldBy: readonly Holding[];
}

export interface Holding extends Held {
  readonly herId: HerId;
  readonly use: CertificateUse;
}

interface Held {
  readonly registeredAt: Date;
  /** Absent while it is in use, and when it was left to expire. */
  readonly withdrawnAt?: Date;
}

/** A period in which a party held a certificate, with the certificate as it says of itself. */
export interface HeldCertificate extends Holding, Omit<RegisteredCertificate, 'heldBy'> {}

/** For signatures of stored documents, which are judged years later. Throws `CertificateNotFound`. */
export async function getCertificate(db: Db, thumbprint: string): Promise<RegisteredCertificate> {
  const held = await readHeld(db, sql`held.thumbprint = ${thumbprint.toUpperCase()}`);
  const [first] = held;
  if (!first) throw new CertificateNotFound(thumbprint.slice(0, 40));
  const { herId: _herId, use: _use, registeredAt: _registeredAt, withdrawnAt: _withdrawnAt, ...certificate } = first;
  const heldBy = held.map(({ herId, use, registeredAt, withdrawnAt }) => ({
    herId,
    use,
    registeredAt,
    ...(withdrawnAt && { withdrawnAt }),
  }));
  return { ...certificate, heldBy };
}

/**
 * Every certificate that a party, or the organisation it inherits from, has or had: the latest registered first. Throws
 * `CommunicationPartyNotFound`.
 */
export async function readCertificateHistory(
  db: Db,
  herId: HerId,
): Promise<(HeldCertificate & { inherited: boolean })[]> {
  const { rows } = await sql<{ parentHerId: HerId | null }>`
    select parent_her_id as "parentHerId" from address_register.communication_party where her_id = ${herId}
  `.execute(db);
  const [party] = rows;
  if (!party) throw new CommunicationPartyNotFound(herId);
  const holders = [herId, ...(party.parentHerId === null ? [] : [party.parentHerId])];
  const held = await readHeld(db, sql`held.her_id = any(${holders}::int[])`);
  return held.map((each) => ({ ...each, inherited: each.herId !== herId }));
}

async function readHeld(db: Db, condition: RawBuilder<unknown>): Promise<HeldCertificate[]> {
  const { rows } = await sql<Omit<Holding, 'withdrawnAt'> & { value: string; withdrawnAt: Date | null }>`
    select held.her_id as "herId", held.use, held.registered_at as "registeredAt", held.withdrawn_at as "withdrawnAt",
           translate(encode(certificate.der, 'base64'), e'\n', '') as value
      from address_register.party_certificate as held
      join address_register.certificate as certificate using (thumbprint)
     where ${condition}
     order by held.registered_at desc, held.use, held.thumbprint, held.her_id
     limit 1000
  `.execute(db);
  return rows.map(({ value, withdrawnAt, ...held }) => {
    const { der, ...facts } = readCertificate(value);
    return { ...held, ...(withdrawnAt && { withdrawnAt }), ...facts, value: Buffer.from(der).toString('base64') };
  });
}
