import { DomainError } from '@samband/errors';
import { algorithmNames } from './signature-algorithms.ts';

/** RFC 9449 §7.1: which proof algorithms a client may use is told with every refusal. */
const algs = `algs="${algorithmNames.join(' ')}"`;

/**
 * Nobody we know, or the proof of it is missing or wrong. `headers` belong in the answer: they tell an OAuth client
 * library what to do next (RFC 6750 §3, RFC 9449 §7.1). Messages name the check that failed, never a value of the
 * token.
 */
export abstract class Unauthenticated extends DomainError {
  readonly kind = 'unauthenticated';
  readonly headers: Readonly<Record<string, string>>;

  /** `challenge` is the OAuth error code; undefined when no credentials came at all (RFC 6750 §3.1). */
  constructor(message: string, challenge?: string, facts: Record<string, unknown> = {}, headers = {}) {
    super(message, facts);
    const error = challenge ? `error="${challenge}", error_description="${message.replaceAll('"', "'")}", ` : '';
    this.headers = { 'www-authenticate': `DPoP ${error}${algs}`, ...headers };
  }
}

export class TokenMissing extends Unauthenticated {
  readonly code = 'token-missing';
  constructor() {
    super('No access token: send Authorization: DPoP <access token> and a DPoP proof');
  }
}

export class AuthorizationAmbiguous extends Unauthenticated {
  readonly code = 'authorization-ambiguous';
  constructor() {
    super('A request carries exactly one Authorization value and one DPoP proof', 'invalid_request');
  }
}

export class SchemeUnsupported extends Unauthenticated {
  readonly code = 'scheme-unsupported';
  constructor() {
    super('The only Authorization scheme here is DPoP', 'invalid_request');
  }
}

/** RFC 9449 §7.2: a token bound to a key, sent as a bearer token, has lost its protection. */
export class SchemeDowngraded extends Unauthenticated {
  readonly code = 'scheme-downgraded';
  constructor() {
    super('Access tokens here are bound to a key: use the scheme DPoP with a proof, not Bearer', 'invalid_token');
  }
}

export type TokenFault =
  | 'malformed'
  | 'algorithm'
  | 'key'
  | 'signature'
  | 'type'
  | 'issuer'
  | 'audience'
  | 'times'
  | 'not-yet-valid'
  | 'claims'
  | 'binding';

const tokenFaults: Record<TokenFault, string> = {
  malformed: 'it is not a compact JWS',
  algorithm: 'its algorithm is not the one that its key signs with',
  key: 'it was not signed by a key of the issuer',
  signature: 'its signature does not match',
  type: 'it is not an access token (typ at+jwt)',
  issuer: 'it was issued by somebody else',
  audience: 'it is not for the API that was called, or also for somebody else',
  times: 'its times (iat, nbf, exp) are missing or impossible',
  'not-yet-valid': 'it is not valid yet; check the clock',
  claims: 'it lacks a claim that every token here has',
  binding: 'it is not bound to a proof key (cnf.jkt)',
};

export class TokenInvalid extends Unauthenticated {
  readonly code = 'token-invalid';
  constructor(fault: TokenFault) {
    super(`The access token is refused: ${tokenFaults[fault]}`, 'invalid_token', { fault });
  }
}

export class TokenExpired extends Unauthenticated {
  readonly code = 'token-expired';
  constructor() {
    super('The access token has expired: ask for a new one', 'invalid_token');
  }
}

/** The token is sound, but its client was disabled or removed after it was issued. */
export class ClientNotActive extends Unauthenticated {
  readonly code = 'client-not-active';
  constructor() {
    super('The client of this access token is disabled or unknown', 'invalid_token');
  }
}

export class ProofMissing extends Unauthenticated {
  readonly code = 'proof-missing';
  constructor() {
    super('No DPoP proof: send a fresh proof in the header DPoP with every request', 'invalid_dpop_proof');
  }
}

export type ProofFault =
  | 'malformed'
  | 'type'
  | 'algorithm'
  | 'jwk'
  | 'binding'
  | 'signature'
  | 'ath'
  | 'jti'
  | 'htm'
  | 'htu'
  | 'iat'
  | 'nonce';

const proofFaults: Record<ProofFault, string> = {
  malformed: 'it is not a compact JWS',
  type: 'its typ is not dpop+jwt',
  algorithm: 'its algorithm is not on the list',
  jwk: 'its jwk is not an acceptable public key; it must hold no private members',
  binding: 'its key is not the one the access token is bound to',
  signature: 'its signature does not match',
  ath: 'its ath is not the hash of this access token',
  jti: 'its jti is missing or too long',
  htm: 'its htm is not the method of this request',
  htu: 'its htu is not the URL of this request without query and fragment',
  iat: 'its iat is too old or in the future; check the clock and make one proof a request',
  nonce: 'its nonce is not a text',
};

export class ProofInvalid extends Unauthenticated {
  readonly code = 'proof-invalid';
  constructor(fault: ProofFault) {
    super(`The DPoP proof is refused: ${proofFaults[fault]}`, 'invalid_dpop_proof', { fault });
  }
}

export class ProofReplayed extends Unauthenticated {
  readonly code = 'proof-replayed';
  constructor() {
    super('This DPoP proof was used before: make a new proof, with a new jti, for every request', 'invalid_dpop_proof');
  }
}

/** After a crash the memory of used proofs is gone; a nonce shows that a proof was made after it (RFC 9449 §9). */
export class ProofNonceRequired extends Unauthenticated {
  readonly code = 'proof-nonce-required';
  constructor(nonce: string) {
    super(
      'Repeat the request with a new DPoP proof that holds the nonce in DPoP-Nonce',
      'use_dpop_nonce',
      {},
      {
        'dpop-nonce': nonce,
      },
    );
  }
}

/** The provider that issues the tokens could not be asked for its keys, so that no token can be checked. */
export class IdentityProviderUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'identity-provider-unavailable';
  constructor() {
    super(
      'The identity provider does not answer, so that access tokens cannot be checked',
      {},
      { retryAfterSeconds: 5 },
    );
  }
}

export class SelfServiceKeyInvalid extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'self-service-key-invalid';
  constructor() {
    super('Send the key that the network gave you for self-service as the header api-key');
  }
}
