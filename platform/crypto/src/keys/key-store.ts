import type { KeyObject } from 'node:crypto';
import { readCertificate } from '../trust/certificate.ts';
import { overlapMs } from '../trust/renewal.ts';
import { type KeptKey, openKey, sealKey } from './kept-key.ts';
import type { KeyStorage } from './key-folder.ts';
import { usesOf } from './key-uses.ts';
import { isSealedUnder, masterKey } from './sealed-box.ts';

/** Keys of those we speak for: sealed where they lie, open only in memory. */
export interface KeyStore {
  /** Keeps a key, from now on or from when it is said. Of the same certificate there is one. */
  add(key: NewKey): Promise<KeptKey>;
  remove(thumbprint: string): Promise<void>;
  /** All that lie in the storage now, in no order; what another process removed is forgotten here too. */
  list(): Promise<KeptKey[]>;
  /** By the SHA-1 of its certificate in hex, as registers and agreements name it. */
  find(thumbprint: string): Promise<KeptKey | undefined>;
  /** The one to sign with: of those in use at that instant, the one that came into use last. */
  signingKeyOf(owner: string, at: Date): Promise<KeptKey | undefined>;
  /** Those that something may be encrypted to that arrives at that instant, the newest first: the old ones for a while. */
  decryptionKeysOf(owner: string, at: Date): Promise<KeptKey[]>;
  /** Seals anew, under the first of the master keys, what lies under another. Gives how many those were. */
  reseal(): Promise<number>;
}

export interface NewKey {
  readonly owner: string;
  readonly privateKey: KeyObject;
  /** DER */
  readonly certificate: Uint8Array;
  readonly from?: Date;
  readonly until?: Date;
}

export interface KeyStoreOptions {
  readonly storage: KeyStorage;
  /** The first seals; all open. A new one is put before the old one, and the old one taken away after `reseal()`. */
  readonly masterKeys: readonly [string, ...string[]];
}

/** Another process may have added the key that is asked for: looked for again, but not at every call. */
const readAgainAfterMs = 5_000;

export function createKeyStore({ storage, masterKeys }: KeyStoreOptions): KeyStore {
  const masters = masterKeys.map(masterKey);
  const [newest] = masters;
  if (!newest) throw new TypeError('no master key');
  let opened: Promise<Map<string, KeptKey>> | undefined;
  let readAtMs = 0;

  function keys(): Promise<Map<string, KeptKey>> {
    if (!opened) {
      readAtMs = performance.now();
      opened = readAll();
      // A failure is told to whoever asked, and not remembered.
      opened.catch(() => {
        opened = undefined;
      });
    }
    return opened;
  }

  async function readAll(): Promise<Map<string, KeptKey>> {
    const boxes = await storage.list();
    return new Map(boxes.map(({ thumbprint, box }) => [thumbprint, openKey(box, masters, thumbprint)]));
  }

  async function ofOwner(owner: string): Promise<KeptKey[]> {
    const all = [...(await keys()).values()];
    return all.filter((key) => key.owner === owner).sort((one, other) => other.from.getTime() - one.from.getTime());
  }

  return {
    async add({ owner, privateKey, certificate, from, until }) {
      const { notBefore, notAfter, thumbprint } = readCertificate(certificate);
      const kept = { owner, privateKey, certificate, from: from ?? notBefore, until: until ?? notAfter };
      await storage.put(thumbprint, sealKey(kept, newest));
      (await keys()).set(thumbprint, kept);
      return kept;
    },
    async remove(thumbprint) {
      const name = thumbprint.toUpperCase();
      await storage.remove(name);
      (await keys()).delete(name);
    },
    async list() {
      opened = undefined;
      return [...(await keys()).values()];
    },
    async find(thumbprint) {
      const name = thumbprint.toUpperCase();
      const known = (await keys()).get(name);
      if (known || performance.now() - readAtMs < readAgainAfterMs) return known;
      opened = undefined;
      return (await keys()).get(name);
    },
    async signingKeyOf(owner, at) {
      return (await ofOwner(owner)).find((key) => maySign(key) && key.from <= at && at < key.until);
    },
    async decryptionKeysOf(owner, at) {
      const latest = (key: KeptKey) => key.until.getTime() + overlapMs;
      return (await ofOwner(owner)).filter((key) => mayDecrypt(key) && key.from <= at && at.getTime() < latest(key));
    },
    async reseal() {
      const boxes = (await storage.list()).filter(({ box }) => !isSealedUnder(box, newest));
      for (const { thumbprint, box } of boxes) {
        await storage.put(thumbprint, sealKey(openKey(box, masters, thumbprint), newest));
      }
      return boxes.length;
    },
  };
}

const maySign = ({ certificate }: KeptKey): boolean => usesOf(certificate).includes('signing');
const mayDecrypt = ({ certificate }: KeptKey): boolean => usesOf(certificate).includes('encryption');
