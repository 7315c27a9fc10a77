import type { KeyObject } from 'node:crypto';
import {
  context,
  type Der,
  derBytes,
  enumerated,
  generalizedTime,
  integer,
  sequence,
  time,
} from '../asn1/write-der.ts';
import type { Certificate } from '../trust/certificate.ts';
import { extensionOids } from '../trust/extensions.ts';
import { type RevocationReason, revocationReasonCode } from '../trust/revocation-reason.ts';
import { signatureAlgorithmOf, signStructure } from './sign-structure.ts';
import { authorityKeyIdentifier, extension } from './write-extensions.ts';

export type { RevocationReason };

export interface Revocation {
  /** Upper-case hex. */
  readonly serialNumber: string;
  readonly at: Date;
  readonly reason?: RevocationReason;
  /** Since when the key was possibly in other hands. */
  readonly invalidFrom?: Date;
}

export interface CrlTimes {
  readonly thisUpdate: Date;
  /** A day after `thisUpdate` when absent. */
  readonly nextUpdate?: Date;
}

const dayMs = 24 * 60 * 60 * 1000;

/** A complete revocation list in DER (RFC 5280 §5). Its number is its second, so that a later one has a higher. */
export function writeCrl(
  issuer: Certificate,
  key: KeyObject,
  revocations: readonly Revocation[],
  { thisUpdate, nextUpdate = new Date(thisUpdate.getTime() + dayMs) }: CrlTimes,
): Buffer {
  // In one piece: a call takes no 50,000 arguments.
  const listed = revocations.length > 0 ? [sequence(Buffer.concat(revocations.map(entry)))] : [];
  const content = sequence(
    integer(1),
    signatureAlgorithmOf(key),
    issuer.subject.der,
    time(thisUpdate),
    time(nextUpdate),
    ...listed,
    context(0, sequence(...listExtensions(issuer, thisUpdate))),
  );
  return signStructure(content, key);
}

function listExtensions({ subjectKeyId }: Certificate, thisUpdate: Date): Der[] {
  return [
    ...(subjectKeyId ? [authorityKeyIdentifier(Buffer.from(subjectKeyId, 'hex'))] : []),
    extension(extensionOids.crlNumber, integer(Math.floor(thisUpdate.getTime() / 1000))),
  ];
}

function entry({ serialNumber, at, reason, invalidFrom }: Revocation): Buffer {
  const extensions = [
    ...(reason ? [extension(extensionOids.crlReason, enumerated(revocationReasonCode(reason)))] : []),
    ...(invalidFrom ? [extension(extensionOids.invalidityDate, generalizedTime(invalidFrom))] : []),
  ];
  const serial = integer(Buffer.from(serialNumber, 'hex'));
  return derBytes(sequence(serial, time(at), ...(extensions.length > 0 ? [sequence(...extensions)] : [])));
}
