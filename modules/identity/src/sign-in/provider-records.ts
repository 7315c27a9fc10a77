import { createHash } from 'node:crypto';
import type { Database } from '@samband/db';
import { sql } from 'kysely';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { open, seal } from '../secret-box.ts';

interface Row {
  readonly key: Buffer;
  readonly sealed: Buffer;
  readonly consumedAt: Date | null;
}

/** What ends with its grant. An interaction knows one too, but goes on when the person before is logged out. */
const ofGrants: ReadonlySet<string> = new Set([
  ...['AuthorizationCode', 'DeviceCode', 'BackchannelAuthenticationRequest', 'AccessToken', 'RefreshToken'],
]);

/**
 * What the provider keeps while persons are logged in, one adapter for each kind. Every node sees the same; of two that
 * use a code or a refresh token at once, one wins and the other ends the grant.
 */
export function createProviderRecords({ db }: Database, sealingKey: Buffer): (model: string) => Adapter {
  return (model) => {
    const read = async (where: ReturnType<typeof sql>): Promise<AdapterPayload | undefined> => {
      const { rows } = await sql<Row>`
        select key, sealed, consumed_at as "consumedAt" from identity.provider_record where ${where} and expires_at > now()
      `.execute(db);
      const [row] = rows;
      const text = row && open(row.sealed, sealingKey, row.key.toString('hex'));
      if (!row || text === undefined) return undefined;
      const consumed = row.consumedAt ? { consumed: Math.floor(row.consumedAt.getTime() / 1000) } : {};
      return { ...(JSON.parse(text) as AdapterPayload), ...consumed };
    };
    const revokeByGrantId = async (grantId: string): Promise<void> => {
      await sql`
        delete from identity.provider_record
         where grant_key = ${hashOf('grant', grantId)} or key = ${hashOf('Grant', grantId)}
      `.execute(db);
    };

    return {
      async upsert(id, payload, expiresIn) {
        const key = hashOf(model, id);
        const sealed = seal(JSON.stringify(payload), sealingKey, key.toString('hex'));
        const uidKey = secondName(model, payload);
        const grantKey = ofGrants.has(model) && payload.grantId !== undefined ? hashOf('grant', payload.grantId) : null;
        await sql`
          insert into identity.provider_record (key, uid_key, grant_key, sealed, expires_at)
          values (${key}, ${uidKey}, ${grantKey}, ${sealed}, now() + ${expiresIn} * interval '1 second')
              on conflict (key) do update
             set uid_key = excluded.uid_key, grant_key = excluded.grant_key, sealed = excluded.sealed,
                 expires_at = excluded.expires_at
        `.execute(db);
      },
      find: (id) => read(sql`key = ${hashOf(model, id)}`),
      findByUid: (uid) => read(sql`uid_key = ${hashOf('uid', uid)}`),
      findByUserCode: (userCode) => read(sql`uid_key = ${hashOf('user-code', userCode)}`),
      async consume(id) {
        const { rows } = await sql`
          update identity.provider_record set consumed_at = now()
           where key = ${hashOf(model, id)} and consumed_at is null
          returning 1
        `.execute(db);
        if (rows.length > 0) return;
        const payload = await read(sql`key = ${hashOf(model, id)}`);
        if (payload?.grantId !== undefined) await revokeByGrantId(payload.grantId);
        throw new errors.InvalidGrant(`${model} already used`);
      },
      async destroy(id) {
        await sql`delete from identity.provider_record where key = ${hashOf(model, id)}`.execute(db);
      },
      revokeByGrantId,
    };
  };
}

/** A request that waits for a person's answer, and what names it where its id must not stand. */
export interface AskedRecord {
  readonly handle: string;
  readonly payload: AdapterPayload;
}

const askedMax = 20;

/** What waits for the answer of a person, the oldest first, 20 at most. */
export async function findAsked({ db }: Database, sealingKey: Buffer, subject: string): Promise<AskedRecord[]> {
  const { rows } = await sql<Omit<Row, 'consumedAt'>>`
    select key, sealed from identity.provider_record
     where uid_key = ${hashOf('asked', subject)} and expires_at > now()
     order by expires_at limit ${askedMax}
  `.execute(db);
  return rows.flatMap(({ key, sealed }) => {
    const handle = key.toString('hex');
    const text = open(sealed, sealingKey, handle);
    return text === undefined ? [] : [{ handle, payload: JSON.parse(text) as AdapterPayload }];
  });
}

/** What a record is found by beside its id. */
function secondName(model: string, { uid, userCode, accountId, grantId, error }: AdapterPayload): Buffer | null {
  if (model === 'Session' && uid !== undefined) return hashOf('uid', uid);
  if (model === 'DeviceCode' && userCode !== undefined) return hashOf('user-code', userCode);
  const isAsked = model === 'BackchannelAuthenticationRequest' && grantId === undefined && error === undefined;
  return isAsked && accountId !== undefined ? hashOf('asked', accountId) : null;
}

function hashOf(kind: string, id: string): Buffer {
  return createHash('sha256').update(`${kind} ${id}`).digest();
}
