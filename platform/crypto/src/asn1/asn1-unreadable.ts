/**
 * The bytes are not the ASN.1 that was expected. Stays inside this package: each reader of a format turns it into that
 * format's own failure (see `readingAs`), so that callers learn which input was bad and not which octet.
 */
export class Asn1Unreadable extends Error {
  override readonly name = 'Asn1Unreadable';
}

/** Runs `read`, and throws what `failure` makes of an `Asn1Unreadable`. Anything else that is thrown passes. */
export function readingAs<Result>(failure: (cause: Asn1Unreadable) => Error, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Unreadable) throw failure(error);
    throw error;
  }
}
