import { DomainError } from '@samband/errors';

/**
 * What may be said of a wrong value: nothing that could be someone's identity number, so only its kind and length.
 * A HER-id field that was filled with eleven digits is the mistake to expect.
 */
function shapeOf(value: unknown): string {
  if (typeof value === 'string') return `text of ${value.length} characters`;
  return value === null ? 'null' : typeof value;
}

export class HerIdInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'her-id-invalid';
  constructor(value: unknown) {
    super('A HER-id is a whole number from 1 to 2147483647, written with digits only', { given: shapeOf(value) });
  }
}

export class CommunicationPartyNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'communication-party-not-found';
  constructor(herId: number) {
    super(`No communication party has HER-id ${herId}`, { herId });
  }
}

export class PartyNotActive extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'party-not-active';
  constructor(facts: { herId: number; at: Date; validFrom: Date; validTo?: Date | undefined; endedHerId: number }) {
    super(`HER-id ${facts.herId} is not in use at ${facts.at.toISOString()}`, facts);
  }
}

export class HerIdTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'her-id-taken';
  constructor(herId: number) {
    super(`HER-id ${herId} already belongs to a communication party`, { herId });
  }
}

export class PartyChangedMeanwhile extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'party-changed-meanwhile';
  readonly status = 412; // the precondition of the change does not hold (RFC 9110 §15.5.13)
  constructor(facts: { herId: number; expectedVersion: number; version: number }) {
    super(`HER-id ${facts.herId} is at version ${facts.version}, not ${facts.expectedVersion}: read it again`, facts);
  }
}

export class ExpectedVersionRequired extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'expected-version-required';
  readonly status = 428; // RFC 6585 §3: so that no change is lost by one that was made unseen
  constructor() {
    super('Say which version you change: If-Match with the ETag you read, or expectedVersion in the body');
  }
}

export class ParentInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'parent-invalid';
}

/** One or more fields break a rule of the register; `facts.faults` lists every one, so that one round mends them all. */
export class CommunicationPartyInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'communication-party-invalid';
  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => `${fault.field}: ${fault.message}`).join('; '), { faults });
  }
}

/** What is wrong with one field, named as in the API. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

export class CertificateUnreadable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'certificate-unreadable';
  constructor(cause: unknown) {
    super('The value is not one X.509 certificate in DER (base64) or PEM', {}, { cause });
  }
}

export class CertificateNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'certificate-not-found';
  constructor(thumbprint: string) {
    super(`No certificate has the thumbprint ${thumbprint}`, { thumbprint });
  }
}

export class CertificateNotInUse extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'certificate-not-in-use';
  constructor(facts: { herId: number; use: string }) {
    super(`HER-id ${facts.herId} has no ${facts.use} certificate in use, nor has its organisation`, facts);
  }
}

export class NotYourOrganization extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'not-your-organization';
  constructor(message: string, facts: { organizationNumber: string }) {
    super(message, facts);
  }
}

export class TooManyParties extends DomainError {
  readonly kind = 'too-large';
  readonly code = 'too-many-parties';
  constructor(facts: { asked: number; most: number }) {
    super(`At most ${facts.most} HER-ids may be asked for at once; this call asks for ${facts.asked}`, facts);
  }
}

export class ExportBusy extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'export-busy';
  constructor(facts: { most: number }) {
    super(`${facts.most} exports of the register are under way already`, facts, { retryAfterSeconds: 30 });
  }
}

export class AgreementUnreadable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'agreement-unreadable';
}

export class AgreementNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'agreement-not-found';
  constructor(cpaId: string) {
    super('No agreement has this CPA id', { cpaId: cpaId.slice(0, 200), nationalCode: 'GF-9' });
  }
}

/** The agreement that a message names does not hold for it: it has ended, or says nothing of this process. */
export class AgreementNotApplicable extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'agreement-not-applicable';
}

export class ProfileNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'profile-not-found';
  constructor(herId: number) {
    super(`HER-id ${herId} has registered no process, and so has no collaboration profile`, {
      herId,
      nationalCode: 'GF-8',
    });
  }
}

export class NoCommonProcess extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'no-common-process';
  constructor(herIds: readonly number[]) {
    super('The two parties have no process with opposite roles and a common channel', {
      herIds,
      nationalCode: 'GF-10',
    });
  }
}

/** One of the processes cannot be registered: unknown, in that version or role, or the party cannot be reached for it. */
export class ProcessRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'process-refused';
  constructor(reason: ProcessRefusalReason, facts: { uuid: string; version: string; role: string }) {
    const about = { ...facts, reason, nationalCode: NATIONAL_CODES[reason] };
    super(`The process cannot be registered: ${reason} (${NATIONAL_CODES[reason]})`, about);
  }
}

/** By the numbers of the national service. */
const NATIONAL_CODES = {
  'process-unknown': 'GF-3',
  'version-unknown': 'GF-4',
  'role-unknown': 'GF-5',
  'certificate-missing': 'GF-6',
  'channel-missing': 'GF-7',
} as const;
export type ProcessRefusalReason = keyof typeof NATIONAL_CODES;

export class AddressRegisterUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'address-register-unavailable';
  constructor(herIds: readonly number[], cause: unknown) {
    super(
      'The address register cannot be read, and no copy of these parties is at hand',
      { herIds },
      { cause, retryAfterSeconds: 5 },
    );
  }
}
