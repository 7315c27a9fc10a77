import { readObjectIdentifier, readOctets } from '../../asn1/asn1-content.ts';
import { Asn1Fields } from '../../asn1/asn1-fields.ts';
import { readTime } from '../../asn1/asn1-time.ts';
import { Asn1Unreadable } from '../../asn1/asn1-unreadable.ts';
import { type Asn1Value, readAsn1 } from '../../asn1/asn1-value.ts';
import { contextTag, tags } from '../../asn1/tags.ts';
import { extensionOids, readExtensions } from '../extensions.ts';
import { serialNumberText } from '../read-facts.ts';
import { revocationReasonOf } from '../revocation-reason.ts';
import { readSigned, type Signed } from '../signed.ts';
import type { CertificateStatus } from './answer.ts';
import { SourceFailed } from './source-failed.ts';

/** What a responder sent, before anything of it is believed (RFC 6960 §4.2). */
export interface OcspResponse {
  readonly signed: Signed;
  /** The responder as it names itself: by its Name in DER, or by the SHA-1 of its public key. */
  readonly responder: { readonly name: Uint8Array } | { readonly keyHash: Uint8Array };
  readonly nonce: Uint8Array | undefined;
  readonly answers: readonly SingleAnswer[];
  /** Certificates in DER that the responder sent along. */
  readonly certificates: readonly Uint8Array[];
}

export interface SingleAnswer {
  /** Hashes of the issuer's name and key as hex, by the algorithm that we asked with. */
  readonly issuerText: string;
  readonly serialNumber: string;
  readonly status: CertificateStatus;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1';
const limits = { sizeMaxBytes: 1024 * 1024, depthMax: 20, headersMax: 10_000 };
const certificatesMax = 10;

/** Throws `Asn1Unreadable`, and `SourceFailed` where the responder declines. */
export function readOcspResponse(der: Uint8Array): OcspResponse {
  const fields = new Asn1Fields(readAsn1(der, limits));
  if (fields.take(tags.enumerated, 'responseStatus').content[0] !== 0) throw new SourceFailed('declined');
  const bytes = new Asn1Fields(fields.take(contextTag(0), 'responseBytes')).take(tags.sequence, 'ResponseBytes');
  const response = new Asn1Fields(bytes);
  const type = readObjectIdentifier(response.take(tags.objectIdentifier, 'responseType'));
  if (type !== basicResponse) throw new Asn1Unreadable('an answer of an unknown type');
  return readBasicResponse(readOctets(response.take(tags.octetString, 'response')));
}

function readBasicResponse(der: Uint8Array): OcspResponse {
  const { signed, content, rest } = readSigned(readAsn1(der, limits), 'tbsResponseData');
  const enclosed = rest.takeIf(contextTag(0));
  const fields = new Asn1Fields(content);
  fields.takeIf(contextTag(0));
  const responder = readResponder(fields);
  fields.take(tags.generalizedTime, 'producedAt');
  const answers = [...fields.take(tags.sequence, 'responses').children()].map(readSingleAnswer);
  return {
    ...{ signed, responder, answers, nonce: readNonce(fields.takeIf(contextTag(1))) },
    certificates: enclosed ? readCertificates(new Asn1Fields(enclosed).take(tags.sequence, 'certs')) : [],
  };
}

function readCertificates(list: Asn1Value): Uint8Array[] {
  return [...list.children()].slice(0, certificatesMax).map(({ bytes }) => bytes);
}

function readResponder(fields: Asn1Fields): OcspResponse['responder'] {
  const byName = fields.takeIf(contextTag(1));
  if (byName) return { name: new Asn1Fields(byName).take(tags.sequence, 'byName').bytes };
  const byKey = new Asn1Fields(fields.take(contextTag(2), 'responderID'));
  return { keyHash: readOctets(byKey.take(tags.octetString, 'byKey')) };
}

function readNonce(explicit: Asn1Value | undefined): Uint8Array | undefined {
  const extensions = explicit && readExtensions(new Asn1Fields(explicit).take(tags.sequence, 'responseExtensions'));
  const nonce = extensions?.get(extensionOids.ocspNonce);
  return nonce && readOctets(readAsn1(nonce.octets));
}

function readSingleAnswer(value: Asn1Value): SingleAnswer {
  const fields = new Asn1Fields(value);
  const id = new Asn1Fields(fields.take(tags.sequence, 'certID'));
  id.take(tags.sequence, 'hashAlgorithm');
  const nameHash = readOctets(id.take(tags.octetString, 'issuerNameHash'));
  const keyHash = readOctets(id.take(tags.octetString, 'issuerKeyHash'));
  const serialNumber = serialNumberText(id.take(tags.integer, 'serialNumber').content);
  const status = readStatus(fields);
  const thisUpdate = readTime(fields.take(tags.generalizedTime, 'thisUpdate'));
  const next = fields.takeIf(contextTag(0));
  const nextUpdate = next && readTime(new Asn1Fields(next).take(tags.generalizedTime, 'nextUpdate'));
  const issuerText = Buffer.concat([nameHash, keyHash]).toString('hex');
  return { issuerText, serialNumber, status, thisUpdate, nextUpdate };
}

function readStatus(fields: Asn1Fields): CertificateStatus {
  if (fields.takeIf(contextTag(0))) return { status: 'good' };
  const revoked = fields.takeIf(contextTag(1));
  if (!revoked) {
    fields.take(contextTag(2), 'certStatus');
    return { status: 'unknown' };
  }
  const info = new Asn1Fields(revoked);
  const revokedAt = readTime(info.take(tags.generalizedTime, 'revocationTime'));
  const reason = info.takeIf(contextTag(0));
  const code = reason && new Asn1Fields(reason).take(tags.enumerated, 'revocationReason').content[0];
  return {
    ...{ status: 'revoked', revokedAt, invalidFrom: undefined },
    reason: code === undefined ? undefined : revocationReasonOf(code),
  };
}
