import type { Certificate } from '../certificate.ts';
import { isCompromise } from '../revocation-reason.ts';
import type { CertificateStatus, Term } from './answer.ts';
import type { RevocationEvidence, Said, VainSource } from './evidence.ts';
import type { RevocationPolicy } from './revocation-policy.ts';
import type { RevocationSource } from './revocation-sources.ts';

export interface RevocationQuestion {
  readonly certificate: Certificate;
  readonly sources: readonly RevocationSource[];
  /** The time that the check is about. */
  readonly at: Date;
  readonly now: Date;
  readonly policy: RevocationPolicy;
}

interface Overdue {
  readonly said?: Said;
  readonly status?: CertificateStatus;
  readonly since: Date | undefined;
}

/** Asks the sources in their order, and stops at the first that knows. What nobody knows is decided by the policy. */
export async function askRevocation(question: RevocationQuestion): Promise<RevocationEvidence> {
  const { certificate, sources, at, now } = question;
  const failures: VainSource[] = [];
  const overdue: Overdue[] = [];
  for (const { by, url, ask } of sources) {
    const { answer, isCurrent, failure, unansweredSince } = await ask();
    const said = answer && saidBy(by, url, answer);
    if (said && isCurrent && answer.status !== 'unknown') {
      return { certificate, failures, ...judge(answer, said, at) };
    }
    if (said && isCurrent) {
      // Decisive: a certificate that its issuer never issued stands in no list of revoked ones either.
      if (now <= certificate.notAfter) return { certificate, failures, outcome: 'unknown-to-issuer', ...said };
      failures.push({ url, failure: 'no-longer-known' });
      overdue.push({ since: certificate.notAfter });
    } else {
      failures.push({ url, failure: failure ?? 'not-current' });
      overdue.push({ ...(said && { said, status: answer }), since: unansweredSince });
    }
  }
  if (sources.length === 0) return { certificate, failures, outcome: 'without-source' };
  return { certificate, failures, ...withoutAnswer(overdue, question) };
}

function saidBy(by: Said['by'], url: string, { thisUpdate, nextUpdate }: Term): Said {
  return { by, url, thisUpdate, nextUpdate };
}

type Outcome = RevocationEvidence extends infer Evidence
  ? Evidence extends RevocationEvidence
    ? Omit<Evidence, 'certificate' | 'failures'>
    : never
  : never;

/**
 * What was revoked for an everyday reason was good before. A key that was in other hands proves nothing, since whoever has
 * it chooses the time that a message gives itself: good only before the instant that the issuer vouches for.
 */
function judge(status: CertificateStatus, said: Said, at: Date): Outcome {
  if (status.status !== 'revoked') return { outcome: 'good', ...said };
  const { revokedAt, reason, invalidFrom } = status;
  const since = isCompromise(reason) ? (invalidFrom ?? new Date(0)) : revokedAt;
  if (at < since) return { outcome: 'revoked-later', revokedAt, ...said };
  return { outcome: 'revoked', revokedAt, ...(reason && { reason }), ...said };
}

function withoutAnswer(overdue: readonly Overdue[], { at, now, policy }: RevocationQuestion): Outcome {
  // Whatever has run out: what was revoked stays revoked.
  for (const { said, status } of overdue) {
    if (said && status?.status === 'revoked') return judge(status, said, at);
  }
  const latest = overdue.reduce((one, other) => ((other.since ?? 0) > (one.since ?? 0) ? other : one));
  const since = latest.since ?? now;
  const lastGood = latest.status?.status === 'good' && latest.said ? { lastGood: latest.said } : {};
  const forgivenUntil = new Date(since.getTime() + policy.forgivenMs);
  if (now < forgivenUntil) return { outcome: 'forgiven', forgivenUntil, ...lastGood };
  return { outcome: 'unanswered', since, ...lastGood };
}
