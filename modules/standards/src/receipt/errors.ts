import { DomainError } from '@samband/errors';

/** A receipt is never answered with a receipt (HIS 80415:2012 §3.3). */
export class ReceiptOfReceipt extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'receipt-of-receipt';

  constructor() {
    super('An application receipt is not answered with an application receipt');
  }
}

/** The party that would answer is none of the receivers that the document names. */
export class ReceiverNotInDocument extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'receiver-not-in-document';

  constructor(herId: number) {
    super(`HER-id ${herId} is not a receiver in the document`, { herId });
  }
}

/** Status and errors of a receipt do not go together, or an error has no code (HIS 80415:2012 §4.3.1). */
export class ReceiptContradictory extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'receipt-contradictory';
}
