import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { TermsCertificate } from './terms.ts';

const KEPT_MAX = 10_000;
const ASKED_MAX = 200;

/**
 * Certificates of the register by thumbprint, from memory once they were read: what a thumbprint names never changes.
 * `validFrom` and `validTo` are the certificate's own, whenever its holder withdrew it.
 */
export function createCertificateValues(db: Db) {
  const kept = new Map<string, TermsCertificate>();

  async function read(thumbprints: readonly string[]): Promise<void> {
    const { rows } = await sql<TermsCertificate>`
      select thumbprint, der as value, valid_from as "validFrom", valid_to as "validTo"
        from address_register.certificate where thumbprint = any(${thumbprints}::text[])
    `.execute(db);
    for (const row of rows) kept.set(row.thumbprint, row);
    for (const [oldest] of kept) {
      if (kept.size <= KEPT_MAX) break;
      kept.delete(oldest);
    }
  }

  return {
    /** In the order asked; those unknown are left out. */
    async get(thumbprints: readonly string[]): Promise<TermsCertificate[]> {
      const asked = [...new Set(thumbprints)].slice(0, ASKED_MAX);
      const missing = asked.filter((thumbprint) => !kept.has(thumbprint));
      if (missing.length > 0) await read(missing);
      return asked.flatMap((thumbprint) => kept.get(thumbprint) ?? []);
    },
  };
}

export type CertificateValues = ReturnType<typeof createCertificateValues>;
