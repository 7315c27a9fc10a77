import type { AddressRegister } from '@samband/address-register';
import { parseHerId } from '@samband/address-register';
import type { KeyStore } from '@samband/crypto';
import type { CertificateUse } from './certificate-authority.ts';
import { demoCountry } from './country.ts';
import { seededBy } from './seed.ts';

const uses: readonly CertificateUse[] = ['signing', 'encryption'];

/**
 * Gives each organisation that has none in effect a certificate to sign with and one to be written to with, and registers
 * them. RSA keys take seconds in all, so this runs beside everything else, one organisation at a time; what a stop leaves
 * undone, the next start does.
 */
export async function issueMissingCertificates(
  register: AddressRegister,
  openKeys: () => Promise<KeyStore>,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const parties = await register.findParties(demoCountry.map(({ herId }) => parseHerId(herId)));
  const held = new Map(parties.map(({ herId, certificates }) => [Number(herId), certificates.map(({ use }) => use)]));
  // First those whose letters wait for it.
  const inOrder = [...demoCountry].sort(
    (one, other) => Number(other.isByMail ?? false) - Number(one.isByMail ?? false),
  );
  const lacking = inOrder.filter(({ herId }) => uses.some((use) => !held.get(herId)?.includes(use)));
  if (lacking.length === 0) return;
  // Read only where it is needed: most starts find everything made.
  const { openDemoCertificateAuthority } = await import('./certificate-authority.ts');
  const authority = await openDemoCertificateAuthority(folder, await openKeys());
  for (const { herId, name, organizationNumber } of lacking) {
    if (signal.aborted) return;
    const missing = uses.filter((use) => !held.get(herId)?.includes(use));
    const owner = { name, organizationNumber };
    const certificates = await Promise.all(
      missing.map(async (use) => ({ use, value: await authority.issue(owner, use) })),
    );
    await register.addCertificates(parseHerId(herId), { certificates }, seededBy);
  }
}
