import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { Delegation, DelegationInput } from './delegation.ts';

const delegationColumns = sql`
  organization_number as "organizationNumber", name, is_member as "isMember",
  child_organization_numbers as "childOrganizationNumbers", signed_audiences as "signedAudiences", given_at as "givenAt"
`;

/** The delegation in force from an organisation to a client. */
export async function findDelegation(
  db: Db,
  clientId: string,
  organizationNumber: string,
): Promise<Delegation | undefined> {
  const { rows } = await sql<Delegation>`
    select ${delegationColumns}
      from identity.delegation
     where client_id = ${clientId} and organization_number = ${organizationNumber} and ended_at is null
     limit 1
  `.execute(db);
  return rows[0];
}

/** Those in force, by organisation number. */
export async function listDelegations(db: Db, clientId: string, limit: number): Promise<Delegation[]> {
  const { rows } = await sql<Delegation>`
    select ${delegationColumns}
      from identity.delegation
     where client_id = ${clientId} and ended_at is null
     order by organization_number
     limit ${limit}
  `.execute(db);
  return rows;
}

export async function insertDelegation(tx: Db, clientId: string, given: DelegationInput, at: Date): Promise<void> {
  await sql`
    insert into identity.delegation
      (client_id, organization_number, name, is_member, child_organization_numbers, signed_audiences, given_at)
    values (${clientId}, ${given.organizationNumber}, ${given.name}, ${given.isMember},
            ${given.childOrganizationNumbers}::text[], ${given.signedAudiences}::text[], ${at})
  `.execute(tx);
}

/** False when there is none in force. */
export async function endDelegation(tx: Db, clientId: string, organizationNumber: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update identity.delegation set ended_at = ${at}
     where client_id = ${clientId} and organization_number = ${organizationNumber} and ended_at is null
    returning 1
  `.execute(tx);
  return rows.length > 0;
}
