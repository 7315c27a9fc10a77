import {
  bitString,
  boolean,
  context,
  contextPrimitive,
  type Der,
  derBytes,
  integer,
  objectIdentifier,
  octetString,
  sequence,
} from '../asn1/write-der.ts';
import { extensionOids } from '../trust/extensions.ts';
import { type KeyUsage, keyUsageBits } from '../trust/key-usage.ts';

/** One extension (RFC 5280 §4.1.2.9). */
export function extension(oid: string, value: Der, { critical = false } = {}): Der {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(derBytes(value)));
}

export function basicConstraints(isAuthority: boolean, pathLengthMax?: number): Der {
  const parts = [
    ...(isAuthority ? [boolean(true)] : []),
    ...(pathLengthMax === undefined ? [] : [integer(pathLengthMax)]),
  ];
  return extension(extensionOids.basicConstraints, sequence(...parts), { critical: true });
}

export function keyUsage(usages: readonly KeyUsage[]): Der {
  const { octets, unusedBits } = keyUsageBits(usages);
  return extension(extensionOids.keyUsage, bitString(octets, unusedBits), { critical: true });
}

export function extendedKeyUsage(purposes: readonly string[]): Der {
  return extension(extensionOids.extendedKeyUsage, sequence(...purposes.map(objectIdentifier)));
}

export function policies(oids: readonly string[]): Der {
  return extension(extensionOids.certificatePolicies, sequence(...oids.map((oid) => sequence(objectIdentifier(oid)))));
}

export function subjectKeyIdentifier(keyId: Uint8Array): Der {
  return extension(extensionOids.subjectKeyIdentifier, octetString(keyId));
}

export function authorityKeyIdentifier(keyId: Uint8Array): Der {
  return extension(extensionOids.authorityKeyIdentifier, sequence(contextPrimitive(0, keyId)));
}

export function crlDistributionPoints(urls: readonly string[]): Der {
  const points = urls.map((url) => sequence(context(0, context(0, uri(url)))));
  return extension(extensionOids.crlDistributionPoints, sequence(...points));
}

export function ocspAccess(urls: readonly string[]): Der {
  const descriptions = urls.map((url) => sequence(objectIdentifier('1.3.6.1.5.5.7.48.1'), uri(url)));
  return extension(extensionOids.authorityInfoAccess, sequence(...descriptions));
}

function uri(url: string): Der {
  return contextPrimitive(6, Buffer.from(url, 'latin1'));
}
