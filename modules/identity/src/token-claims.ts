/** The claim names of HelseID in access tokens: vendors' code already reads them. */
export const organizationNumberClaim = 'helseid://claims/client/claims/orgnr_parent';
export const childOrganizationNumberClaim = 'helseid://claims/client/claims/orgnr_child';
export const supplierOrganizationNumberClaim = 'helseid://claims/client/claims/orgnr_supplier';
export const clientNameClaim = 'helseid://claims/client/client_name';
export const clientTenancyClaim = 'helseid://claims/client/client_tenancy';

/** What HelseID called the organisation before; its tokens may still do. */
export const organizationNumberClaimOld = 'helseid://claims/client/ec/orgnr_parent';
