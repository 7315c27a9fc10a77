import { expiringKeys, type KeyStore, readCertificate } from '@samband/crypto';
import type { Logger } from '@samband/log';

/** The start itself does not wait for keys to be opened. */
const firstMs = 60_000;
const againMs = 24 * 60 * 60 * 1_000;
/** Named in one warning; of the rest the number is told. */
const namedMax = 20;

/** Tells the operator once a day which keys of our parties end soon. Gives the end of it. */
export function watchKeyExpiry(keys: Pick<KeyStore, 'list'>, log: Logger): () => void {
  const look = () => {
    timer = setTimeout(look, againMs).unref();
    warnOfExpiry(keys, log, new Date()).catch((err: unknown) => {
      log.warn({ err }, 'the keys of our parties cannot be read, so nobody is warned of those that end');
    });
  };
  let timer = setTimeout(look, firstMs).unref();
  return () => clearTimeout(timer);
}

/** One warning of all keys that end within 30 days, or have just ended, and have no successor; the most urgent first. */
export async function warnOfExpiry(keys: Pick<KeyStore, 'list'>, log: Logger, at: Date): Promise<void> {
  const ending = expiringKeys(await keys.list(), at);
  if (ending.length === 0) return;
  const named = ending.slice(0, namedMax).map(({ certificate: { key, use }, urgency }) => {
    const { subject, thumbprint } = readCertificate(key.certificate);
    return { subject: subject.text, use, thumbprint, validTo: key.until, urgency };
  });
  log.warn({ count: ending.length, keys: named }, 'keys of our parties end soon: take in new ones (samband keys list)');
}
