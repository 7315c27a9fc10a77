import type { MessageEvent, Proofs } from './event.ts';

/** What happened, in a sentence. */
export function describe(event: MessageEvent): string {
  switch (event.kind) {
    case 'accepted':
      return `Accepted: ${cameBy(event.proof)}checked against its standard and committed to disk, ${event.proof.sizeBytes} bytes`;
    case 'delivered':
      return `Put in the mailbox of ${event.proof.name}, in the same commit`;
    case 'routed':
      return `To be sent to ${event.proof.name} by ${event.proof.transport}; on disk, in the same commit`;
    case 'attempted':
      return `Could not be sent (${event.proof.reason}); tried again from ${event.proof.retryAt}`;
    case 'transferred':
      return `Sent: handed over by ${event.proof.transport}, the receiver’s acknowledgment is awaited`;
    case 'resent':
      return `Sent again under the same ids, sending ${event.proof.attempt}: no acknowledgment had come`;
    case 'acknowledged':
      return `Received: ${acknowledgmentWords(event.proof)}`;
    case 'transport-rejected':
      return `Refused by the receiver’s message handler${listed(event.proof.codes)}`;
    case 'abandoned':
      return `Given up: by ${event.proof.dueAt} nobody had said that they have it. A late word still counts`;
    case 'fetched':
      return `Read by ${event.receiverHerId === undefined ? 'the sender' : 'the receiver'}’s system`;
    case 'downloaded':
      return 'Taken in: the receiver’s system says that it has the document';
    case 'receipt-matched':
      return `Answered: ${receiptWords(event.proof)}`;
    case 'receipt-overdue':
      return `Overdue: no answer by ${event.proof.dueAt}, and the sender was told. A late answer still counts`;
    case 'second-receipt-kept':
      return `One more answer, ${receiptWords(event.proof)}: kept, but the first one stands`;
    case 'receipt-seen':
      return 'The answer has reached the sender’s system';
    case 'false-reunion-refused':
      return 'Another document with the same MsgId was refused';
    case 'body-removed':
      return 'The document was taken away when its time was up; what happened to it is kept';
  }
}

function cameBy({ transport, envelopeId }: Proofs['accepted']): string {
  return envelopeId === undefined ? '' : `came by ${transport} in envelope ${envelopeId}, `;
}

function acknowledgmentWords({ warnings, matchedBy }: Proofs['acknowledged']): string {
  const isWhole = matchedBy.includes('digest') ? ', and it names the digests of what was sent' : '';
  return warnings === undefined
    ? `acknowledged by the receiver’s message handler${isWhole}`
    : `the receiver’s message handler has it, with warnings${listed(warnings)}`;
}

function receiptWords({ status, errors }: Proofs['receipt-matched']): string {
  const codes = errors.map((error) => error.code).join(', ');
  if (status === '1') return 'approved by the receiver (AppRec 1)';
  return status === '2' ? `rejected by the receiver (AppRec 2: ${codes})` : `approved with errors (AppRec 3: ${codes})`;
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? '' : ` (${codes.join(', ')})`;
}
