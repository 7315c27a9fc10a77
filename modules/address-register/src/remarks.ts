import { isKnownBusinessType, isServiceTypeSystem, systemsOf } from './business-type.ts';
import type { PartyCertificate } from './certificate.ts';
import type { Coding, PartyKind } from './communication-party.ts';
import { hasOrganizationNumberCheckDigit } from './organization-number.ts';

/** Something unusual: clients may show it, nobody may be refused for it. */
export interface Remark {
  readonly code: RemarkCode;
  readonly message: string;
}

export type RemarkCode =
  | 'organization-number-check-digit'
  | 'business-type-unknown'
  | 'service-type-missing'
  | 'service-type-system-unknown'
  | 'service-type-unusual'
  | 'service-type-shared'
  | 'certificate-of-another-organization';

export interface Remarkable {
  readonly kind: PartyKind;
  readonly organizationNumber: string;
  /** The party's own, or that of the organisation above it. */
  readonly businessType: string | undefined;
  readonly serviceCode: Coding | undefined;
  readonly locationDescription: string | undefined;
  /** Whether another active party of the same organisation has the same service type and the same Sted/funksjon. */
  readonly sharesServiceType: boolean;
  readonly certificates: readonly PartyCertificate[];
}

/**
 * What is unusual about a party, by HIS 1153-3. Of what is registered here, the lists of business types and of service
 * types are enforced; what was imported, or changed around it, is remarked on.
 */
export function remarksOn(party: Remarkable): Remark[] {
  return [
    ...organizationNumberRemarks(party),
    ...businessTypeRemarks(party),
    ...serviceTypeRemarks(party),
    ...certificateRemarks(party),
  ];
}

function organizationNumberRemarks({ organizationNumber }: Remarkable): Remark[] {
  if (hasOrganizationNumberCheckDigit(organizationNumber)) return [];
  return [
    { code: 'organization-number-check-digit', message: `${organizationNumber} does not have the right check digit` },
  ];
}

function businessTypeRemarks({ kind, businessType }: Remarkable): Remark[] {
  if (kind !== 'organization' || businessType === undefined || isKnownBusinessType(businessType)) return [];
  return [{ code: 'business-type-unknown', message: `${businessType} is not in code system 9040 (101–115)` }];
}

function serviceTypeRemarks(party: Remarkable): Remark[] {
  if (party.kind !== 'service') return [];
  if (!party.serviceCode)
    return [{ code: 'service-type-missing', message: 'A service has a service type (HIS 1153-1 §4)' }];
  const { system, code } = party.serviceCode;
  if (!isServiceTypeSystem(system)) {
    return [{ code: 'service-type-system-unknown', message: `${system} is not a code system of service types` }];
  }
  const remarks: Remark[] = [];
  const systems = systemsOf(party.businessType ?? '');
  if (systems && !systems.includes(system)) {
    const message = `Business type ${party.businessType} does not use service types from ${system} (HIS 1153-3 table 2)`;
    remarks.push({ code: 'service-type-unusual', message });
  }
  if (party.sharesServiceType) {
    const message = `Another party of the organisation also is ${code} and nothing in locationDescription tells them apart (AD3.20)`;
    remarks.push({ code: 'service-type-shared', message });
  }
  return remarks;
}

/** A vendor's or a host's certificate is common and lawful, but worth knowing when a signature is judged. */
function certificateRemarks({ certificates, organizationNumber }: Remarkable): Remark[] {
  return certificates
    .filter((certificate) => (certificate.subjectOrganizationNumber ?? organizationNumber) !== organizationNumber)
    .map(({ use, thumbprint, subjectOrganizationNumber }) => ({
      code: 'certificate-of-another-organization',
      message: `The ${use} certificate ${thumbprint} was issued to ${subjectOrganizationNumber}`,
    }));
}
