import { type AddressRegister, parseHerId, type TermsQuery } from '@samband/address-register';
import { mshService } from './messages/names.ts';

/** What holds between a party of ours and a partner, as far as sending and checking needs it. */
export interface Terms {
  readonly cpaId: string;
  /** In the order in which they are tried. */
  readonly endpoints: readonly { readonly transport: 'smtp' | 'http-async' | 'http-sync'; readonly uri: string }[];
  /** DER of the partner's: a signature by any of them counts. */
  readonly signingCertificates: readonly Uint8Array[];
  /** DER of the partner's. */
  readonly encryptionCertificate: Uint8Array | undefined;
  /** URIs that the two have agreed on: SHA-1 is taken only where it is named. */
  readonly signatureAlgorithms: readonly string[];
  readonly retries: number;
  readonly retryIntervalMs: number;
  readonly isAckRequested: boolean;
}

/** What is to be sent or was received, and when. */
export interface TermsAsked {
  readonly cpaId?: string | undefined;
  readonly ourHerId: number;
  readonly partnerHerId: number;
  /** The sender's. Signals have none. */
  readonly role?: string | undefined;
  /** Of signals, when left out. */
  readonly service?: string;
  readonly action?: string;
  readonly direction: 'send' | 'receive';
  /** eb:Timestamp of what was received; now for what is sent. */
  readonly at: Date;
}

/** Errors: those of the register and its agreements. */
export type FindTerms = (asked: TermsAsked) => Promise<Terms>;

/**
 * How far back a message may say that it was sent: as long as partners resend, and a little. A stolen key that was
 * withdrawn long ago signs nothing that says it is old.
 */
const underWayMaxMs = 84 * 3_600_000;

/** What the two have agreed, or what the register says of two that have no agreement. */
export function createFindTerms({ agreements }: Pick<AddressRegister, 'agreements'>, now: () => Date): FindTerms {
  return async ({ cpaId, ourHerId, partnerHerId, role, service = mshService, action = '', direction, at }) => {
    const [ours, partner] = [parseHerId(ourHerId), parseHerId(partnerHerId)];
    const parties = direction === 'send' ? { from: ours, to: partner } : { from: partner, to: ours };
    const query: TermsQuery = { ...parties, cpaId, role, service, action, direction, at: withinReach(at, now()) };
    const found = await agreements.resolve(query);
    return {
      cpaId: found.cpaId,
      endpoints: found.endpoints.flatMap(({ transport, uri }) =>
        transport === 'smtp' || transport === 'http-async' || transport === 'http-sync' ? [{ transport, uri }] : [],
      ),
      signingCertificates: found.signingCertificates.map(({ value }) => value),
      encryptionCertificate: found.encryptionCertificate?.value,
      signatureAlgorithms: found.signatureAlgorithms,
      retries: found.retries,
      retryIntervalMs: found.retryIntervalMs,
      isAckRequested: found.ackMode !== 'never',
    };
  };
}

function withinReach(at: Date, now: Date): Date {
  return new Date(Math.min(now.getTime(), Math.max(at.getTime(), now.getTime() - underWayMaxMs)));
}
