import type { KeyObject } from 'node:crypto';
import type { BoundedCache } from './bounded-cache.ts';
import { openCompactJws, readJwsHeader } from './compact-jws.ts';
import { type ProofFault, ProofInvalid } from './errors.ts';
import { targetMatches } from './proof-target.ts';
import { importPublicJwk, jwkThumbprint, KeyRefused, readPublicJwk } from './public-jwk.ts';
import { algorithmFits, isSignatureAlgorithm, signatureMatches } from './signature-algorithms.ts';

/** A proof with an RSA-8192 key is near 4 kB. */
export const proofSizeMaxChars = 8192;
const jtiSizeMaxChars = 256;
/** That of an RSA-4096 key is near 1 kB; longer ones are read every time. */
const rememberedHeaderSizeMaxChars = 2048;

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
  /**
   * Headers that were found right, by their text: a client writes the same one into every proof, and reading it and
   * importing its key costs nearly as much as verifying.
   */
  readonly headers: BoundedCache<string, ProofHeader>;
}

/** What the header of a proof says. */
export interface ProofHeader {
  readonly algorithm: string;
  readonly key: KeyObject;
  readonly keyThumbprint: string;
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
  const proof = openCompactJws(text, proofSizeMaxChars) ?? refuse('malformed');
  const known = rules.headers.get(proof.headerText);
  if (known && known.keyThumbprint !== request.keyThumbprint) refuse('binding');
  const header = known ?? readHeader(proof.headerText, request.keyThumbprint);
  if (!signatureMatches(header.algorithm, header.key, proof.signed, proof.signature)) refuse('signature');
  // Only now: nobody fills the memory without the key of a token.
  if (!known && proof.headerText.length <= rememberedHeaderSizeMaxChars) rules.headers.set(proof.headerText, header);
  return checkClaims(proof.payload, request, nowSeconds, rules);
}

function readHeader(headerText: string, keyThumbprint: string): ProofHeader {
  const { typ, alg, jwk: embedded } = readJwsHeader(headerText) ?? refuse('malformed');
  if (typ !== 'dpop+jwt') refuse('type');
  if (!isSignatureAlgorithm(alg)) return refuse('algorithm');
  const jwk = refusedAs('jwk', () => readPublicJwk(embedded));
  if (!algorithmFits(alg, jwk)) refuse('algorithm');
  // Before anything costly: only the holder of the token's own key makes us import or verify.
  if (jwkThumbprint(jwk) !== keyThumbprint) refuse('binding');
  return { algorithm: alg, key: refusedAs('jwk', () => importPublicJwk(jwk)), keyThumbprint };
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
