import { randomBytes } from 'node:crypto';
import type { Certificate } from '../certificate.ts';
import type { CertificateStatus, Term } from './answer.ts';
import { checkCrl, coversCertificate } from './check-crl.ts';
import { checkOcsp, type OcspAnswer } from './check-ocsp.ts';
import { type Fetch, fetchLimited } from './fetch-limited.ts';
import { type AnswerSource, createKeptAnswers, type Kept } from './kept-answers.ts';
import { certificateIdOf } from './ocsp-certificate-id.ts';
import type { Crl } from './read-crl.ts';
import type { RevocationCache } from './revocation-cache.ts';
import type { RevocationPolicy } from './revocation-policy.ts';
import { writeOcspRequest } from './write-ocsp-request.ts';

/** One place to ask about a certificate, with what is kept from it. */
export interface RevocationSource {
  readonly by: 'ocsp' | 'crl';
  readonly url: string;
  ask(): Promise<Kept<CertificateStatus & Term>>;
}

export interface SourceParts {
  readonly fetch: Fetch;
  readonly now: () => Date;
  readonly policy: RevocationPolicy;
  readonly cache?: RevocationCache | undefined;
}

const ocspAnswersMax = 50_000;
const listsMax = 100;
const ocspSizeMaxBytes = 256 * 1024;
const nonceBytes = 16;
/** A certificate that names more is no ordinary one; its issuer shall not make us ask a hundred places. */
const urlsMax = 3;

/** The sources of a certificate in the order in which they are asked: OCSP knows of this hour, a list of this day. */
export function createRevocationSources({ fetch, now, policy, cache }: SourceParts) {
  const keeping = { renewAfterMs: policy.renewAfterMs, retryAfterMs: policy.retryAfterMs, now, cache };
  const answers = createKeptAnswers<OcspAnswer>({ sizeMax: ocspAnswersMax, ...keeping });
  const lists = createKeptAnswers<Crl>({ sizeMax: listsMax, ...keeping });

  function ocspAnswers(url: string, { serialNumber }: Certificate, issuer: Certificate): AnswerSource<OcspAnswer> {
    const id = certificateIdOf(issuer, serialNumber);
    const read = (bytes: Uint8Array, nonce?: Uint8Array) =>
      checkOcsp(bytes, { id, serialNumber, issuer, nonce, now: now() });
    return {
      async ask() {
        const nonce = randomBytes(nonceBytes);
        const limits = { timeoutMs: policy.ocspTimeoutMs, sizeMaxBytes: ocspSizeMaxBytes };
        const bytes = await fetchLimited(fetch, url, limits, {
          method: 'POST',
          headers: { 'content-type': 'application/ocsp-request' },
          body: new Uint8Array(writeOcspRequest(id, nonce)),
        });
        return { answer: read(bytes, nonce), bytes };
      },
      readKept: (bytes) => read(bytes),
    };
  }

  function listsAt(url: string, issuer: Certificate): AnswerSource<Crl> {
    const limits = { timeoutMs: policy.crlTimeoutMs, sizeMaxBytes: policy.crlSizeMaxBytes };
    return {
      async ask() {
        const bytes = await fetchLimited(fetch, url, limits);
        return { answer: checkCrl(bytes, issuer, now()), bytes };
      },
      readKept: (bytes) => checkCrl(bytes, issuer, now(), 'kept'),
    };
  }

  function ocspSource(url: string, certificate: Certificate, issuer: Certificate): RevocationSource {
    const key = `${issuer.fingerprint} ${certificate.fingerprint} ${url}`;
    return { by: 'ocsp', url, ask: () => answers.get(key, ocspAnswers(url, certificate, issuer)) };
  }

  function listSource(url: string, certificate: Certificate, issuer: Certificate): RevocationSource {
    const ask = async (): Promise<Kept<CertificateStatus & Term>> => {
      const kept = await lists.get(`${issuer.fingerprint} ${url}`, listsAt(url, issuer));
      return statusFrom(kept, certificate);
    };
    return { by: 'crl', url, ask };
  }

  return (certificate: Certificate, issuer: Certificate): RevocationSource[] => {
    const isHttp = (url: string) => /^https?:/i.test(url);
    const ocspUrls = certificate.ocspUrls.filter(isHttp).slice(0, urlsMax);
    const crlUrls = certificate.crlUrls.filter(isHttp).slice(0, urlsMax);
    return [
      ...ocspUrls.map((url) => ocspSource(url, certificate, issuer)),
      ...crlUrls.map((url) => listSource(url, certificate, issuer)),
    ];
  };
}

function statusFrom({ answer: list, ...kept }: Kept<Crl>, certificate: Certificate): Kept<CertificateStatus & Term> {
  if (!list) return { ...kept, answer: undefined };
  if (!coversCertificate(list, certificate)) {
    // The next list will not say more: nothing to wait for, and nothing to forgive.
    return { answer: undefined, isCurrent: false, failure: 'about-another', unansweredSince: new Date(0) };
  }
  const { thisUpdate, nextUpdate } = list;
  return { ...kept, answer: { ...list.statusOf(certificate.serialNumber), thisUpdate, nextUpdate } };
}
