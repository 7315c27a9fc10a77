import { type AddressRegister, type CertificateReference, parseHerId } from '@samband/address-register';
import type { FindTerms, Terms } from './terms.ts';

/** National values, where nothing else is agreed (HITS 1171 §8.1). */
const national = { retries: 5, retryIntervalMs: 12 * 3_600_000, isAckRequested: true } as const;
/** A certificate that was followed by another is taken for so long after (HIS 1037, CPPA). */
const overlapMs = 84 * 3_600_000;
const certificatesMax = 10_000;

/**
 * What the register alone says of two parties that have no agreement: the address, the certificates, and national values;
 * the agreement's id is made of the two HER-ids, the lowest first (HITS 1172 r 110).
 */
export function createRegisterTerms(
  register: Pick<AddressRegister, 'resolveReceiver' | 'getCertificate'>,
  now: () => Date,
): FindTerms {
  // A thumbprint names one certificate for ever.
  const known = new Map<string, Promise<Uint8Array>>();

  function derOf({ thumbprint }: CertificateReference): Promise<Uint8Array> {
    const kept = known.get(thumbprint);
    if (kept) return kept;
    if (known.size >= certificatesMax) known.clear();
    const read = register.getCertificate(thumbprint).then(({ value }) => Buffer.from(value, 'base64'));
    known.set(thumbprint, read);
    read.catch(() => known.delete(thumbprint));
    return read;
  }

  /** Those in effect now, and those that were when it was sent: by its own word, but no further back than the overlap. */
  async function signers(partnerHerId: number, sentAt: Date): Promise<CertificateReference[]> {
    const present = now();
    const from = new Date(Math.max(sentAt.getTime(), present.getTime() - overlapMs));
    const herId = parseHerId(partnerHerId);
    const [current, then] = await Promise.all([
      register.resolveReceiver(herId),
      from < present ? register.resolveReceiver(herId, from) : undefined,
    ]);
    const all = [...current.signingCertificates, ...(then?.signingCertificates ?? [])];
    return [...new Map(all.map((each) => [each.thumbprint, each])).values()];
  }

  return async ({ cpaId, ourHerId, partnerHerId, at }): Promise<Terms> => {
    const [partner, references] = await Promise.all([
      register.resolveReceiver(parseHerId(partnerHerId)),
      signers(partnerHerId, at),
    ]);
    const { ediAddress, encryptionCertificate } = partner;
    return {
      ...national,
      cpaId: cpaId ?? [ourHerId, partnerHerId].sort((one, other) => one - other).join('_'),
      endpoints: ediAddress === undefined ? [] : [{ transport: 'smtp', uri: `mailto:${ediAddress}` }],
      signingCertificates: await Promise.all(references.map(derOf)),
      encryptionCertificate: encryptionCertificate && (await derOf(encryptionCertificate)),
      signatureAlgorithms: [],
    };
  };
}
