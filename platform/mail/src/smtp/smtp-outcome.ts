export type RecipientRefused = { readonly address: string; readonly reason: string; readonly isForGood: boolean };

/** What became of a mail that was sent. Reasons are codes: `smtp-550`, or a code of the network. */
export type SmtpOutcome =
  /** The server has taken it, for all recipients but those named. */
  | { readonly kind: 'sent'; readonly refused: readonly RecipientRefused[] }
  /** A 5xx about this mail: it will never be taken. */
  | { readonly kind: 'refused'; readonly reason: string }
  /**
   * It may go better later: a 4xx (as greylisting), no connection, or a fault that is not about this mail.
   * `isAmbiguous`: the last byte was on its way when the connection was lost, so the mail may have arrived.
   */
  | { readonly kind: 'failed'; readonly reason: string; readonly isAmbiguous: boolean };

type SmtpFailure = {
  readonly responseCode?: number;
  readonly command?: string;
  readonly code?: string;
  readonly recipient?: string;
  readonly rejectedErrors?: readonly SmtpFailure[];
};

/** Commands whose refusal is about the mail, not about us or the server. */
const mailCommands = ['MAIL FROM', 'RCPT TO', 'DATA', 'API'];

export function failureOf(error: unknown, isAllRead: boolean): SmtpOutcome {
  const failure = error as SmtpFailure;
  const { responseCode } = failure;
  if (responseCode === undefined) return { kind: 'failed', reason: reasonOf(failure), isAmbiguous: isAllRead };
  // All recipients were refused: for good only if none of them may be taken later.
  const all = failure.rejectedErrors?.length ? failure.rejectedErrors : [failure];
  const isForGood = all.every(isPermanent) && mailCommands.includes(failure.command ?? '');
  return isForGood
    ? { kind: 'refused', reason: reasonOf(failure) }
    : { kind: 'failed', reason: reasonOf(all.find((one) => !isPermanent(one)) ?? failure), isAmbiguous: false };
}

export function refusedRecipients(info: unknown): RecipientRefused[] {
  const errors = (info as { rejectedErrors?: readonly SmtpFailure[] }).rejectedErrors ?? [];
  return errors.map((error) => ({
    address: error.recipient ?? '',
    reason: reasonOf(error),
    isForGood: isPermanent(error),
  }));
}

function isPermanent({ responseCode = 0 }: SmtpFailure): boolean {
  return responseCode >= 500;
}

function reasonOf({ responseCode, code }: SmtpFailure): string {
  return responseCode ? `smtp-${responseCode}` : (code ?? 'unknown').toLowerCase();
}
