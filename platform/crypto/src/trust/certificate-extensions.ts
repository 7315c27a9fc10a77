import { readBoolean, readObjectIdentifier, readOctets, readSmallInteger } from '../asn1/asn1-content.ts';
import { Asn1Fields, fieldsOf } from '../asn1/asn1-fields.ts';
import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import type { Asn1Value } from '../asn1/asn1-value.ts';
import { contextTag, tags } from '../asn1/tags.ts';
import type { Certificate } from './certificate.ts';
import { type Extension, extensionOids, fromExtension, readExtensions } from './extensions.ts';
import { distributionPointUrls } from './general-names.ts';
import { readKeyUsage } from './key-usage.ts';

export type ExtensionFacts = Pick<
  Certificate,
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'policies'
  | 'isAuthority'
  | 'pathLengthMax'
  | 'subjectKeyId'
  | 'authorityKeyId'
  | 'crlUrls'
  | 'ocspUrls'
  | 'unknownCritical'
>;

const ocspAccess = '1.3.6.1.5.5.7.48.1';

/**
 * What we act upon when it is critical. Not among them: name constraints, since no names are compared with them, and a
 * critical extended usage, which says that the key is for something else than ours.
 */
const understood = new Set<string>([
  extensionOids.keyUsage,
  extensionOids.basicConstraints,
  extensionOids.certificatePolicies,
  // Nothing is read from the alternative name, and no name in it is relied upon.
  extensionOids.subjectAltName,
]);

/** The extensions of a certificate (RFC 5280 §4.2); of one without any, what their absence means. */
export function readCertificateExtensions(explicit: Asn1Value | undefined): ExtensionFacts {
  const list = explicit && new Asn1Fields(explicit).take(tags.sequence, 'extensions');
  const extensions: ReadonlyMap<string, Extension> = list ? readExtensions(list) : new Map();
  const constraints = fromExtension(extensions, extensionOids.basicConstraints, readBasicConstraints);
  const subjectKeyId = fromExtension(extensions, extensionOids.subjectKeyIdentifier, keyIdText);
  const authorityKeyId = fromExtension(extensions, extensionOids.authorityKeyIdentifier, readAuthorityKeyId);
  return {
    keyUsage: fromExtension(extensions, extensionOids.keyUsage, readKeyUsage),
    extendedKeyUsage: fromExtension(extensions, extensionOids.extendedKeyUsage, readObjectIdentifiers) ?? [],
    policies: fromExtension(extensions, extensionOids.certificatePolicies, readPolicies) ?? [],
    isAuthority: false,
    ...constraints,
    ...(subjectKeyId !== undefined && { subjectKeyId }),
    ...(authorityKeyId !== undefined && { authorityKeyId }),
    crlUrls: fromExtension(extensions, extensionOids.crlDistributionPoints, readDistributionPoints) ?? [],
    ocspUrls: fromExtension(extensions, extensionOids.authorityInfoAccess, readOcspUrls) ?? [],
    unknownCritical: [...extensions]
      .filter(([oid, { critical }]) => critical && !understood.has(oid))
      .map(([oid]) => oid),
  };
}

function readBasicConstraints(value: Asn1Value): Pick<Certificate, 'isAuthority' | 'pathLengthMax'> {
  const fields = fieldsOf(value, tags.sequence, 'BasicConstraints');
  const isAuthority = fields.takeIf(tags.boolean);
  const pathLengthMax = fields.takeIf(tags.integer);
  fields.end();
  return {
    isAuthority: isAuthority !== undefined && readBoolean(isAuthority),
    ...(pathLengthMax && { pathLengthMax: readSmallInteger(pathLengthMax) }),
  };
}

function readObjectIdentifiers(value: Asn1Value): string[] {
  return [...value.children()].map(readObjectIdentifier);
}

function readPolicies(value: Asn1Value): string[] {
  return [...value.children()].map((policy) =>
    readObjectIdentifier(new Asn1Fields(policy).take(tags.objectIdentifier, 'policyIdentifier')),
  );
}

function keyIdText(value: Asn1Value): string {
  return Buffer.from(readOctets(value)).toString('hex');
}

function readAuthorityKeyId(value: Asn1Value): string | undefined {
  const keyId = fieldsOf(value, tags.sequence, 'AuthorityKeyIdentifier').takeIf(contextTag(0));
  return keyId && Buffer.from(keyId.content).toString('hex');
}

/** Lists that are for some reasons only, or that another issuer writes, are left out: we read whole ones. */
function readDistributionPoints(value: Asn1Value): string[] {
  return [...value.children()].flatMap((point) => {
    const fields = new Asn1Fields(point);
    const name = fields.takeIf(contextTag(0));
    const isPartial = fields.takeAny() !== undefined;
    return name && !isPartial ? distributionPointUrls(name) : [];
  });
}

function readOcspUrls(value: Asn1Value): string[] {
  return [...value.children()].flatMap((description) => {
    const fields = new Asn1Fields(description);
    const method = readObjectIdentifier(fields.take(tags.objectIdentifier, 'accessMethod'));
    const location = fields.takeAny();
    if (!location) throw new Asn1Unreadable('an accessLocation is missing');
    if (method !== ocspAccess || location.tag !== contextTag(6)) return [];
    return [Buffer.from(location.content).toString('latin1')];
  });
}
