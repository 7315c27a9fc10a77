import { createPrivateKey, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { DomainError } from '@samband/errors';
import { jwkThumbprint, readPublicJwk } from './public-jwk.ts';
import { open, seal } from './secret-box.ts';

/** PSS with SHA-256: verified in a third of the time of ES256, and every request is verified. */
export const signingAlgorithm = 'PS256';
const algorithms: ReadonlySet<string> = new Set([signingAlgorithm]);
/** HelseID's own signing key has this size; it is beyond 128 bits of security until 2030 and after (NIST SP 800-57). */
const modulusBits = 3072;

/** A key as it lies in the database: its private half is a sealed box. */
export interface SealedSigningKey {
  readonly kid: string;
  readonly publicJwk: JsonWebKey;
  readonly sealedPrivateJwk: Buffer;
  readonly signsFrom: Date;
}

export interface SigningKey {
  readonly kid: string;
  /** For checking tokens, by these algorithms. */
  readonly key: KeyObject;
  readonly algorithms: ReadonlySet<string>;
  /** For signing them: given to the provider, and nowhere else. */
  readonly privateJwk: JsonWebKey;
  readonly signsFrom: Date;
}

/** The keys are there, but cannot be opened: the secret is not the one they were sealed with. */
export class SigningKeySealed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'signing-key-sealed';
  constructor(kid: string) {
    super(
      'The signing keys in the database were sealed with another secret. Start with the secret that made them, or ' +
        'delete the rows of identity.signing_key: then new keys are made, and tokens issued so far end at once',
      { kid },
    );
  }
}

export async function generateSigningKey(sealingKey: Buffer, signsFrom: Date): Promise<SealedSigningKey> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: modulusBits });
  const publicJwk = pair.publicKey.export({ format: 'jwk' });
  const kid = jwkThumbprint(readPublicJwk(publicJwk));
  const privateText = JSON.stringify(pair.privateKey.export({ format: 'jwk' }));
  return { kid, publicJwk, sealedPrivateJwk: seal(privateText, sealingKey, kid), signsFrom };
}

/** Throws {@link SigningKeySealed} when the secret is another. */
export function openSigningKey({ kid, sealedPrivateJwk, signsFrom }: SealedSigningKey, sealingKey: Buffer): SigningKey {
  const text = open(sealedPrivateJwk, sealingKey, kid);
  if (text === undefined) throw new SigningKeySealed(kid);
  const privateJwk = JSON.parse(text) as JsonWebKey;
  const key = createPublicKey(createPrivateKey({ key: privateJwk, format: 'jwk' }));
  return {
    kid,
    key,
    algorithms,
    privateJwk: { ...privateJwk, kid, alg: signingAlgorithm },
    signsFrom,
  };
}
