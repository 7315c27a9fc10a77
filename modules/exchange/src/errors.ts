import { DomainError } from '@samband/errors';
import type { Finding, ValidationReport } from '@samband/standards';

/** The document breaks its standard; `findings` says where and what. */
export class DocumentRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'document-refused';
  readonly findings: readonly Finding[];
  readonly report: ValidationReport;

  constructor(report: ValidationReport) {
    const { verdict, findings } = report;
    const first = findings.find((finding) => finding.severity === 'error');
    const where = first
      ? `${first.path}${first.line === undefined ? '' : ` (line ${first.line})`}: ${first.message}`
      : '';
    super(`The document is ${verdict.replaceAll('-', ' ')}${where ? `. ${where}` : ''}`, { verdict, findings });
    this.findings = findings;
    this.report = report;
  }
}

export class DocumentTooLarge extends DomainError {
  readonly kind = 'too-large';
  readonly code = 'document-too-large';
  constructor(sizeBytes: number, sizeMaxBytes: number) {
    super(
      `The document is ${sizeBytes} bytes; at most ${sizeMaxBytes} are accepted. Send large attachments by reference`,
      {
        sizeBytes,
        sizeMaxBytes,
      },
    );
  }
}

/** Sender or receivers of the call and of the document are not the same parties: a mix-up, or somebody pretending. */
export class AddressingMismatch extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'addressing-mismatch';
  constructor(role: 'sender' | 'receiver', calledHerId: number | undefined, documentHerIds: readonly number[]) {
    const named = documentHerIds.length === 0 ? 'no HER-id' : `HER-id ${documentHerIds.join(', ')}`;
    super(
      calledHerId === undefined
        ? `The document names ${named} as ${role}, and the call must name one of them`
        : `The call names HER-id ${calledHerId} as ${role}, but the document names ${named}`,
      { role, calledHerId, documentHerIds },
    );
  }
}

/** Two different documents with one MsgId from one sender: in ebXML validation a “false reunion” (HITS 1172 §5.8.2). */
export class FalseReunion extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'false-reunion';
  constructor(documentId: string, messageId: string) {
    super(
      `MsgId ${documentId} has been used by this sender for another document (message ${messageId}). Give the new document a MsgId of its own`,
      { documentId, messageId },
    );
  }
}

/** The same document again, now for receivers that it did not have the first time: they would never get it. */
export class ReceiversChanged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'receivers-changed';
  constructor(messageId: string, addedHerIds: readonly number[]) {
    super(
      `This document was accepted before, as message ${messageId}, without HER-id ${addedHerIds.join(', ')} among its receivers. Send it to them with a MsgId of its own`,
      { messageId, addedHerIds },
    );
  }
}

export class MessageNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'message-not-found';
  constructor(id: string) {
    super(`No message ${id} that you are a party to`, { id });
  }
}

/** A client acts only for the HER-ids of its own organisation. */
export class NotYourParty extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'not-your-party';
  constructor(herId: number, organizationNumber: string) {
    super(`HER-id ${herId} does not belong to organisation ${organizationNumber}, for which this client acts`, {
      herId,
      organizationNumber,
    });
  }
}

export class NotAReceiver extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'not-a-receiver';
  constructor(messageId: string, herId: number) {
    super(`HER-id ${herId} is not a receiver of message ${messageId}`, { messageId, herId });
  }
}

/** Receipts are never answered with receipts (HITS 1168). */
export class ReceiptOnReceipt extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'receipt-on-receipt';
  constructor(messageId: string) {
    super(`Message ${messageId} is itself a receipt, and a receipt is never answered`, { messageId });
  }
}

/** The receipt answers a document that this receiver never got here. */
export class OriginalUnknown extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'receipt-original-unknown';
  constructor(originalDocumentId: string, receiverHerId: number) {
    super(
      `No document ${originalDocumentId} has been delivered to HER-id ${receiverHerId} from the party that the receipt is addressed to`,
      { originalDocumentId, receiverHerId },
    );
  }
}

/** A receiver answers once; the first answer stands (HITS 1168). To correct it, send a deviation message (DIALOG_AVVIK). */
export class ReceiptIsFinal extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'receipt-is-final';
  constructor(messageId: string, receiverHerId: number) {
    super(
      `HER-id ${receiverHerId} has already answered message ${messageId}, and a receipt is final. Send a deviation message (DIALOG_AVVIK) to correct it`,
      { messageId, receiverHerId },
    );
  }
}

/** An acknowledgment names an envelope that we have not sent by that transport. */
export class AcknowledgmentUnknown extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'acknowledgment-unknown';
  constructor(envelopeId: string, transport: string) {
    super(`No envelope ${envelopeId.slice(0, 100)} has been sent by ${transport}`, { transport });
  }
}

/** An acknowledgment comes from somebody else than the receiver, or names something else than what was sent. */
export class AcknowledgmentMismatch extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'acknowledgment-mismatch';
  constructor(messageId: string, part: 'receiver' | 'digest') {
    const what =
      part === 'receiver' ? 'comes from somebody else than its receiver' : 'names other digests than were sent';
    super(`The acknowledgment of message ${messageId} ${what}`, { messageId, part });
  }
}

/** What is known of the message is still here, the document itself no longer: its time was over. */
export class BodyRemoved extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'body-removed';
  constructor(messageId: string) {
    super(`The document of message ${messageId} has been removed when its time was over. Sender and receiver keep it`, {
      messageId,
    });
  }
}

/** A run wants a plan that was made within the hour, has not been run, and whose rules still hold. */
export class RetentionPlanUnknown extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'retention-plan-unknown';
  constructor(token: string) {
    super('No such plan is open: make one, look at it, and run it within the hour', { token });
  }
}

export class RetentionRulesInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'retention-rules-invalid';
  constructor(fault: string) {
    super(`The rules were not changed: ${fault}`);
  }
}
