import type { Asn1Value } from '../asn1/asn1-value.ts';
import { contextTag } from '../asn1/tags.ts';

const fullName = contextTag(0);
const uniformResourceIdentifier = contextTag(6);

/** The URLs of a DistributionPointName (RFC 5280 §4.2.1.13): of those, HTTP ones can be fetched, LDAP ones are left. */
export function distributionPointUrls(name: Asn1Value): string[] {
  return [...name.children()]
    .filter((choice) => choice.tag === fullName)
    .flatMap((choice) => [...choice.children()])
    .filter((general) => general.tag === uniformResourceIdentifier)
    .map((general) => Buffer.from(general.content).toString('latin1'));
}
