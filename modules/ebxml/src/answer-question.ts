import type { Database } from '@samband/db';
import { type AgreeParts, agree } from './agree.ts';
import type { Answers, StatusAnswer } from './answers.ts';
import type { Arrived } from './arrived.ts';
import { checkSignature, type SignatureTrust } from './check-signature.ts';
import { checkNotExpired, envelopeOf, factsOf } from './envelope.ts';
import type { Finish } from './finish-received.ts';

export interface QuestionParts extends AgreeParts {
  readonly database: Database;
  readonly trust: SignatureTrust;
  readonly answers: Answers;
  readonly now: () => Date;
}

/** A Ping, or a question what became of a message: answered to whoever has signed it. Errors: EnvelopeRefused. */
export async function answerQuestion(arrived: Arrived, parts: QuestionParts): Promise<Finish> {
  const { read } = arrived;
  const envelope = envelopeOf(read);
  checkNotExpired(envelope, arrived.taken.receivedAt);
  const agreed = await agree(envelope, parts);
  const { facts } = await checkSignature(arrived, agreed.terms, parts, envelope.sentAt);
  const answers =
    read.kind === 'ping'
      ? await parts.answers.pong(arrived, agreed)
      : await parts.answers.status(arrived, agreed, await statusOf(parts.database, arrived));
  return { was: factsOf(read), outcome: 'answered', facts, answers };
}

/** Of what its own asker has sent; whoever asks about another’s is told the same as of what never came (ebMS 2.0 §7.1). */
async function statusOf(database: Database, { read }: Arrived): Promise<StatusAnswer> {
  const asked = read.statusOf?.refToMessageId ?? '';
  const { rows } = await database.pool.query<{ receivedAt: Date }>({
    name: 'ebxml-status',
    text: `select received.received_at as "receivedAt" from ebxml.envelope join ebxml.received on received.id = envelope.received_id
            where envelope.envelope_id = $1 and envelope.from_her_id = $2 order by received.id limit 1`,
    values: [asked, read.header?.from?.herId ?? 0],
  });
  const receivedAt = rows[0]?.receivedAt;
  return receivedAt
    ? { statusOf: asked, status: 'Processed', receivedAt }
    : { statusOf: asked, status: 'NotRecognized' };
}
