/** What `samband ebxml inspect` says of a message: these names are a promise to scripts. */
export interface Inspection {
  readonly kind: string;
  readonly cpaId: string | null;
  readonly conversationId: string | null;
  readonly messageId: string | null;
  readonly refToMessageId: string | null;
  readonly from: InspectedParty | null;
  readonly to: InspectedParty | null;
  readonly service: string | null;
  readonly action: string | null;
  readonly signature: InspectedSignature;
  readonly payloads: readonly InspectedPayload[];
  readonly rules: readonly InspectedRule[];
  /** As `Acknowledgment`, `ErrorList (SecurityFailure, Error)`, `SOAP Fault`, `log only`. */
  readonly reaction: string;
}

export interface InspectedParty {
  readonly herId: number | null;
  readonly role: string | null;
  readonly partyIds: readonly { readonly type: string | null; readonly value: string }[];
}

export interface InspectedSignature {
  /**
   * `valid`: right, by the certificate that the message brought along or the one that was given. `invalid`: not right,
   * `reason` says why. `absent`: there is none. `not-checked`: there is nothing to check it by.
   */
  readonly verdict: 'valid' | 'invalid' | 'absent' | 'not-checked';
  readonly reason: string | null;
  /** URI */
  readonly algorithm: string | null;
  /** Subject of the certificate. */
  readonly signer: string | null;
  readonly references: readonly { readonly uri: string; readonly ok: boolean }[];
}

export interface InspectedPayload {
  readonly contentId: string;
  readonly contentType: string;
  readonly encrypted: boolean;
  /** For whom: issuer and serial number of their certificates. */
  readonly recipients: readonly string[];
  /** How, where it is encrypted. */
  readonly algorithm: string | null;
  readonly sizeBytes: number;
}

export interface InspectedRule {
  /** Of HITS 1172; null where the paper has none. */
  readonly number: number | null;
  readonly severity: 'error' | 'warning';
  readonly text: string;
}
