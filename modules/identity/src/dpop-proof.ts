import type { KeyObject } from 'node:crypto';
import type { BoundedCache } from './bounded-cache.ts';
import { readCompactJws } from './compact-jws.ts';
import { type ProofFault, ProofInvalid } from './errors.ts';
import { targetMatches } from './proof-target.ts';
import { importPublicJwk, jwkThumbprint, KeyRefused, type PublicJwk, readPublicJwk } from './public-jwk.ts';
import { algorithmFits, isSignatureAlgorithm, signatureMatches } from './signature-algorithms.ts';

/** A proof with an RSA-8192 key is near 4 kB. */
export const proofSizeMaxChars = 8192;
const jtiSizeMaxChars = 256;

/** What a proof must speak for: this request, made with this token. */
export interface ProofRequest {
  readonly method: string;
  /** Absolute, as the client saw it. */
  readonly url: string;
  /** base64url(SHA-256(access token)), RFC 9449 §4.3 step 10. */
  readonly accessTokenHash: string;
  /** The thumbprint that the token is bound to (`cnf.jkt`). */
  readonly keyThumbprint: string;
}

export interface ProofRules {
  /** How old a proof may be, in seconds, before the clocks' difference is added. */
  readonly proofAgeSecondsMax: number;
  readonly clockSkewSeconds: number;
  /** Imported keys by thumbprint: importing costs as much as verifying. */
  readonly keys: BoundedCache<string, KeyObject>;
}

export interface DpopProof {
  readonly jti: string;
  readonly iatSeconds: number;
  readonly nonce: string | undefined;
}

/**
 * Checks a DPoP proof in the order of HelseID's sample validator (RFC 9449 §4.3), all but the replay, which needs a
 * memory. Throws {@link ProofInvalid}.
 */
export function checkDpopProof(text: string, request: ProofRequest, nowSeconds: number, rules: ProofRules): DpopProof {
  const proof = readCompactJws(text, proofSizeMaxChars) ?? refuse('malformed');
  const { typ, alg, jwk: embedded } = proof.header;
  if (typ !== 'dpop+jwt') refuse('type');
  if (!isSignatureAlgorithm(alg)) return refuse('algorithm');
  const jwk = refusedAs('jwk', () => readPublicJwk(embedded));
  if (!algorithmFits(alg, jwk)) refuse('algorithm');
  // Before anything costly: only the holder of the token's own key makes us import or verify.
  if (jwkThumbprint(jwk) !== request.keyThumbprint) refuse('binding');
  const key = proofKey(jwk, request.keyThumbprint, rules.keys);
  if (!signatureMatches(alg, key, proof.signed, proof.signature)) refuse('signature');
  return checkClaims(proof.payload, request, nowSeconds, rules);
}

function checkClaims(
  payload: Readonly<Record<string, unknown>>,
  request: ProofRequest,
  nowSeconds: number,
  { proofAgeSecondsMax, clockSkewSeconds }: ProofRules,
): DpopProof {
  const { ath, jti, htm, htu, iat, nonce } = payload;
  if (ath !== request.accessTokenHash) refuse('ath');
  if (typeof jti !== 'string' || jti.length === 0 || jti.length > jtiSizeMaxChars) return refuse('jti');
  if (htm !== request.method) refuse('htm');
  if (!targetMatches(htu, request.url)) refuse('htu');
  if (typeof iat !== 'number' || !Number.isFinite(iat)) return refuse('iat');
  if (iat > nowSeconds + clockSkewSeconds) refuse('iat');
  if (iat < nowSeconds - proofAgeSecondsMax - clockSkewSeconds) refuse('iat');
  if (nonce !== undefined && typeof nonce !== 'string') return refuse('nonce');
  return { jti, iatSeconds: iat, nonce };
}

function proofKey(jwk: PublicJwk, thumbprint: string, keys: BoundedCache<string, KeyObject>): KeyObject {
  const known = keys.get(thumbprint);
  if (known) return known;
  const key = refusedAs('jwk', () => importPublicJwk(jwk));
  keys.set(thumbprint, key);
  return key;
}

function refusedAs<Result>(fault: ProofFault, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof KeyRefused) throw new ProofInvalid(fault);
    throw error;
  }
}

function refuse(fault: ProofFault): never {
  throw new ProofInvalid(fault);
}
