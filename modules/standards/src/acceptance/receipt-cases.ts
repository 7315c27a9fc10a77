/** One case of the official test of application receipts, in our own words. */
export interface ReceiptCase {
  /** `unit 1`, `system 28`. */
  readonly id: string;
  readonly about: string;
  readonly expected: string;
}

/** The cases that concern what a receipt holds: each is run by receipt-cases.test.ts. */
export const RECEIPT_CASES: readonly ReceiptCase[] = [
  { id: 'unit 1', about: 'the receipt as XML', expected: 'well-formed, valid against AppRec' },
  { id: 'unit 2', about: 'OriginalMsgId/Id', expected: 'the MsgId of the original' },
  { id: 'unit 3', about: 'OriginalMsgId/MsgType', expected: 'the type of the original (8279)' },
  { id: 'unit 4', about: 'OriginalMsgId/IssueDate', expected: 'the GenDate of the original, with a time' },
  { id: 'unit 5', about: 'Status of an accepted message', expected: '1 of 8258' },
  { id: 'unit 6', about: 'Status and Error of a rejected message', expected: '2 of 8258, a code of 8221' },
  { id: 'unit 7', about: 'a message with several errors', expected: 'an Error with a code of 8221 for each' },
  { id: 'unit 8', about: 'free text about an error', expected: 'in OT' },
  { id: 'unit 9', about: 'Role of both parties', expected: '1.0: RECEIVER and REQ or SPR; 1.1: AVS and PRIM or COP' },
  { id: 'system 1', about: 'a right message', expected: 'valid, answered with 1' },
  { id: 'system 2', about: 'OriginalMsgId/Id', expected: 'as unit 2' },
  { id: 'system 3', about: 'OriginalMsgId/MsgType', expected: 'as unit 3' },
  { id: 'system 4', about: 'OriginalMsgId/IssueDate', expected: 'as unit 4' },
  { id: 'system 5', about: 'addresses', expected: 'mirrored: the sender answers to, the receiver answers from' },
  { id: 'system 6', about: 'a signing professional in a unit with an address', expected: 'not in the receipt' },
  { id: 'system 7', about: 'the primary receiver, by 1.1', expected: 'PRIM' },
  { id: 'system 8', about: 'the requester answers, by 1.0', expected: 'REQ' },
  { id: 'system 9', about: 'the provider answers, by 1.0', expected: 'SPR' },
  { id: 'system 10', about: 'a copy receiver answers, by 1.1', expected: 'COP' },
  { id: 'system 26', about: 'a message with several errors', expected: 'as unit 7' },
  { id: 'system 28', about: 'a MsgId that is none', expected: 'E10' },
];

/** The cases that a reader of messages cannot decide, and who does. */
export const CASES_OF_OTHERS: readonly ReceiptCase[] = [
  { id: 'system 21', about: 'no receiver is ours, on either level', expected: 'the exchange: no receipt is sent' },
  { id: 'system 22', about: 'envelope and message name different receivers', expected: 'the exchange: E21' },
  { id: 'system 23', about: 'the patient is not in the receiver’s system', expected: 'the receiver: E35' },
  { id: 'system 24', about: 'the patient is unknown', expected: 'the receiver: E36' },
  { id: 'system 25', about: 'the message cannot be dealt with', expected: 'the receiver: 2 and the fitting code' },
  { id: 'system 27', about: 'rejected by hand within 96 hours', expected: 'the receiver: 2 and the fitting code' },
  {
    id: 'system 29',
    about: 'a personal signature that does not verify',
    expected: 'signatures are not checked here: S01',
  },
];
