import { Asn1Fields } from '../../asn1/asn1-fields.ts';
import type { Asn1Value } from '../../asn1/asn1-value.ts';
import { contextTag } from '../../asn1/tags.ts';
import { distributionPointUrls } from '../general-names.ts';

/** Of which certificates a list is (RFC 5280 §5.2.5). */
export interface IssuingDistributionPoint {
  /** Empty: it does not say where it belongs. */
  readonly urls: readonly string[];
  readonly endCertificatesOnly: boolean;
  readonly authoritiesOnly: boolean;
  /** Of some reasons, of several issuers, or of attribute certificates: not the whole answer about a certificate. */
  readonly isPartial: boolean;
}

export function readIssuingDistributionPoint(value: Asn1Value): IssuingDistributionPoint {
  const fields = new Asn1Fields(value);
  const name = fields.takeIf(contextTag(0));
  const isTrue = (field: Asn1Value | undefined) => field !== undefined && field.content[0] !== 0;
  const endCertificatesOnly = isTrue(fields.takeIf(contextTag(1)));
  const authoritiesOnly = isTrue(fields.takeIf(contextTag(2)));
  const someReasons = fields.takeIf(contextTag(3)) !== undefined;
  const severalIssuers = isTrue(fields.takeIf(contextTag(4)));
  const attributeCertificates = isTrue(fields.takeIf(contextTag(5)));
  fields.end();
  return {
    urls: name ? distributionPointUrls(name) : [],
    ...{ endCertificatesOnly, authoritiesOnly, isPartial: someReasons || severalIssuers || attributeCertificates },
  };
}
