import type { KeyObject } from 'node:crypto';
import { readOctets } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import { readAsn1 } from '../asn1/asn1-value.ts';
import { contextTag, tags } from '../asn1/tags.ts';
import {
  context,
  contextPrimitive,
  type Der,
  derBytes,
  enumerated,
  generalizedTime,
  objectIdentifier,
  octetString,
  sequence,
} from '../asn1/write-der.ts';
import type { SigningKey } from '../signing-key.ts';
import { type Certificate, readCertificate } from '../trust/certificate.ts';
import { extensionOids, readExtensions } from '../trust/extensions.ts';
import { serialNumberText } from '../trust/read-facts.ts';
import { certificateIdOf } from '../trust/revocation/ocsp-certificate-id.ts';
import { revocationReasonCode } from '../trust/revocation-reason.ts';
import { signStructure } from './sign-structure.ts';
import type { Revocation } from './write-crl.ts';
import { extension } from './write-extensions.ts';

export interface OcspAnswerOptions {
  /** When the answer holds from: now when absent. */
  readonly at?: Date;
  /** Until when it holds; absent: until there is a newer one. */
  readonly nextUpdate?: Date;
  /** Who answers instead of the authority itself. */
  readonly responder?: SigningKey;
  /** Instead of the nonce of the request; `null` leaves it out. */
  readonly nonce?: Uint8Array | null;
  /** Serial numbers, upper-case hex, of which the authority says that it does not know them. */
  readonly unknown?: readonly string[];
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1';
const successful = 0;
const malformedRequest = 1;
const questionsMax = 10;

/** Answers the questions of one request (RFC 6960 §4). */
export function answerOcsp(
  issuer: Certificate,
  issuerKey: KeyObject,
  revocations: ReadonlyMap<string, Revocation>,
  request: Uint8Array,
  { at = new Date(), nextUpdate, responder, nonce, unknown = [] }: OcspAnswerOptions,
): Buffer {
  const asked = readRequest(request);
  if (!asked) return derBytes(sequence(enumerated(malformedRequest)));
  const echoed = nonce === undefined ? asked.nonce : (nonce ?? undefined);
  const statusOf = ({ serialNumber, ofIssuer }: Question): Der => {
    const isOurs = ofIssuer === certificateIdOf(issuer, serialNumber).issuerText;
    return isOurs && !unknown.includes(serialNumber)
      ? status(revocations.get(serialNumber))
      : contextPrimitive(2, empty);
  };
  const signer = responder ? readCertificate(responder.certificate) : issuer;
  const content = sequence(
    context(1, signer.subject.der),
    generalizedTime(at),
    sequence(
      ...asked.questions.map((question) =>
        sequence(
          question.certificateId,
          statusOf(question),
          generalizedTime(at),
          ...(nextUpdate ? [context(0, generalizedTime(nextUpdate))] : []),
        ),
      ),
    ),
    ...(echoed ? [context(1, sequence(extension(extensionOids.ocspNonce, octetString(echoed))))] : []),
  );
  const enclosed = responder ? [context(0, sequence(responder.certificate))] : [];
  const basic = signStructure(content, responder?.privateKey ?? issuerKey, ...enclosed);
  return derBytes(
    sequence(enumerated(successful), context(0, sequence(objectIdentifier(basicResponse), octetString(basic)))),
  );
}

const empty = new Uint8Array();

function status(revocation: Revocation | undefined): Der {
  if (!revocation) return contextPrimitive(0, empty);
  const { at, reason } = revocation;
  return context(1, generalizedTime(at), ...(reason ? [context(0, enumerated(revocationReasonCode(reason)))] : []));
}

interface Question {
  readonly certificateId: Uint8Array;
  readonly ofIssuer: string;
  readonly serialNumber: string;
}

function readRequest(request: Uint8Array): { questions: Question[]; nonce: Uint8Array | undefined } | undefined {
  try {
    const whole = new Asn1Fields(readAsn1(request, { sizeMaxBytes: 64 * 1024, depthMax: 16, headersMax: 1_000 }));
    const fields = new Asn1Fields(whole.take(tags.sequence, 'tbsRequest'));
    fields.takeIf(contextTag(0));
    fields.takeIf(contextTag(1));
    const list = [...fields.take(tags.sequence, 'requestList').children()];
    if (list.length === 0 || list.length > questionsMax) return undefined;
    const questions = list.map((each) => readQuestion(new Asn1Fields(each)));
    const explicit = fields.takeIf(contextTag(2));
    const extensions = explicit && readExtensions(new Asn1Fields(explicit).take(tags.sequence, 'requestExtensions'));
    const nonce = extensions?.get(extensionOids.ocspNonce);
    return { questions, nonce: nonce && readOctets(readAsn1(nonce.octets)) };
  } catch (error) {
    if (error instanceof Asn1Unreadable) return undefined;
    throw error;
  }
}

function readQuestion(request: Asn1Fields): Question {
  const certificateId = request.take(tags.sequence, 'reqCert');
  const fields = new Asn1Fields(certificateId);
  fields.take(tags.sequence, 'hashAlgorithm');
  const nameHash = readOctets(fields.take(tags.octetString, 'issuerNameHash'));
  const keyHash = readOctets(fields.take(tags.octetString, 'issuerKeyHash'));
  return {
    certificateId: certificateId.bytes,
    ofIssuer: Buffer.concat([nameHash, keyHash]).toString('hex'),
    serialNumber: serialNumberText(fields.take(tags.integer, 'serialNumber').content),
  };
}
