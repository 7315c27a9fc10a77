import { canonicalize, type XmlDocument } from '@samband/xml';
import { actorFilterExpression } from './actor-filter.ts';
import { type CanonicalForm, canonicalFormUri, documentOptions } from './canonical-form.ts';
import { contentIdUri } from './content-id.ts';
import { type DigestAlgorithm, digestOf, digestUri } from './digest-algorithm.ts';
import { envelopedTransform, soapNamespace, xpathTransform } from './names.ts';
import type { Attachment, SignatureReference, SignatureTransform } from './verdict.ts';

/** The filter of ebMS, as we write it. */
export const actorFilter: SignatureTransform = {
  algorithm: xpathTransform,
  xpath: { expression: actorFilterExpression('SOAP'), namespaces: { SOAP: soapNamespace } },
};

/** The reference to the document itself, which has no signature yet, and nothing left that the filters leave out. */
export function documentReference(
  document: XmlDocument,
  how: {
    readonly form: CanonicalForm;
    readonly digest: DigestAlgorithm;
    readonly filters: readonly SignatureTransform[];
  },
): SignatureReference {
  const { form, digest, filters } = how;
  return {
    uri: '',
    transforms: [{ algorithm: envelopedTransform }, ...filters, { algorithm: canonicalFormUri(form) }],
    algorithm: digestUri(digest),
    digest: digestOf(digest, canonicalize(document, documentOptions(form))),
  };
}

/** The reference to an attachment: its bytes as they are. */
export function attachmentReference(attachment: Attachment, digest: DigestAlgorithm): SignatureReference {
  return {
    uri: contentIdUri(attachment),
    transforms: [],
    algorithm: digestUri(digest),
    digest: digestOf(digest, attachment.bytes),
  };
}
