import type { Database } from '@samband/db';
import type { ExaminedDocument } from './document-work.ts';
import type { DocumentRefused } from './errors.ts';
import { type KeptFinding, keptFindings } from './kept-findings.ts';
import { prepared } from './prepared.ts';
import type { Actor, Submission } from './submission.ts';

/** A document that was refused at the door: whose, when, and what was found. Nothing of what stood in it. */
export interface Refusal {
  readonly organizationNumber: string;
  readonly clientId: string;
  readonly senderHerId: number;
  /** MsgId, or Id of an AppRec, where it could be read. */
  readonly documentId: string | undefined;
  readonly messageType: string | undefined;
  readonly digest: string;
  readonly sizeBytes: number;
  readonly verdict: string;
  readonly findings: readonly KeptFinding[];
  readonly firstAt: Date;
  /** The same bytes came again within the hour. */
  readonly lastAt: Date;
  readonly times: number;
}

/** Different documents of one organisation that are kept for one hour; beyond that only counted by its client. */
const rowsMaxOfHour = 1_000;
/** Of an organisation that is refused something, what is older than this goes. */
const keptDays = 90;
const removedMaxOfBatch = 1_000;
const refusalsMax = 100;

export function refusalOf(
  { senderHerId, submittedBy }: Submission,
  { digest, sizeBytes }: ExaminedDocument,
  refused: DocumentRefused,
  at: Date,
): Refusal {
  const { verdict, header, findings } = refused.report;
  return {
    ...submittedBy,
    senderHerId,
    documentId: header?.messageId.slice(0, 256).toWellFormed(),
    messageType: header?.action.slice(0, 100).toWellFormed(),
    digest: digest.toString('hex'),
    sizeBytes,
    verdict,
    findings: keptFindings(findings),
    firstAt: at,
    lastAt: at,
    times: 1,
  };
}

/**
 * Sorted by key, so that two batches cannot wait for each other. The rows of the hour are counted before the insert, so
 * a batch may go over the limit by its own size.
 */
const insert = prepared(
  'refusal',
  `with input as (
     select "organizationNumber" as organization_number, date_trunc('hour', "firstAt", 'UTC') as refused_hour,
            decode(digest, 'hex') as digest, min("firstAt") as first_at, max("lastAt") as last_at, count(*)::int as times,
            min("clientId") as client_id, min("senderHerId") as sender_her_id, min("documentId") as document_id,
            min("messageType") as message_type, min("sizeBytes") as size_bytes, min(verdict) as verdict,
            (array_agg(findings))[1] as findings
       from jsonb_to_recordset($1::jsonb) as refusal (
         "organizationNumber" text, "firstAt" timestamptz, "lastAt" timestamptz, digest text, "clientId" text,
         "senderHerId" int, "documentId" text, "messageType" text, "sizeBytes" int, verdict text, findings jsonb)
      group by 1, 2, 3),
   removed as (
     delete from exchange.refusal where (organization_number, refused_hour, digest) in (
       select old.organization_number, old.refused_hour, old.digest from exchange.refusal as old
        where old.organization_number in (select organization_number from input)
          and old.refused_hour < (select min(refused_hour) from input) - interval '${keptDays} days'
        order by 1, 2, 3 limit ${removedMaxOfBatch} for update skip locked))
   insert into exchange.refusal (organization_number, refused_hour, digest, first_at, last_at, times, client_id,
     sender_her_id, document_id, message_type, size_bytes, verdict, findings)
   select organization_number, refused_hour, digest, first_at, last_at, times, client_id,
     sender_her_id, document_id, message_type, size_bytes, verdict, findings
     from input
    where (select count(*) from exchange.refusal as known
            where known.organization_number = input.organization_number
              and known.refused_hour = input.refused_hour) < ${rowsMaxOfHour}
    order by organization_number, refused_hour, digest
   on conflict (organization_number, refused_hour, digest) do update
      set times = refusal.times + excluded.times, last_at = greatest(refusal.last_at, excluded.last_at)`,
);

/** Puts refusals on disk together. */
export async function recordRefusals(database: Database, refusals: readonly Refusal[]): Promise<undefined[]> {
  await insert(database, JSON.stringify(refusals));
  return refusals.map(() => undefined);
}

type RefusalRow = Omit<Refusal, 'documentId' | 'messageType'> & {
  readonly documentId: string | null;
  readonly messageType: string | null;
};

const select = prepared<RefusalRow>(
  'refusals-of-document',
  `select organization_number as "organizationNumber", client_id as "clientId", sender_her_id as "senderHerId",
          document_id as "documentId", message_type as "messageType", encode(digest, 'hex') as digest,
          size_bytes as "sizeBytes", verdict, findings, first_at as "firstAt", last_at as "lastAt", times
     from exchange.refusal
    where document_id = $1 and ($2::text is null or organization_number = $2)
    order by first_at desc
    limit ${refusalsMax}`,
);

/** What was refused under this MsgId, newest first: to the organisation that submitted it; without an actor, all. */
export async function findRefusals(database: Database, documentId: string, actor?: Actor): Promise<Refusal[]> {
  const rows = await select(database, documentId, actor?.organizationNumber ?? null);
  return rows.map(({ documentId: id, messageType, ...row }) => ({
    ...row,
    documentId: id ?? undefined,
    messageType: messageType ?? undefined,
  }));
}

/** The codes of 8221 that a receiver of this document would have answered with, the first finding's first. */
export function receiptCodesOf({ findings }: Refusal): string[] {
  const codes = findings.filter(({ severity }) => severity === 'error').map(({ appRecCode }) => appRecCode);
  return [...new Set(codes.filter((code) => code !== undefined))];
}
