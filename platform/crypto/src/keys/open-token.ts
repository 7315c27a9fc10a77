import { readCertificate } from '../trust/certificate.ts';
import { TokenUnavailable } from './errors.ts';
import { loadPkcs11, type Pkcs11Library } from './pkcs11-library.ts';
import { attributes, objectClasses, openPkcs11Session, type Pkcs11Session, TokenRefusal } from './pkcs11-session.ts';
import type { SigningDigest, TokenKey } from './token-key.ts';

export interface TokenOptions {
  /** Path of the PKCS#11 library that the token's maker gives. */
  readonly library: string;
  readonly tokenLabel: string;
  readonly pin: string;
  /** DER of the certificates whose keys are asked for: tokens often hold the keys alone. */
  readonly certificates: readonly Uint8Array[];
}

/** A token that is open: a hardware security module, a card, or SoftHSM. */
export interface Token {
  /** The keys that it holds of those that were asked for. */
  readonly keys: readonly { readonly privateKey: TokenKey; readonly certificate: Uint8Array }[];
  close(): void;
}

const signMechanisms: Readonly<Record<SigningDigest, number>> = { sha256: 0x40, sha384: 0x41, sha512: 0x42 };
const rsaPkcs = 0x01;
const rsaOaep = 0x09;
/** CKM_ of the hash, CKG_ of the mask. */
const oaepDigests = { 'oaep-sha1': [0x220, 1], 'oaep-sha256': [0x250, 2] } as const;
const oaepSourceSpecified = 1;

/** Session closed or invalid, object or key handle invalid, not logged in, device or token gone: worth one new session. */
const lostResults = new Set([0xb0, 0xb3, 0x82, 0x60, 0x101, 0x30, 0x31, 0x32, 0xe0]);

/**
 * Opens a token by PKCS#11. Its keys sign and decrypt in the token; a session that broke is opened again by itself.
 *
 * @throws TokenUnavailable also where the optional package `koffi`, which calls native libraries, is not installed
 */
export async function openToken(options: TokenOptions): Promise<Token> {
  const library = await loadPkcs11(options.library);
  const open = () => openPkcs11Session(library, options.tokenLabel, options.pin);
  let session = asUnavailable(open);

  /** Handles end with their session, so the key is looked up anew in a new one. */
  function withKey<Result>(key: FoundKey, work: (session: Pkcs11Session, handle: bigint) => Result): Result {
    try {
      return work(session, key.handle);
    } catch (error) {
      if (!isLost(error)) throw error;
      session.close();
      session = asUnavailable(open);
      key.handle = handleOf(session, key);
      return asUnavailable(() => work(session, key.handle));
    }
  }

  const keys = asUnavailable(() => findKeys(session, options.certificates)).map((found) => ({
    privateKey: tokenKey(library, (work) => withKey(found, work)),
    certificate: found.certificate,
  }));
  return { keys, close: () => session.close() };
}

interface FoundKey {
  readonly certificate: Uint8Array;
  readonly modulus: Buffer;
  handle: bigint;
}

function findKeys(session: Pkcs11Session, certificates: readonly Uint8Array[]): FoundKey[] {
  const held = session
    .find(objectClasses.privateKey)
    .map((handle) => ({ handle, modulus: modulusIn(session, handle) }));
  return certificates.flatMap((certificate) => {
    const modulus = modulusOf(certificate);
    const handle = held.find((key) => key.modulus.equals(modulus))?.handle;
    return handle === undefined ? [] : [{ certificate, modulus, handle }];
  });
}

/** Public also of a private key. Empty where the key is not RSA, whose token refuses the attribute. */
function modulusIn(session: Pkcs11Session, handle: bigint): Buffer {
  try {
    return session.attribute(handle, attributes.modulus);
  } catch (error) {
    if (error instanceof TokenRefusal && !isLost(error)) return Buffer.alloc(0);
    throw error;
  }
}

function modulusOf(certificate: Uint8Array): Buffer {
  const { n = '' } = readCertificate(certificate).publicKey.export({ format: 'jwk' });
  return Buffer.from(n, 'base64url');
}

function handleOf(session: Pkcs11Session, { modulus }: FoundKey): bigint {
  const handles = asUnavailable(() => session.find(objectClasses.privateKey));
  const handle = handles.find((candidate) => asUnavailable(() => modulusIn(session, candidate)).equals(modulus));
  if (handle === undefined) throw new TokenUnavailable('key-gone');
  return handle;
}

type WithKey = <Result>(work: (session: Pkcs11Session, handle: bigint) => Result) => Result;

function tokenKey(library: Pkcs11Library, withKey: WithKey): TokenKey {
  return {
    type: 'token',
    sign: (digest, data) =>
      asUnavailable(() => withKey((session, handle) => session.sign(handle, signMechanisms[digest], data))),
    decrypt(padding, encrypted) {
      if (padding === 'pkcs1-v1_5') {
        return withKey((session, handle) => session.decrypt(handle, rsaPkcs, undefined, encrypted));
      }
      const [hash, mask] = oaepDigests[padding];
      const parameters = library.structure(hash, mask, oaepSourceSpecified, 0, 0);
      return withKey((session, handle) => session.decrypt(handle, rsaOaep, parameters, encrypted));
    },
  };
}

function isLost(error: unknown): boolean {
  return error instanceof TokenRefusal && lostResults.has(error.result);
}

/** For what depends on nothing that a stranger sent: a refusal is the token's fault. */
function asUnavailable<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof TokenRefusal) throw new TokenUnavailable('token-refused', error.result, { cause: error });
    throw error;
  }
}
