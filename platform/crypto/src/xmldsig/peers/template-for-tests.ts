import { Buffer } from 'node:buffer';
import { element } from '@samband/xml';
import { canonicalFormUri } from '../canonical-form.ts';
import { insertSignature } from '../insert-signature.ts';
import { dsNamespace, envelopedTransform } from '../names.ts';
import { actorFilter, attachmentReference } from '../new-references.ts';
import { writeReference } from '../write-signature.ts';
import type { Case } from './generated-for-tests.ts';

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** A signature without values, for a peer that fills them in. */
export function template({ kind, bytes, attachments, form }: Case): Buffer {
  const isEbms = kind === 'ebms';
  const filters = isEbms ? [actorFilter] : [];
  const transforms = [{ algorithm: envelopedTransform }, ...filters, { algorithm: canonicalFormUri(form) }];
  const references = [
    { uri: '', transforms, algorithm: sha256, digest: '' },
    ...attachments.map((attachment) => ({ ...attachmentReference(attachment, 'sha256'), digest: '' })),
  ];
  const signature = element(
    'ds:Signature',
    { 'xmlns:ds': dsNamespace },
    '\n',
    element(
      'ds:SignedInfo',
      {},
      element('ds:CanonicalizationMethod', { Algorithm: canonicalFormUri(form) }),
      element('ds:SignatureMethod', { Algorithm: rsaSha256 }),
      references.map(writeReference),
    ),
    '\n',
    element('ds:SignatureValue'),
  );
  return Buffer.from(insertSignature(bytes, isEbms ? 'soap-header' : 'document', () => signature));
}
