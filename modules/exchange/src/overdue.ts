import type { AddressRegister } from '@samband/address-register';
import type { Database } from '@samband/db';
import { namesOf } from './names.ts';
import { isClosed, type Leg } from './open-leg-store.ts';
import { prepared } from './prepared.ts';
import type { Actor } from './submission.ts';
import type { TracedParty } from './trace.ts';

/** A leg that nobody has closed in time, and whose it is to follow up. */
export interface OverdueLeg {
  readonly messageId: string;
  readonly documentId: string;
  readonly messageType: string;
  readonly leg: Leg;
  readonly sender: TracedParty;
  readonly receiver: TracedParty;
  readonly transport: string;
  readonly dueAt: Date;
}

/** Where the next page goes on. */
export interface OverduePlace {
  readonly dueAt: Date;
  readonly messageId: string;
  readonly receiverHerId: number;
  readonly leg: Leg;
}

export interface OverduePage {
  readonly legs: readonly OverdueLeg[];
  /** Absent on the last page. */
  readonly next?: OverduePlace;
}

/** How long one receiver has let others wait, in numbers. */
export interface PartnerAgeing {
  readonly receiver: TracedParty;
  readonly underOneDay: number;
  readonly oneToThreeDays: number;
  readonly overThreeDays: number;
  readonly oldestDueAt: Date;
}

type Row = Omit<OverdueLeg, 'sender' | 'receiver'> & {
  readonly senderHerId: number;
  readonly receiverHerId: number;
};

/** Counted at most; and the receivers with the most overdue are listed. */
const countedMax = 100_000;
const partnersMax = 500;

const selectPage = (ofWhom: string) => `
  select open_leg.message_id as "messageId", message.document_id as "documentId", message.message_type as "messageType",
         open_leg.leg, open_leg.sender_her_id as "senderHerId", open_leg.receiver_her_id as "receiverHerId",
         delivery.transport, open_leg.due_at as "dueAt"
    from exchange.open_leg
    join exchange.message on message.id = open_leg.message_id
    join exchange.delivery using (message_id, receiver_her_id)
   where open_leg.is_overdue and ${ofWhom}
     and (open_leg.due_at, open_leg.message_id, open_leg.receiver_her_id, open_leg.leg)
       > ($2::timestamptz, $3::uuid, $4::int, $5::text)
     and not ${isClosed}
   order by open_leg.due_at, open_leg.message_id, open_leg.receiver_her_id, open_leg.leg
   limit $6`;

/** Two statements, so that each walks its own index. */
const everybodys = `$1::text is null`;
const onesOwn = 'open_leg.sender_organization_number = $1::text';
const pageOfAll = prepared<Row>('overdue-of-all', selectPage(everybodys));
const pageOfOne = prepared<Row>('overdue-of-one', selectPage(onesOwn));

interface AgeingRow extends Omit<PartnerAgeing, 'receiver'> {
  readonly receiverHerId: number;
}

const selectAgeing = (ofWhom: string) => `
  select receiver_her_id as "receiverHerId", min(due_at) as "oldestDueAt",
         count(*) filter (where age <= interval '24 hours')::int as "underOneDay",
         count(*) filter (where age > interval '24 hours' and age <= interval '72 hours')::int as "oneToThreeDays",
         count(*) filter (where age > interval '72 hours')::int as "overThreeDays"
    from (select receiver_her_id, due_at, $2::timestamptz - due_at as age from exchange.open_leg
           where is_overdue and ${ofWhom} and not ${isClosed}
           order by due_at limit ${countedMax}) as leg
   group by receiver_her_id
   order by count(*) desc, receiver_her_id
   limit ${partnersMax}`;

const ageingOfAll = prepared<AgeingRow>('ageing-of-all', selectAgeing(everybodys));
const ageingOfOne = prepared<AgeingRow>('ageing-of-one', selectAgeing(onesOwn));

const beginning: OverduePlace = {
  dueAt: new Date(0),
  messageId: '00000000-0000-0000-0000-000000000000',
  receiverHerId: 0,
  leg: 'receipt',
};

/**
 * The work list of what was not acknowledged or answered in time, until it is: of what an organisation has sent; without an
 * actor, of everybody's (the operator).
 */
export function createOverdue(database: Database, register: AddressRegister, now: () => Date) {
  return {
    /** One page, the oldest first. */
    async overdue(query: { after?: OverduePlace | undefined; limit: number }, actor?: Actor): Promise<OverduePage> {
      const { dueAt, messageId, receiverHerId, leg } = query.after ?? beginning;
      const select = actor ? pageOfOne : pageOfAll;
      const whose = actor?.organizationNumber ?? null;
      const rows = await select(database, whose, dueAt, messageId, receiverHerId, leg, query.limit + 1);
      const shown = rows.slice(0, query.limit);
      const names = await namesOf(
        register,
        shown.flatMap((row) => [row.senderHerId, row.receiverHerId]),
      );
      const last = rows.length > query.limit ? shown.at(-1) : undefined;
      return {
        legs: shown.map(({ senderHerId, receiverHerId: to, ...row }) => ({
          ...row,
          sender: { herId: senderHerId, name: names.get(senderHerId) },
          receiver: { herId: to, name: names.get(to) },
        })),
        ...(last && { next: last }),
      };
    },

    /** For each receiver, how many wait and for how long, those with the most first. */
    async overdueSummary(actor?: Actor): Promise<PartnerAgeing[]> {
      const select = actor ? ageingOfOne : ageingOfAll;
      const rows = await select(database, actor?.organizationNumber ?? null, now());
      const names = await namesOf(
        register,
        rows.map((row) => row.receiverHerId),
      );
      return rows.map(({ receiverHerId, ...row }) => ({
        ...row,
        receiver: { herId: receiverHerId, name: names.get(receiverHerId) },
      }));
    },
  };
}
