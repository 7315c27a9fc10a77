import type { AddressRegister, CertificateReference } from '@samband/address-register';
import { parseHerId } from '@samband/address-register';
import type { DecryptionKey, SigningKey } from '@samband/crypto';
import { createPartyMemory } from './party-memory.ts';

/** Private keys by the SHA-1 thumbprint of their certificates, as the register names them. */
export interface KeyHolder {
  signingKey(thumbprint: string): Promise<SigningKey | undefined>;
  decryptionKey(thumbprint: string): Promise<DecryptionKey | undefined>;
}

/** The keys of the parties that our message handler speaks for: those in the register whose private half we hold. */
export interface HandlerKeys {
  /** The newest in effect. Undefined: we do not speak for that party. */
  signingKeyOf(herId: number): Promise<SigningKey | undefined>;
  /** All that the party was reachable by at that time, the newest first: what is on its way was encrypted for the old one. */
  decryptionKeysOf(herId: number, at: Date): Promise<DecryptionKey[]>;
}

export function createHandlerKeys(
  register: Pick<AddressRegister, 'getParty' | 'resolveReceiver'>,
  holder: KeyHolder,
): HandlerKeys {
  async function firstHeld<Key>(
    references: readonly CertificateReference[],
    find: (thumbprint: string) => Promise<Key | undefined>,
  ) {
    for (const { thumbprint } of references) {
      const key = await find(thumbprint);
      if (key) return key;
    }
    return undefined;
  }

  const memory = createPartyMemory<string[]>(register);

  /** By the minute in which the message was sent: so much one certificate may take over from another too late. */
  function encryptionThumbprints(herId: number, at: Date): Promise<string[]> {
    return memory(herId, at.toISOString().slice(0, 16), async () => {
      const { certificates } = await register.getParty(parseHerId(herId), { at });
      return certificates.filter(({ use }) => use === 'encryption').map(({ thumbprint }) => thumbprint);
    });
  }

  return {
    async signingKeyOf(herId) {
      const { signingCertificates } = await register.resolveReceiver(parseHerId(herId));
      return firstHeld(signingCertificates, holder.signingKey);
    },
    async decryptionKeysOf(herId, at) {
      const thumbprints = await encryptionThumbprints(herId, at);
      const keys = await Promise.all(thumbprints.map((thumbprint) => holder.decryptionKey(thumbprint)));
      return keys.filter((key) => key !== undefined);
    },
  };
}
