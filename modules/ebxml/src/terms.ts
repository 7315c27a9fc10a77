/** What holds between a party of ours and a partner, as far as sending and checking needs it. */
export interface Terms {
  readonly cpaId: string;
  /** In the order in which they are tried. */
  readonly endpoints: readonly { readonly transport: 'smtp' | 'http-async' | 'http-sync'; readonly uri: string }[];
  /** DER of the partner's: a signature by any of them counts. */
  readonly signingCertificates: readonly Uint8Array[];
  /** DER of the partner's. */
  readonly encryptionCertificate: Uint8Array | undefined;
  /** URIs of algorithms that are taken beside the strong ones. */
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
  /** The sender's. */
  readonly role?: string | undefined;
  readonly service?: string;
  readonly action?: string;
  readonly direction: 'send' | 'receive';
  /** eb:Timestamp of what was received; now for what is sent. */
  readonly at: Date;
}

export type FindTerms = (asked: TermsAsked) => Promise<Terms>;
