import type { Database } from '@samband/db';
import type { Span } from './spans.ts';

export interface DeletedSpan extends Span {
  readonly herId: number;
}

/** What is deleted of each HER-id's entries: spans in order and apart. A HER-id without any is left out. */
export async function findDeleted(database: Database, herIds: readonly number[]): Promise<Map<number, Span[]>> {
  const { rows } = await database.pool.query<DeletedSpan>({
    name: 'edi-api-deleted',
    text: `select her_id as "herId", lower(span) as "from", upper(span) - 1 as "to"
             from edi_api.deleted_notifications, unnest(deleted) as span
            where her_id = any($1::int[])
            order by her_id, span`,
    values: [herIds],
  });
  return Map.groupBy(rows, ({ herId }) => herId);
}

/**
 * Adds to what is deleted. Spans only ever grow together, so it may be said again, and calls at the same time add up,
 * whichever comes first. Sorted, so that two of them cannot wait for each other.
 */
export async function addDeleted(database: Database, spans: readonly DeletedSpan[]): Promise<void> {
  await database.pool.query({
    name: 'edi-api-delete',
    text: `insert into edi_api.deleted_notifications (her_id, deleted)
           select her_id, range_agg(int8range(from_offset, to_offset, '[]'))
             from unnest($1::int[], $2::bigint[], $3::bigint[]) as span (her_id, from_offset, to_offset)
            group by her_id order by her_id
           on conflict (her_id) do update set deleted = deleted_notifications.deleted + excluded.deleted`,
    values: [spans.map(({ herId }) => herId), spans.map(({ from }) => from), spans.map(({ to }) => to)],
  });
}
