import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import {
  context,
  contextPrimitive,
  type Der,
  derBytes,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../asn1/write-der.ts';
import { readCertificate } from '../trust/certificate.ts';
import { contentInfo, contentTypes } from './content-info.ts';
import { holderIdentifier } from './holder-identifier.ts';
import type { Holder } from './holders-for-tests.ts';
import { keyTransportIdentifier, wrapKey } from './key-transport.ts';
import { asSet, signedAttributes } from './signed-attributes.ts';

export interface Crafted {
  readonly kind?: 'envelopedData' | 'authEnvelopedData';
  readonly keyTransport?: Der;
  readonly encryptedKey: Uint8Array;
  readonly contentAlgorithm: Der;
  readonly encryptedContent: Uint8Array;
  /** What follows the content: attributes and tag of AuthEnvelopedData. */
  readonly rest?: readonly Der[];
}

/** Encrypted CMS to one receiver, from parts that need not fit together. */
export function craftEnveloped(to: Holder, crafted: Crafted): Buffer {
  const { kind = 'envelopedData', keyTransport = keyTransportIdentifier('rsa-pkcs1-v1_5'), rest = [] } = crafted;
  const holder = holderIdentifier(readCertificate(to.certificate), 'issuer-and-serial-number');
  const recipient = sequence(integer(0), holder, keyTransport, octetString(crafted.encryptedKey));
  const content = contextPrimitive(0, crafted.encryptedContent);
  const info = sequence(objectIdentifier(contentTypes.data), crafted.contentAlgorithm, content);
  return derBytes(contentInfo(contentTypes[kind], sequence(integer(0), setOf(recipient), info, ...rest)));
}

const gcmOid = '2.16.840.1.101.3.4.1.46';

/** AuthEnvelopedData under AES-256-GCM whose parts can be chosen. */
export function craftGcm(
  to: Holder,
  content: Uint8Array,
  options: {
    readonly encryptedKey?: Uint8Array;
    readonly keyTransport?: Der;
    readonly tagSizeBytes?: number;
    readonly withAttributes?: boolean;
    readonly kind?: Crafted['kind'];
  } = {},
): Buffer {
  const { tagSizeBytes = 16, kind = 'authEnvelopedData' } = options;
  const key = randomBytes(32);
  const iv = randomBytes(12);
  const attributes = signedAttributes(contentTypes.data, randomBytes(32), new Date('2026-11-24T12:00:00Z'));
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagSizeBytes });
  if (options.withAttributes) cipher.setAAD(asSet(attributes));
  const encryptedContent = Buffer.concat([cipher.update(content), cipher.final()]);
  const tag = octetString(cipher.getAuthTag());
  const sentAttributes = context(1, attributes.subarray(2));
  return craftEnveloped(to, {
    kind,
    encryptedKey: options.encryptedKey ?? wrapKey(key, createPublicKey(to.privateKey), 'rsa-pkcs1-v1_5'),
    ...(options.keyTransport && { keyTransport: options.keyTransport }),
    contentAlgorithm: sequence(objectIdentifier(gcmOid), sequence(octetString(iv), integer(tagSizeBytes))),
    encryptedContent,
    rest: kind === 'envelopedData' ? [] : options.withAttributes ? [sentAttributes, tag] : [tag],
  });
}

/** RSA without any padding over a block of the size of the modulus: for blocks that no honest sender makes. */
export function rawRsa(to: Holder, block: Uint8Array): Buffer {
  return publicEncrypt({ key: createPublicKey(to.privateKey), padding: constants.RSA_NO_PADDING }, block);
}
