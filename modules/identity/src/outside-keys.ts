import type { Logger } from '@samband/log';
import type { TokenKey } from './access-token.ts';
import { IdentityProviderUnavailable } from './errors.ts';
import { createJsonReader } from './read-json.ts';
import { type PublishedKeys, readJwks } from './read-jwks.ts';

/** The keys of a provider outside, by their ids; undefined for one that it does not publish. */
export interface OutsideKeys {
  /** Throws IdentityProviderUnavailable when the provider could not be asked, now or lately enough. */
  find(kid: string): Promise<TokenKey | undefined>;
}

interface OutsideKeysOptions {
  readonly issuer: string;
  readonly log: Logger;
  readonly now: () => Date;
}

/** HelseID functional requirement FK2: metadata is read again every 24 hours. */
const metadataKeptMs = 24 * 3_600_000;
/** So soon a key that the provider withdraws is believed no longer. */
const keysFreshMs = 10 * 60_000;
/** So long the last keys serve while the provider is away. */
const keysKeptMs = 24 * 3_600_000;
/** Made-up key ids, and a provider that is away, cost one question in this time. */
const pauseMs = 10_000;

interface Known<Value> {
  readonly value: Value;
  readonly readAtMs: number;
}

/**
 * Reads metadata and keys when a token needs them, and keeps them. Old keys are refreshed behind the caller's back; only
 * a caller with an unknown key waits for the provider, together with all others that wait.
 */
export function createOutsideKeys({ issuer, log, now }: OutsideKeysOptions): OutsideKeys {
  const readJson = createJsonReader();
  let jwksUri: Known<string> | undefined;
  let keys: Known<PublishedKeys> | undefined;
  let reading: Promise<void> | undefined;
  let askedAtMs = Number.NEGATIVE_INFINITY;

  async function read(): Promise<void> {
    const nowMs = now().getTime();
    if (!jwksUri || nowMs - jwksUri.readAtMs > metadataKeptMs) {
      jwksUri = { value: await readJwksUri(issuer, readJson), readAtMs: nowMs };
    }
    keys = { value: readJwks(await readJson(jwksUri.value), keys?.value), readAtMs: nowMs };
  }

  /** At most one question at a time and one a pause. A failure is logged, and what is known stays known. */
  function refresh(): Promise<void> {
    const nowMs = now().getTime();
    if (!reading && nowMs - askedAtMs >= pauseMs) {
      askedAtMs = nowMs;
      reading = read()
        .catch((error: unknown) => log.warn({ err: error, issuer }, 'identity provider could not be asked'))
        .finally(() => {
          reading = undefined;
        });
    }
    return reading ?? Promise.resolve();
  }

  return {
    async find(kid) {
      const ageMs = keys ? now().getTime() - keys.readAtMs : Number.POSITIVE_INFINITY;
      const known = ageMs <= keysKeptMs ? keys?.value.get(kid) : undefined;
      if (known && ageMs <= keysFreshMs) return known;
      const refreshed = refresh();
      if (known) return known;
      await refreshed;
      if (!keys || now().getTime() - keys.readAtMs > keysKeptMs) throw new IdentityProviderUnavailable();
      return keys.value.get(kid);
    },
  };
}

async function readJwksUri(issuer: string, readJson: (url: string) => Promise<unknown>): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const metadata = (await readJson(url)) as Readonly<Record<string, unknown>>;
  // OpenID Connect Discovery 1.0 §4.3: somebody else's metadata names somebody else.
  if (metadata['issuer'] !== issuer) throw new Error(`the metadata of ${issuer} names another issuer`);
  const uri = metadata['jwks_uri'];
  if (typeof uri !== 'string') throw new Error(`the metadata of ${issuer} names no jwks_uri`);
  return uri;
}
