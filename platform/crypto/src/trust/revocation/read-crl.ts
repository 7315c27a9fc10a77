import { readSmallInteger } from '../../asn1/asn1-content.ts';
import { Asn1Fields } from '../../asn1/asn1-fields.ts';
import { readTime } from '../../asn1/asn1-time.ts';
import { Asn1Unreadable } from '../../asn1/asn1-unreadable.ts';
import { type Asn1Value, readAsn1 } from '../../asn1/asn1-value.ts';
import { contextTag, tags } from '../../asn1/tags.ts';
import { type Extension, extensionOids, fromExtension, readExtensions } from '../extensions.ts';
import { revocationReasonOf } from '../revocation-reason.ts';
import { readSigned, requireSameAlgorithm, type Signed } from '../signed.ts';
import type { CertificateStatus, Term } from './answer.ts';
import { crlEntryKey, indexCrlEntries } from './crl-entries.ts';
import { type IssuingDistributionPoint, readIssuingDistributionPoint } from './issuing-distribution-point.ts';

/** A revocation list as it says of itself. */
export interface Crl extends Term {
  /** The issuer's Name in DER. */
  readonly issuer: Uint8Array;
  readonly authorityKeyId: string | undefined;
  /** Of which part of the certificates, where not of all. */
  readonly distributionPoint: IssuingDistributionPoint | undefined;
  readonly unknownCritical: readonly string[];
  readonly entryCount: number;
  readonly signed: Signed;
  /** `serialNumber` as upper-case hex. Not being listed means good. */
  statusOf(serialNumber: string): CertificateStatus;
}

const understood = new Set<string>([extensionOids.authorityKeyIdentifier, extensionOids.issuingDistributionPoint]);

/** Reads a list in DER (RFC 5280 §5.1). A delta list names itself by a critical extension that is not understood here. */
export function readCrl(der: Uint8Array): Crl {
  const whole = readSigned(readAsn1(der), 'tbsCertList');
  whole.rest.end();
  const fields = new Asn1Fields(whole.content);
  const version = fields.takeIf(tags.integer);
  if (version && readSmallInteger(version) !== 1) throw new Asn1Unreadable('a list of an unknown version');
  requireSameAlgorithm(fields.take(tags.sequence, 'signature'), whole);
  const issuer = fields.take(tags.sequence, 'issuer').bytes;
  const thisUpdate = takeTime(fields, 'thisUpdate');
  // Demanded by RFC 5280 §5.1.2.5: without it nobody knows whether this is the newest list.
  const nextUpdate = takeTime(fields, 'nextUpdate');
  const list = fields.takeIf(tags.sequence)?.content ?? new Uint8Array();
  const explicit = fields.takeIf(contextTag(0));
  fields.end();
  const extensions = explicit
    ? readExtensions(new Asn1Fields(explicit).take(tags.sequence, 'crlExtensions'))
    : new Map<string, Extension>();
  const entries = indexCrlEntries(list);
  return {
    ...{ issuer, thisUpdate, nextUpdate, signed: whole.signed, entryCount: entries.size },
    authorityKeyId: fromExtension(extensions, extensionOids.authorityKeyIdentifier, readKeyId),
    distributionPoint: fromExtension(extensions, extensionOids.issuingDistributionPoint, readIssuingDistributionPoint),
    unknownCritical: [...extensions]
      .filter(([oid, { critical }]) => critical && !understood.has(oid))
      .map(([oid]) => oid),
    statusOf(serialNumber) {
      const entry = entries.get(crlEntryKey(serialNumber));
      return entry ? readEntry(list.subarray(entry.start, entry.end)) : { status: 'good' };
    },
  };
}

function takeTime(fields: Asn1Fields, name: string): Date {
  const value = fields.takeIf(tags.utcTime) ?? fields.takeIf(tags.generalizedTime);
  if (!value) throw new Asn1Unreadable(`${name} is missing`);
  return readTime(value);
}

function readKeyId(value: Asn1Value): string | undefined {
  const keyId = new Asn1Fields(value).takeIf(contextTag(0));
  return keyId && Buffer.from(keyId.content).toString('hex');
}

/** What is listed is revoked, whatever else may be wrong with its entry. */
function readEntry(der: Uint8Array): CertificateStatus {
  try {
    return readRevocation(der);
  } catch (error) {
    if (!(error instanceof Asn1Unreadable)) throw error;
    return { status: 'revoked', revokedAt: new Date(0), reason: undefined, invalidFrom: undefined };
  }
}

function readRevocation(der: Uint8Array): CertificateStatus {
  const fields = new Asn1Fields(readAsn1(der));
  fields.take(tags.integer, 'userCertificate');
  const revokedAt = takeTime(fields, 'revocationDate');
  const list = fields.takeIf(tags.sequence);
  const extensions = list ? readExtensions(list) : new Map<string, Extension>();
  return {
    status: 'revoked',
    revokedAt,
    reason: fromExtension(extensions, extensionOids.crlReason, (value) => revocationReasonOf(value.content[0] ?? 0)),
    invalidFrom: fromExtension(extensions, extensionOids.invalidityDate, readTime),
  };
}
