import { type FastifyPluginAsyncTypebox, problems } from '@samband/http';
import type { Exchange } from '../exchange.ts';
import { type Refusal, receiptCodesOf } from '../refusal.ts';
import type { TracedMessage } from '../trace.ts';
import { overdueRoutes } from './overdue-routes.ts';
import { retentionRoutes } from './retention-routes.ts';
import { TraceBody, TraceParams } from './schemas.ts';
import { actorOf } from './trace-all.ts';

/** The trace of a message: what happened, when, and what proves it; and the work lists of what is overdue. */
export function exchangeRoutes(exchange: Exchange): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(overdueRoutes(exchange));
    await app.register(retentionRoutes(exchange.retention));
    app.get(
      '/exchange/trace/:id',
      {
        schema: {
          operationId: 'traceMessage',
          summary: 'Everything known of a message, under any of its ids',
          tags: ['Exchange'],
          params: TraceParams,
          response: { 200: TraceBody, ...problems(401, 403, 404) },
        },
        config: { scope: 'samband:exchange/trace' },
      },
      async (request) => {
        const { messages, refusals } = await exchange.traceWithRefusals(request.params.id, actorOf(request.caller));
        return { messages: messages.map(traceBody), refusals: refusals.map(refusalBody) };
      },
    );
  };
}

function traceBody({ message, sender, receivers, events, statuses }: TracedMessage): TraceBody['messages'][number] {
  const { id, kind, messageType, documentType, version, conversationId, digest, sizeBytes } = message;
  return {
    id,
    kind,
    messageId: message.documentId,
    messageType,
    documentType,
    version,
    generatedAt: message.generatedAt.toISOString(),
    ...(conversationId !== undefined && { conversationId }),
    sender: party(sender),
    receivers: receivers.map(party),
    acceptedAt: message.acceptedAt.toISOString(),
    digest,
    sizeBytes,
    events: events.map((event) => ({
      sequence: event.sequence,
      at: event.occurredAt.toISOString(),
      kind: event.kind,
      ...(event.receiverHerId !== undefined && { receiverHerId: event.receiverHerId }),
      ...('clientId' in event.proof && { by: event.proof.clientId }),
      text: event.text,
      proof: { ...event.proof },
    })),
    statuses: statuses.map(statusBody),
  };
}

function refusalBody(refusal: Refusal): TraceBody['refusals'][number] {
  const { documentId, messageType, clientId, firstAt, lastAt, findings } = refusal;
  const { senderHerId, times, digest, sizeBytes, verdict } = refusal;
  const codes = receiptCodesOf(refusal);
  return {
    messageId: documentId ?? '',
    ...(messageType !== undefined && { messageType }),
    senderHerId,
    by: clientId,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    times,
    digest,
    sizeBytes,
    verdict,
    findings: findings.map((finding) => ({ ...finding })),
    ...(codes.length > 0 && {
      suggestedReceipt: { status: 'rejected' as const, errors: codes.map((code) => ({ code })) },
    }),
  };
}

function party({ herId, name }: TracedMessage['sender']) {
  return { herId, ...(name !== undefined && { name }) };
}

function statusBody(status: TracedMessage['statuses'][number]): TraceBody['messages'][number]['statuses'][number] {
  const { receiverHerId, transport, business, receipt } = status;
  return {
    receiverHerId,
    sent: status.isSent,
    transport,
    transportDueAt: status.transportDueAt.toISOString(),
    transportLate: status.isTransportLate,
    business,
    receiptDueAt: status.receiptDueAt.toISOString(),
    ...(receipt && {
      receipt: {
        id: receipt.messageId,
        documentId: receipt.documentId,
        errorCodes: receipt.errors.map((error) => error.code),
        receivedAt: receipt.receivedAt.toISOString(),
        late: receipt.isLate,
      },
    }),
    seenBySender: status.isSeen,
    proofs: status.proofs.map(({ claim, eventSequence }) => ({ claim, eventSequence })),
  };
}
