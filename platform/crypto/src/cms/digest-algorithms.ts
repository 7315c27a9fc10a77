import { readObjectIdentifier } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import type { Asn1Value } from '../asn1/asn1-value.ts';
import { tags } from '../asn1/tags.ts';
import { type Der, nullValue, objectIdentifier, sequence } from '../asn1/write-der.ts';

/** The digests, by the names that node:crypto has for them. */
export type DigestAlgorithm = 'sha1' | 'sha256' | 'sha384' | 'sha512';

const oids: Readonly<Record<DigestAlgorithm, string>> = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

const byOid = new Map<string, DigestAlgorithm>([
  [oids.sha1, 'sha1'],
  [oids.sha256, 'sha256'],
  [oids.sha384, 'sha384'],
  [oids.sha512, 'sha512'],
]);

export function digestIdentifier(digest: DigestAlgorithm): Der {
  return sequence(objectIdentifier(oids[digest]), nullValue);
}

/** The digest that an AlgorithmIdentifier names; undefined where it is none that we know. */
export function digestAlgorithmOf(identifier: Asn1Value): DigestAlgorithm | undefined {
  return byOid.get(readObjectIdentifier(new Asn1Fields(identifier).take(tags.objectIdentifier, 'algorithm')));
}
