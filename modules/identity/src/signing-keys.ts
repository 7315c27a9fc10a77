import type { Database } from '@samband/db';
import { deriveKey } from './secret-box.ts';
import { generateSigningKey, openSigningKey, type SigningKey } from './signing-key.ts';
import { addSigningKey, ensureSigningKey, findSigningKeys } from './signing-key-store.ts';

/** Metadata and keys may be cached for 24 h (HelseID functional requirement FK2): a key is published before it signs. */
const publishedBeforeMsDefault = 24 * 3_600_000;
/** A new key that another node made is found within this time, sooner when a token names it. */
const refreshAfterMs = 30_000;
/** A flood of tokens with made-up key ids costs one query in this time. */
const unknownKeyPauseMs = 1_000;

/** The issuer's keys, the same on every node, read from the database from time to time. */
export interface SigningKeys {
  /** Published keys, newest first; the same array until they change. */
  current(): Promise<readonly SigningKey[]>;
  /** The newest key that may sign by now. */
  signing(): SigningKey;
  find(kid: string): Promise<SigningKey | undefined>;
  /**
   * Makes a new key. Planned: published now, signing after a day, the older keys published a day longer. With
   * `isExposed`: signing now, the older keys withdrawn now, and with them every token they signed.
   */
  rotate(by: string, options?: { isExposed?: boolean }): Promise<{ kid: string; signsFrom: Date }>;
  /** A planned rotation when the newest key's time is soon out. Of several nodes that find it so, one makes the key. */
  renewWhenDue(): Promise<void>;
}

interface SigningKeysOptions {
  readonly database: Database;
  readonly secret: string;
  readonly now: () => Date;
  readonly tokenLifetimeSeconds: number;
  /** How long one key signs. */
  readonly periodMs: number;
  /** How long a key is published before it signs and after; a day unless said otherwise. */
  readonly publishedBeforeMs?: number | undefined;
}

/** Makes the first key where there is none. Throws SigningKeySealed when the secret does not open what is there. */
export async function openSigningKeys(options: SigningKeysOptions): Promise<SigningKeys> {
  const { database, secret, now, tokenLifetimeSeconds, periodMs } = options;
  const { publishedBeforeMs = publishedBeforeMsDefault } = options;
  const sealingKey = deriveKey(secret, 'signing-key');
  await ensureSigningKey(database, sealingKey, now());
  let keys = (await findSigningKeys(database.db)).map((key) => openSigningKey(key, sealingKey));
  let readAtMs = performance.now();
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    const sealed = await findSigningKeys(database.db);
    readAtMs = performance.now();
    if (sealed.map(({ kid }) => kid).join() === keys.map(({ kid }) => kid).join()) return;
    keys = sealed.map((key) => openSigningKey(key, sealingKey));
  }

  /** One query for all who wait for it. */
  async function refresh(): Promise<void> {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    await reading;
  }

  async function add(by: string, { isExposed = false, after }: { isExposed?: boolean; after?: string }) {
    const made = await generateSigningKey(sealingKey, now());
    // Making a key takes a while: only from now on it is published.
    const at = now();
    const signsFrom = isExposed ? at : new Date(at.getTime() + publishedBeforeMs);
    const key = { ...made, signsFrom };
    const plannedEnd = new Date(signsFrom.getTime() + publishedBeforeMs + tokenLifetimeSeconds * 1000);
    await addSigningKey(database, key, { olderUntil: isExposed ? at : plannedEnd, by, now: at, after });
    await refresh();
    return { kid: key.kid, signsFrom };
  }

  return {
    async current() {
      if (performance.now() - readAtMs > refreshAfterMs) await refresh();
      return keys;
    },

    signing: () => signingKeyAmong(keys, now()),

    async find(kid) {
      const known = keys.find((key) => key.kid === kid);
      const ageMs = performance.now() - readAtMs;
      if (ageMs <= (known ? refreshAfterMs : unknownKeyPauseMs)) return known;
      await refresh();
      return keys.find((key) => key.kid === kid);
    },

    rotate: (by, { isExposed = false } = {}) => add(by, { isExposed }),

    async renewWhenDue() {
      const [newest] = keys;
      if (!newest || now().getTime() < newest.signsFrom.getTime() + periodMs - publishedBeforeMs) return;
      await add('samband', { after: newest.kid });
    },
  };
}

/** The newest of the keys that may sign by now. */
export function signingKeyAmong(keys: readonly SigningKey[], at: Date): SigningKey {
  // The oldest where none is valid yet: a node whose clock is behind the one that has just made the only key.
  const key = keys.find(({ signsFrom }) => signsFrom <= at) ?? keys.at(-1);
  if (!key) throw new Error('there is no signing key; start the server again to make one');
  return key;
}
