import type { ExpiryWarning } from '@samband/crypto';
import type { CommunicationParty } from '@samband/sdk';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';

type Certificate = CommunicationParty['certificates'][number];

/** A certificate that ends soon and has no successor. */
export interface EndingSoon {
  readonly use: Certificate['use'];
  readonly thumbprint: string;
  readonly daysLeft: number;
  readonly urgency: ExpiryWarning<unknown>['urgency'];
}

/** What `samband party` adds to what the register says. */
export interface CertificateExpiry {
  readonly certificates: readonly (Certificate & { readonly daysLeft: number })[];
  readonly expiryWarnings: readonly EndingSoon[];
}

/** How long the certificates of a party last, and which of them need a successor that is not registered. */
export async function certificateExpiry(
  { certificates, futureCertificates }: CommunicationParty,
  at: Date,
): Promise<CertificateExpiry> {
  // A good part of the code of certificates comes with it: only for a party that has any.
  const warnings = certificates.length > 0 ? await warningsOf([...certificates, ...futureCertificates], at) : [];
  return {
    certificates: certificates.map((each) => ({ ...each, daysLeft: daysUntil(new Date(each.validTo), at) })),
    expiryWarnings: warnings,
  };
}

async function warningsOf(certificates: readonly Certificate[], at: Date): Promise<EndingSoon[]> {
  const { expiryWarnings } = await import('@samband/crypto');
  const held = certificates.map(({ use, thumbprint, validFrom, validTo }) => {
    return { use, thumbprint, validFrom: new Date(validFrom), validTo: new Date(validTo) };
  });
  return expiryWarnings(held, at).map(({ certificate: { use, thumbprint, validTo }, urgency }) => {
    return { use, thumbprint, daysLeft: daysUntil(validTo, at), urgency };
  });
}

const dayMs = 24 * 60 * 60 * 1_000;

/** Whole days; less than none when it has ended. */
export const daysUntil = (end: Date, at: Date): number => Math.floor((end.getTime() - at.getTime()) / dayMs);

export function daysText(days: number): string {
  if (days < 0) return 'ended';
  return days === 1 ? '1 day left' : `${days} days left`;
}

const ADVICE = {
  plan: 'order a new one and register it',
  publish: 'register a new one today: some who write to it look it up seldom',
  expired: 'register a new one; what is signed with it is refused',
} as const;

/** One line for each warning, the most urgent first. */
export function expiryLines(colours: Colours, warnings: readonly EndingSoon[]): string[] {
  return warnings.map(({ use, thumbprint, daysLeft, urgency }) => {
    const colour = urgency === 'plan' ? colours.yellow : colours.red;
    return colour(`The ${use} certificate ${plain(thumbprint)}: ${daysText(daysLeft)}; ${ADVICE[urgency]}.`);
  });
}
