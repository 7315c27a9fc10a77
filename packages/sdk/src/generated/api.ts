// Generated from the server's /openapi.json by tools/openapi-client; a test of apps/server holds the two equal.
// Do not edit: change the server's schemas, and run `npx vitest run apps/server/src/sdk.test.ts --update`.

/** A failure, as RFC 9457 writes it */
export interface Problem {
  /** A page about this code */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** The path that was asked for */
  readonly instance: string;
  /** What to branch on; never renamed */
  readonly code: string;
  /** Under which the log knows the request */
  readonly requestId: string;
  /** What the failure is about */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly {
    /** JSON pointer into the body */
    readonly pointer?: string;
    /** Name of the parameter */
    readonly parameter?: string;
    readonly detail: string;
  }[];
}

/** A failure, as EDI 2.0 and RFC 9457 write it */
export interface MshProblem {
  /** A page about this code */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** The path that was asked for */
  readonly instance: string;
  /** What to branch on; never renamed */
  readonly code: string;
  /** Under which the log knows the request */
  readonly requestId: string;
  /** What the failure is about */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly {
    /** JSON pointer into the body */
    readonly pointer?: string;
    /** Name of the parameter */
    readonly parameter?: string;
    readonly detail: string;
  }[];
  /** 0 no particular code, 1001 the request is invalid, 1010 not found, 1100 receipt on a receipt, 1102 not a receiver, 1200 parties do not agree, 1201 not authorised, 1202 not your HER-id, 1210 locked by another client */
  readonly errorCode: number;
  /** What is wrong, a sentence each */
  readonly validationErrors: readonly string[];
  readonly stackTrace: null;
  readonly timestamp: string;
}

export interface AddCertificatesPath {
  /** HER-id */
  readonly herId: string | number;
}

export interface AddCertificatesBody {
  readonly certificates: readonly {
    readonly use: 'signing' | 'encryption';
    /** DER in base64, or PEM */
    readonly value: string;
  }[];
  readonly expectedVersion?: number;
}

export interface AddCertificatesAnswer {
  readonly herId: number;
  readonly kind: 'organization' | 'service' | 'person' | 'department';
  readonly name: string;
  /** To be shown and written in documents (AD2.3) */
  readonly displayName?: string;
  readonly parentHerId?: number;
  readonly parentName?: string;
  readonly organizationNumber: string;
  readonly organizationNumberInherited: boolean;
  readonly active: boolean;
  readonly validFrom: string;
  readonly validTo?: string;
  /** Code system 9040 */
  readonly businessType?: string;
  /** A code and the OID of its code system; a request may say 8666 for 2.16.578.1.12.4.1.1.8666 */
  readonly serviceCode?: {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  };
  readonly municipality?: string;
  readonly description?: string;
  /** Sted/funksjon (AD3.20) */
  readonly locationDescription?: string;
  readonly person?: {
    readonly givenName: string;
    readonly familyName: string;
    readonly hprNumber?: string;
    readonly title?: string;
  };
  /** What a service covers: municipalities (3402), districts (3403) */
  readonly coverageAreas: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  readonly industryCodes: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  /** Whatever else, by name */
  readonly properties: Readonly<Record<string, string>>;
  readonly physicalAddresses: readonly {
    /** Code system 3401 */
    readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly futurePhysicalAddresses: readonly {
    /** Code system 3401 */
    readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly electronicAddresses: readonly {
    /** Code system 9044 */
    readonly type:
      | 'E_EDI'
      | 'E_SB_ASYNC'
      | 'E_SB_SYNC'
      | 'E_SB_SYNCREPLY'
      | 'E_SB_ERROR'
      | 'E_DS'
      | 'E_URL'
      | 'E_CEN'
      | 'E_TLF'
      | 'E_FAX'
      | 'E_EPO'
      | 'E_ICE';
    readonly value: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly futureElectronicAddresses: readonly {
    /** Code system 9044 */
    readonly type:
      | 'E_EDI'
      | 'E_SB_ASYNC'
      | 'E_SB_SYNC'
      | 'E_SB_SYNCREPLY'
      | 'E_SB_ERROR'
      | 'E_DS'
      | 'E_URL'
      | 'E_CEN'
      | 'E_TLF'
      | 'E_FAX'
      | 'E_EPO'
      | 'E_ICE';
    readonly value: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly certificates: readonly {
    readonly use: 'signing' | 'encryption';
    /** SHA-1 of the DER in hex */
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly subjectOrganizationNumber?: string;
    /** DER in base64 */
    readonly value?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
  }[];
  readonly futureCertificates: readonly {
    readonly use: 'signing' | 'encryption';
    /** SHA-1 of the DER in hex */
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly subjectOrganizationNumber?: string;
    /** DER in base64 */
    readonly value?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
  }[];
  readonly remarks: readonly {
    readonly code: string;
    readonly message: string;
  }[];
  readonly version: number;
  readonly changedAt: string;
}

export interface AddClientKeyPath {
  readonly clientId: string | number;
}

export interface AddClientKeyBody {
  /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

export interface AddClientKeyAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  /** Whether it acts for its own organisation, or for those that delegated to it */
  readonly tenancy: 'single-tenant' | 'multi-tenant';
  /** Units of the organisation that the client may name in its tokens */
  readonly childOrganizationNumbers: readonly string[];
  readonly scopes: readonly string[];
  /** Where persons who log in come back to, compared exactly; without any the client logs nobody in */
  readonly redirectUris: readonly string[];
  /** Where persons come after they log out, compared exactly */
  readonly postLogoutRedirectUris: readonly string[];
  /** Ways to log persons in beside the redirect: on another device, or asked for behind their back */
  readonly signInFlows: readonly ('device' | 'ciba')[];
  /** The APIs that this client is, by their audiences: it may introspect and exchange tokens for them */
  readonly apis: readonly string[];
  /** For the tokens of one API each */
  readonly claims: Readonly<Record<string, string>>;
  /** What the client asked for by self-service and nobody has approved */
  readonly pending: {
    readonly scopes: readonly string[];
    readonly claims: Readonly<Record<string, string>>;
    /** Units of the organisation that the client may name in its tokens */
    readonly childOrganizationNumbers: readonly string[];
  };
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
    readonly expiresAt?: string;
  }[];
  readonly createdAt: string;
  readonly disabledAt?: string;
}

export interface AddSupportedProcessPath {
  /** HER-id */
  readonly herId: string | number;
  /** Compared without regard to case and outer spaces */
  readonly uuid: string | number;
  readonly version: string | number;
  readonly role: string | number;
}

export type AddSupportedProcessAnswer = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

export interface AddSupportedProcessesPath {
  /** HER-id */
  readonly herId: string | number;
}

export type AddSupportedProcessesBody = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

export type AddSupportedProcessesAnswer = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

export interface ApproveClientSettingsPath {
  readonly clientId: string | number;
}

export interface ApproveClientSettingsAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  /** Whether it acts for its own organisation, or for those that delegated to it */
  readonly tenancy: 'single-tenant' | 'multi-tenant';
  /** Units of the organisation that the client may name in its tokens */
  readonly childOrganizationNumbers: readonly string[];
  readonly scopes: readonly string[];
  /** Where persons who log in come back to, compared exactly; without any the client logs nobody in */
  readonly redirectUris: readonly string[];
  /** Where persons come after they log out, compared exactly */
  readonly postLogoutRedirectUris: readonly string[];
  /** Ways to log persons in beside the redirect: on another device, or asked for behind their back */
  readonly signInFlows: readonly ('device' | 'ciba')[];
  /** The APIs that this client is, by their audiences: it may introspect and exchange tokens for them */
  readonly apis: readonly string[];
  /** For the tokens of one API each */
  readonly claims: Readonly<Record<string, string>>;
  /** What the client asked for by self-service and nobody has approved */
  readonly pending: {
    readonly scopes: readonly string[];
    readonly claims: Readonly<Record<string, string>>;
    /** Units of the organisation that the client may name in its tokens */
    readonly childOrganizationNumbers: readonly string[];
  };
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
    readonly expiresAt?: string;
  }[];
  readonly createdAt: string;
  readonly disabledAt?: string;
}

export interface ChangeCommunicationPartyPath {
  /** HER-id */
  readonly herId: string | number;
}

/** What is left out stays; null takes away */
export interface ChangeCommunicationPartyBody {
  readonly displayName?: string | null;
  readonly parentHerId?: number;
  readonly organizationNumber?: string | null;
  readonly businessType?: string | null;
  readonly serviceCode?: {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  } | null;
  readonly municipality?: string | null;
  readonly description?: string | null;
  readonly locationDescription?: string | null;
  readonly person?: {
    readonly givenName: string;
    readonly familyName: string;
    readonly hprNumber?: string;
    readonly title?: string;
  } | null;
  readonly coverageAreas?: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  readonly industryCodes?: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  /** Whatever else, by name */
  readonly properties?: Readonly<Record<string, string>>;
  readonly physicalAddresses?: readonly {
    /** Code system 3401 */
    readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    readonly validFrom?: string;
    readonly validTo?: string;
  }[];
  readonly validTo?: string | null;
  readonly electronicAddresses?: readonly {
    /** Code system 9044 */
    readonly type:
      | 'E_EDI'
      | 'E_SB_ASYNC'
      | 'E_SB_SYNC'
      | 'E_SB_SYNCREPLY'
      | 'E_SB_ERROR'
      | 'E_DS'
      | 'E_URL'
      | 'E_CEN'
      | 'E_TLF'
      | 'E_FAX'
      | 'E_EPO'
      | 'E_ICE';
    readonly value: string;
    readonly validFrom?: string;
    readonly validTo?: string;
  }[];
  readonly certificates?: readonly {
    readonly use: 'signing' | 'encryption';
    /** DER in base64, or PEM */
    readonly value: string;
  }[];
  /** Taken as another register says it: what breaks a usage rule is remarked on, not refused. The operator’s. */
  readonly imported?: boolean;
  readonly name?: string;
  readonly validFrom?: string;
  readonly expectedVersion?: number;
}

export interface ChangeCommunicationPartyAnswer {
  readonly herId: number;
  readonly kind: 'organization' | 'service' | 'person' | 'department';
  readonly name: string;
  /** To be shown and written in documents (AD2.3) */
  readonly displayName?: string;
  readonly parentHerId?: number;
  readonly parentName?: string;
  readonly organizationNumber: string;
  readonly organizationNumberInherited: boolean;
  readonly active: boolean;
  readonly validFrom: string;
  readonly validTo?: string;
  /** Code system 9040 */
  readonly businessType?: string;
  /** A code and the OID of its code system; a request may say 8666 for 2.16.578.1.12.4.1.1.8666 */
  readonly serviceCode?: {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  };
  readonly municipality?: string;
  readonly description?: string;
  /** Sted/funksjon (AD3.20) */
  readonly locationDescription?: string;
  readonly person?: {
    readonly givenName: string;
    readonly familyName: string;
    readonly hprNumber?: string;
    readonly title?: string;
  };
  /** What a service covers: municipalities (3402), districts (3403) */
  readonly coverageAreas: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  readonly industryCodes: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  /** Whatever else, by name */
  readonly properties: Readonly<Record<string, string>>;
  readonly physicalAddresses: readonly {
    /** Code system 3401 */
    readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly futurePhysicalAddresses: readonly {
    /** Code system 3401 */
    readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly electronicAddresses: readonly {
    /** Code system 9044 */
    readonly type:
      | 'E_EDI'
      | 'E_SB_ASYNC'
      | 'E_SB_SYNC'
      | 'E_SB_SYNCREPLY'
      | 'E_SB_ERROR'
      | 'E_DS'
      | 'E_URL'
      | 'E_CEN'
      | 'E_TLF'
      | 'E_FAX'
      | 'E_EPO'
      | 'E_ICE';
    readonly value: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly futureElectronicAddresses: readonly {
    /** Code system 9044 */
    readonly type:
      | 'E_EDI'
      | 'E_SB_ASYNC'
      | 'E_SB_SYNC'
      | 'E_SB_SYNCREPLY'
      | 'E_SB_ERROR'
      | 'E_DS'
      | 'E_URL'
      | 'E_CEN'
      | 'E_TLF'
      | 'E_FAX'
      | 'E_EPO'
      | 'E_ICE';
    readonly value: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly certificates: readonly {
    readonly use: 'signing' | 'encryption';
    /** SHA-1 of the DER in hex */
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly subjectOrganizationNumber?: string;
    /** DER in base64 */
    readonly value?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
  }[];
  readonly futureCertificates: readonly {
    readonly use: 'signing' | 'encryption';
    /** SHA-1 of the DER in hex */
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly subjectOrganizationNumber?: string;
    /** DER in base64 */
    readonly value?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
  }[];
  readonly remarks: readonly {
    readonly code: string;
    readonly message: string;
  }[];
  readonly version: number;
  readonly changedAt: string;
}

export interface ChangeSupportedProcessesPath {
  /** HER-id */
  readonly herId: string | number;
}

export type ChangeSupportedProcessesBody = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

export type ChangeSupportedProcessesAnswer = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

export interface CheckDocumentAnswer {
  readonly report: {
    readonly verdict: 'valid' | 'invalid' | 'not-well-formed' | 'not-recognised' | 'refused';
    readonly root?: string;
    readonly namespace?: string;
    readonly documentType?: string;
    readonly version?: string;
    readonly models: readonly string[];
    readonly header?: {
      readonly kind: 'document' | 'receipt';
      readonly messageType: string;
      readonly messageTypeDisplay?: string;
      readonly messageId: string;
      readonly generatedAt: {
        /** As it stands in the document */
        readonly text: string;
        readonly instant: string;
        readonly zoneAssumed: boolean;
      };
      readonly sender: {
        readonly role?: 'primary' | 'copy';
        readonly herId?: number;
        readonly level1?: {
          readonly name?: string;
          readonly herId?: number;
          readonly ids: readonly {
            readonly value: string;
            readonly type: string;
          }[];
        };
        readonly level2?: {
          readonly name?: string;
          readonly herId?: number;
          readonly ids: readonly {
            readonly value: string;
            readonly type: string;
          }[];
          readonly kind: 'service' | 'person' | 'department';
        };
      };
      readonly receivers: readonly {
        readonly role?: 'primary' | 'copy';
        readonly herId?: number;
        readonly level1?: {
          readonly name?: string;
          readonly herId?: number;
          readonly ids: readonly {
            readonly value: string;
            readonly type: string;
          }[];
        };
        readonly level2?: {
          readonly name?: string;
          readonly herId?: number;
          readonly ids: readonly {
            readonly value: string;
            readonly type: string;
          }[];
          readonly kind: 'service' | 'person' | 'department';
        };
      }[];
      readonly conversation?: {
        readonly refToParent: string;
        readonly refToConversation: string;
      };
      readonly patientPresent: boolean;
      readonly processingStatus?: string;
      readonly attachments: readonly {
        readonly mimeType?: string;
        readonly sizeBytes: number;
      }[];
      readonly receipt?: {
        /** 8258 */
        readonly status: '1' | '2' | '3';
        readonly errors: readonly {
          readonly code: string;
          readonly display?: string;
          readonly text?: string;
        }[];
        readonly original: {
          readonly messageType: string;
          readonly issueDate: string;
          readonly messageId: string;
        };
      };
    };
    readonly findings: readonly {
      /** Id of the rule; it does not change */
      readonly rule: string;
      readonly severity: 'error' | 'warning';
      /** MsgHead/MsgInfo/Sender: names as the standard has them; empty for the whole */
      readonly path: string;
      readonly line?: number;
      readonly nb: {
        readonly message: string;
        /** How to mend it */
        readonly fix?: string;
      };
      readonly en: {
        readonly message: string;
        /** How to mend it */
        readonly fix?: string;
      };
      /** 8221 code that a receiver answers with */
      readonly appRecCode?: string;
      /** Standard and section */
      readonly source?: string;
      /** What the schema processor said */
      readonly raw?: string;
    }[];
  };
  readonly receipt?: {
    /** The application receipt that a receiver must answer with */
    readonly xml: string;
    readonly status: 'ok' | 'rejected' | 'ok-with-errors';
    readonly codes: readonly string[];
  };
  readonly noReceiptBecause?: 'is-receipt' | 'unreadable';
  /** Whole pages: no script, nothing from outside */
  readonly html?: {
    readonly nb: string;
    readonly en: string;
  };
}

export interface ConfirmClientDraftPath {
  readonly clientId: string | number;
}

export interface ConfirmClientDraftBody {
  readonly name?: string;
  readonly tenancy?: 'single-tenant' | 'multi-tenant';
}

export interface ConfirmClientDraftAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  /** Whether it acts for its own organisation, or for those that delegated to it */
  readonly tenancy: 'single-tenant' | 'multi-tenant';
  /** Units of the organisation that the client may name in its tokens */
  readonly childOrganizationNumbers: readonly string[];
  readonly scopes: readonly string[];
  /** Where persons who log in come back to, compared exactly; without any the client logs nobody in */
  readonly redirectUris: readonly string[];
  /** Where persons come after they log out, compared exactly */
  readonly postLogoutRedirectUris: readonly string[];
  /** Ways to log persons in beside the redirect: on another device, or asked for behind their back */
  readonly signInFlows: readonly ('device' | 'ciba')[];
  /** The APIs that this client is, by their audiences: it may introspect and exchange tokens for them */
  readonly apis: readonly string[];
  /** For the tokens of one API each */
  readonly claims: Readonly<Record<string, string>>;
  /** What the client asked for by self-service and nobody has approved */
  readonly pending: {
    readonly scopes: readonly string[];
    readonly claims: Readonly<Record<string, string>>;
    /** Units of the organisation that the client may name in its tokens */
    readonly childOrganizationNumbers: readonly string[];
  };
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
    readonly expiresAt?: string;
  }[];
  readonly createdAt: string;
  readonly disabledAt?: string;
}

export interface CreateClientBody {
  readonly name: string;
  /** Nine digits */
  readonly organizationNumber: string;
  readonly publicJwks: readonly Readonly<Record<string, unknown>>[];
  readonly scopes: readonly string[];
  /** Whether it acts for its own organisation, or for those that delegated to it */
  readonly tenancy?: 'single-tenant' | 'multi-tenant';
  /** Units of the organisation that the client may name in its tokens */
  readonly childOrganizationNumbers?: readonly string[];
  /** Where persons who log in come back to, compared exactly; without any the client logs nobody in */
  readonly redirectUris?: readonly string[];
  /** Where persons come after they log out, compared exactly */
  readonly postLogoutRedirectUris?: readonly string[];
  /** Ways to log persons in beside the redirect: on another device, or asked for behind their back */
  readonly signInFlows?: readonly ('device' | 'ciba')[];
  /** The APIs that this client is, by their audiences: it may introspect and exchange tokens for them */
  readonly apis?: readonly string[];
}

export interface CreateClientAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  /** Whether it acts for its own organisation, or for those that delegated to it */
  readonly tenancy: 'single-tenant' | 'multi-tenant';
  /** Units of the organisation that the client may name in its tokens */
  readonly childOrganizationNumbers: readonly string[];
  readonly scopes: readonly string[];
  /** Where persons who log in come back to, compared exactly; without any the client logs nobody in */
  readonly redirectUris: readonly string[];
  /** Where persons come after they log out, compared exactly */
  readonly postLogoutRedirectUris: readonly string[];
  /** Ways to log persons in beside the redirect: on another device, or asked for behind their back */
  readonly signInFlows: readonly ('device' | 'ciba')[];
  /** The APIs that this client is, by their audiences: it may introspect and exchange tokens for them */
  readonly apis: readonly string[];
  /** For the tokens of one API each */
  readonly claims: Readonly<Record<string, string>>;
  /** What the client asked for by self-service and nobody has approved */
  readonly pending: {
    readonly scopes: readonly string[];
    readonly claims: Readonly<Record<string, string>>;
    /** Units of the organisation that the client may name in its tokens */
    readonly childOrganizationNumbers: readonly string[];
  };
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
    readonly expiresAt?: string;
  }[];
  readonly createdAt: string;
  readonly disabledAt?: string;
}

export interface CreateCommunicationPartyBody {
  readonly displayName?: string;
  readonly parentHerId?: number;
  readonly organizationNumber?: string;
  readonly businessType?: string;
  /** A code and the OID of its code system; a request may say 8666 for 2.16.578.1.12.4.1.1.8666 */
  readonly serviceCode?: {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  };
  readonly municipality?: string;
  readonly description?: string;
  readonly locationDescription?: string;
  readonly person?: {
    readonly givenName: string;
    readonly familyName: string;
    readonly hprNumber?: string;
    readonly title?: string;
  };
  readonly coverageAreas?: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  readonly industryCodes?: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  /** Whatever else, by name */
  readonly properties?: Readonly<Record<string, string>>;
  readonly physicalAddresses?: readonly {
    /** Code system 3401 */
    readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    readonly validFrom?: string;
    readonly validTo?: string;
  }[];
  readonly validTo?: string;
  readonly electronicAddresses?: readonly {
    /** Code system 9044 */
    readonly type:
      | 'E_EDI'
      | 'E_SB_ASYNC'
      | 'E_SB_SYNC'
      | 'E_SB_SYNCREPLY'
      | 'E_SB_ERROR'
      | 'E_DS'
      | 'E_URL'
      | 'E_CEN'
      | 'E_TLF'
      | 'E_FAX'
      | 'E_EPO'
      | 'E_ICE';
    readonly value: string;
    readonly validFrom?: string;
    readonly validTo?: string;
  }[];
  readonly certificates?: readonly {
    readonly use: 'signing' | 'encryption';
    /** DER in base64, or PEM */
    readonly value: string;
  }[];
  readonly herId?: number;
  /** Taken as another register says it: what breaks a usage rule is remarked on, not refused. The operator’s. */
  readonly imported?: boolean;
  readonly kind: 'organization' | 'service' | 'person' | 'department';
  readonly name: string;
  readonly validFrom?: string;
}

export interface CreateCommunicationPartyAnswer {
  readonly herId: number;
  readonly kind: 'organization' | 'service' | 'person' | 'department';
  readonly name: string;
  /** To be shown and written in documents (AD2.3) */
  readonly displayName?: string;
  readonly parentHerId?: number;
  readonly parentName?: string;
  readonly organizationNumber: string;
  readonly organizationNumberInherited: boolean;
  readonly active: boolean;
  readonly validFrom: string;
  readonly validTo?: string;
  /** Code system 9040 */
  readonly businessType?: string;
  /** A code and the OID of its code system; a request may say 8666 for 2.16.578.1.12.4.1.1.8666 */
  readonly serviceCode?: {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  };
  readonly municipality?: string;
  readonly description?: string;
  /** Sted/funksjon (AD3.20) */
  readonly locationDescription?: string;
  readonly person?: {
    readonly givenName: string;
    readonly familyName: string;
    readonly hprNumber?: string;
    readonly title?: string;
  };
  /** What a service covers: municipalities (3402), districts (3403) */
  readonly coverageAreas: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  readonly industryCodes: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  /** Whatever else, by name */
  readonly properties: Readonly<Record<string, string>>;
  readonly physicalAddresses: readonly {
    /** Code system 3401 */
    readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly futurePhysicalAddresses: readonly {
    /** Code system 3401 */
    readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly electronicAddresses: readonly {
    /** Code system 9044 */
    readonly type:
      | 'E_EDI'
      | 'E_SB_ASYNC'
      | 'E_SB_SYNC'
      | 'E_SB_SYNCREPLY'
      | 'E_SB_ERROR'
      | 'E_DS'
      | 'E_URL'
      | 'E_CEN'
      | 'E_TLF'
      | 'E_FAX'
      | 'E_EPO'
      | 'E_ICE';
    readonly value: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly futureElectronicAddresses: readonly {
    /** Code system 9044 */
    readonly type:
      | 'E_EDI'
      | 'E_SB_ASYNC'
      | 'E_SB_SYNC'
      | 'E_SB_SYNCREPLY'
      | 'E_SB_ERROR'
      | 'E_DS'
      | 'E_URL'
      | 'E_CEN'
      | 'E_TLF'
      | 'E_FAX'
      | 'E_EPO'
      | 'E_ICE';
    readonly value: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly certificates: readonly {
    readonly use: 'signing' | 'encryption';
    /** SHA-1 of the DER in hex */
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly subjectOrganizationNumber?: string;
    /** DER in base64 */
    readonly value?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
  }[];
  readonly futureCertificates: readonly {
    readonly use: 'signing' | 'encryption';
    /** SHA-1 of the DER in hex */
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly subjectOrganizationNumber?: string;
    /** DER in base64 */
    readonly value?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
  }[];
  readonly remarks: readonly {
    readonly code: string;
    readonly message: string;
  }[];
  readonly version: number;
  readonly changedAt: string;
}

export interface DeleteEbxmlMailboxPath {
  readonly address: string | number;
}

export interface DeleteMshConfigurationsQuery {
  /** HER-ids of your own organisation, the parameter once for each, none twice */
  readonly HerIds: readonly number[];
}

export interface DeleteNotificationsBody {
  /** Ids of notifications, not of messages */
  readonly notificationIds: readonly string[];
}

export interface DisableClientPath {
  readonly clientId: string | number;
}

export interface DisableClientAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  /** Whether it acts for its own organisation, or for those that delegated to it */
  readonly tenancy: 'single-tenant' | 'multi-tenant';
  /** Units of the organisation that the client may name in its tokens */
  readonly childOrganizationNumbers: readonly string[];
  readonly scopes: readonly string[];
  /** Where persons who log in come back to, compared exactly; without any the client logs nobody in */
  readonly redirectUris: readonly string[];
  /** Where persons come after they log out, compared exactly */
  readonly postLogoutRedirectUris: readonly string[];
  /** Ways to log persons in beside the redirect: on another device, or asked for behind their back */
  readonly signInFlows: readonly ('device' | 'ciba')[];
  /** The APIs that this client is, by their audiences: it may introspect and exchange tokens for them */
  readonly apis: readonly string[];
  /** For the tokens of one API each */
  readonly claims: Readonly<Record<string, string>>;
  /** What the client asked for by self-service and nobody has approved */
  readonly pending: {
    readonly scopes: readonly string[];
    readonly claims: Readonly<Record<string, string>>;
    /** Units of the organisation that the client may name in its tokens */
    readonly childOrganizationNumbers: readonly string[];
  };
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
    readonly expiresAt?: string;
  }[];
  readonly createdAt: string;
  readonly disabledAt?: string;
}

export interface DraftClientBody {
  /** Nine digits */
  readonly organizationNumber: string;
  /** Public JWK, as an object or as its JSON text */
  readonly publicJwk: Readonly<Record<string, unknown>> | string;
  readonly apiScopes: readonly string[];
  readonly audienceSpecificClientClaims?:
    | readonly {
        readonly key: string;
        readonly value: string;
      }[]
    | null;
  readonly redirectUris?: readonly string[] | null;
  readonly postLogoutRedirectUris?: readonly string[] | null;
  readonly childOrganizationNumbers?: readonly string[] | null;
  /** Taken and not used: here an administrator confirms */
  readonly postClientConfirmationRedirectUri?: string | null;
}

export interface DraftClientAnswer {
  readonly clientId: string;
}

export interface EndDelegationPath {
  readonly clientId: string | number;
  readonly organizationNumber: string | number;
}

export type ExportAddressRegisterAnswer = unknown;

export interface ExportHerIdsAnswer {
  readonly herIds: readonly number[];
  readonly lastSequenceNumber: number;
}

export interface GetAgreementPath {
  readonly cpaId: string | number;
}

export interface GetAgreementAnswer {
  readonly cpaId: string;
  /** 1 proposed, 2 valid, 3 revoked, 4 expired, 5 valid but not the latest */
  readonly status: number;
  readonly origin: 'generated' | 'imported';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly madeAt: string;
  readonly supersededAt?: string;
  readonly terminatedAt?: string;
  readonly parties: readonly {
    readonly herId: number;
    readonly name: string;
    readonly ids: readonly {
      readonly type: string;
      readonly value: string;
    }[];
    readonly roles: readonly {
      readonly process: {
        readonly uuid: string;
        readonly name: string;
        readonly version: string;
      };
      readonly role: string;
      readonly service: string;
      readonly encryptionCertificateId?: string;
      readonly actions: readonly {
        readonly direction: 'send' | 'receive';
        readonly action: string;
        readonly packageId: string;
        readonly channelIds: readonly string[];
      }[];
    }[];
    readonly certificates: readonly {
      readonly id: string;
      /** DER as base64 */
      readonly value: string;
    }[];
    readonly channels: readonly {
      readonly id: string;
      readonly transport: 'smtp' | 'http-async' | 'http-sync' | 'amqp' | 'amqp-sync';
      readonly uri?: string;
      readonly syncReplyMode: 'none' | 'mshSignalsOnly' | 'signalsOnly' | 'responseOnly' | 'signalsAndResponse';
      readonly ackMode: 'always' | 'never' | 'perMessage';
      readonly ackSignatureMode: 'always' | 'never' | 'perMessage';
      readonly duplicateElimination: 'always' | 'never' | 'perMessage';
      readonly retries?: number;
      readonly retryIntervalMs?: number;
      readonly persistDurationMs?: number;
      readonly signatureAlgorithms: readonly string[];
      readonly signingCertificateId?: string;
      readonly encryptionCertificateId?: string;
    }[];
    readonly defaultChannelId: string;
  }[];
}

export interface GetAgreementBetweenPath {
  readonly one: string | number;
  readonly other: string | number;
}

export interface GetAgreementBetweenAnswer {
  readonly cpaId: string;
  /** 1 proposed, 2 valid, 3 revoked, 4 expired, 5 valid but not the latest */
  readonly status: number;
  readonly origin: 'generated' | 'imported';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly madeAt: string;
  readonly supersededAt?: string;
  readonly terminatedAt?: string;
  readonly parties: readonly {
    readonly herId: number;
    readonly name: string;
    readonly ids: readonly {
      readonly type: string;
      readonly value: string;
    }[];
    readonly roles: readonly {
      readonly process: {
        readonly uuid: string;
        readonly name: string;
        readonly version: string;
      };
      readonly role: string;
      readonly service: string;
      readonly encryptionCertificateId?: string;
      readonly actions: readonly {
        readonly direction: 'send' | 'receive';
        readonly action: string;
        readonly packageId: string;
        readonly channelIds: readonly string[];
      }[];
    }[];
    readonly certificates: readonly {
      readonly id: string;
      /** DER as base64 */
      readonly value: string;
    }[];
    readonly channels: readonly {
      readonly id: string;
      readonly transport: 'smtp' | 'http-async' | 'http-sync' | 'amqp' | 'amqp-sync';
      readonly uri?: string;
      readonly syncReplyMode: 'none' | 'mshSignalsOnly' | 'signalsOnly' | 'responseOnly' | 'signalsAndResponse';
      readonly ackMode: 'always' | 'never' | 'perMessage';
      readonly ackSignatureMode: 'always' | 'never' | 'perMessage';
      readonly duplicateElimination: 'always' | 'never' | 'perMessage';
      readonly retries?: number;
      readonly retryIntervalMs?: number;
      readonly persistDurationMs?: number;
      readonly signatureAlgorithms: readonly string[];
      readonly signingCertificateId?: string;
      readonly encryptionCertificateId?: string;
    }[];
    readonly defaultChannelId: string;
  }[];
}

export interface GetBusinessDocumentPath {
  /** The id that POST /messages or a notification has given; not MsgId */
  readonly id: string | number;
}

export interface GetBusinessDocumentAnswer {
  /** The document as it was sent, base64 */
  readonly businessDocument: string;
  readonly contentType: string;
  readonly contentTransferEncoding: string;
}

export interface GetCertificatePath {
  readonly thumbprint: string | number;
}

export interface GetCertificateAnswer {
  readonly thumbprint: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly subjectOrganizationNumber?: string;
  /** DER in base64 */
  readonly value: string;
  readonly heldBy: readonly {
    readonly herId: number;
    readonly use: 'signing' | 'encryption';
    readonly registeredAt: string;
    readonly withdrawnAt?: string;
  }[];
}

export interface GetClientPath {
  readonly clientId: string | number;
}

export interface GetClientAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  /** Whether it acts for its own organisation, or for those that delegated to it */
  readonly tenancy: 'single-tenant' | 'multi-tenant';
  /** Units of the organisation that the client may name in its tokens */
  readonly childOrganizationNumbers: readonly string[];
  readonly scopes: readonly string[];
  /** Where persons who log in come back to, compared exactly; without any the client logs nobody in */
  readonly redirectUris: readonly string[];
  /** Where persons come after they log out, compared exactly */
  readonly postLogoutRedirectUris: readonly string[];
  /** Ways to log persons in beside the redirect: on another device, or asked for behind their back */
  readonly signInFlows: readonly ('device' | 'ciba')[];
  /** The APIs that this client is, by their audiences: it may introspect and exchange tokens for them */
  readonly apis: readonly string[];
  /** For the tokens of one API each */
  readonly claims: Readonly<Record<string, string>>;
  /** What the client asked for by self-service and nobody has approved */
  readonly pending: {
    readonly scopes: readonly string[];
    readonly claims: Readonly<Record<string, string>>;
    /** Units of the organisation that the client may name in its tokens */
    readonly childOrganizationNumbers: readonly string[];
  };
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
    readonly expiresAt?: string;
  }[];
  readonly createdAt: string;
  readonly disabledAt?: string;
}

export interface GetCommunicationPartyPath {
  /** HER-id */
  readonly herId: string | number;
}

export interface GetCommunicationPartyQuery {
  /** As it is at this instant; now when left out */
  readonly at?: string;
}

export interface GetCommunicationPartyAnswer {
  readonly herId: number;
  readonly kind: 'organization' | 'service' | 'person' | 'department';
  readonly name: string;
  /** To be shown and written in documents (AD2.3) */
  readonly displayName?: string;
  readonly parentHerId?: number;
  readonly parentName?: string;
  readonly organizationNumber: string;
  readonly organizationNumberInherited: boolean;
  readonly active: boolean;
  readonly validFrom: string;
  readonly validTo?: string;
  /** Code system 9040 */
  readonly businessType?: string;
  /** A code and the OID of its code system; a request may say 8666 for 2.16.578.1.12.4.1.1.8666 */
  readonly serviceCode?: {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  };
  readonly municipality?: string;
  readonly description?: string;
  /** Sted/funksjon (AD3.20) */
  readonly locationDescription?: string;
  readonly person?: {
    readonly givenName: string;
    readonly familyName: string;
    readonly hprNumber?: string;
    readonly title?: string;
  };
  /** What a service covers: municipalities (3402), districts (3403) */
  readonly coverageAreas: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  readonly industryCodes: readonly {
    readonly system: string;
    readonly code: string;
    readonly display?: string;
  }[];
  /** Whatever else, by name */
  readonly properties: Readonly<Record<string, string>>;
  readonly physicalAddresses: readonly {
    /** Code system 3401 */
    readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly futurePhysicalAddresses: readonly {
    /** Code system 3401 */
    readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly electronicAddresses: readonly {
    /** Code system 9044 */
    readonly type:
      | 'E_EDI'
      | 'E_SB_ASYNC'
      | 'E_SB_SYNC'
      | 'E_SB_SYNCREPLY'
      | 'E_SB_ERROR'
      | 'E_DS'
      | 'E_URL'
      | 'E_CEN'
      | 'E_TLF'
      | 'E_FAX'
      | 'E_EPO'
      | 'E_ICE';
    readonly value: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly futureElectronicAddresses: readonly {
    /** Code system 9044 */
    readonly type:
      | 'E_EDI'
      | 'E_SB_ASYNC'
      | 'E_SB_SYNC'
      | 'E_SB_SYNCREPLY'
      | 'E_SB_ERROR'
      | 'E_DS'
      | 'E_URL'
      | 'E_CEN'
      | 'E_TLF'
      | 'E_FAX'
      | 'E_EPO'
      | 'E_ICE';
    readonly value: string;
    /** From the party's organisation */
    readonly inherited: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
  }[];
  readonly certificates: readonly {
    readonly use: 'signing' | 'encryption';
    /** SHA-1 of the DER in hex */
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly subjectOrganizationNumber?: string;
    /** DER in base64 */
    readonly value?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
  }[];
  readonly futureCertificates: readonly {
    readonly use: 'signing' | 'encryption';
    /** SHA-1 of the DER in hex */
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly subjectOrganizationNumber?: string;
    /** DER in base64 */
    readonly value?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
  }[];
  readonly remarks: readonly {
    readonly code: string;
    readonly message: string;
  }[];
  readonly version: number;
  readonly changedAt: string;
}

export interface GetCurrentClientAnswer {
  readonly apiScopes: readonly {
    readonly scope: string;
    readonly status: 'ok' | 'pending';
    readonly statusReason: string | null;
  }[];
  readonly audienceSpecificClientClaims: readonly {
    readonly claimType: string;
    readonly activeClaimValue: string | null;
    readonly pendingClaimValue: string | null;
    readonly status: 'ok' | 'pending' | 'updatePending';
    readonly statusReason: string | null;
  }[];
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  /** Those that tokens can name now */
  readonly childOrganizationNumbers: readonly string[];
  /** Those that wait for approval */
  readonly pendingChildOrganizationNumbers: readonly string[];
}

export interface GetFlatCertificatePath {
  /** HER-id */
  readonly herId: string | number;
  readonly use: string | number;
}

export interface GetFlatCertificateAnswer {
  readonly thumbprint: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly certificateValue: string;
}

export interface GetFlatCommunicationPartyPath {
  /** HER-id */
  readonly herId: string | number;
}

export interface GetFlatCommunicationPartyAnswer {
  readonly herId: number;
  readonly name: string;
  readonly displayName?: string;
  readonly type: 'Organization' | 'Service' | 'Person' | 'Department';
  readonly organizationDetails?: {
    readonly organizationNumber: string;
    readonly businessType?: {
      /** Number of the code list: 9040, 8666 */
      readonly codeListId: string;
      readonly value: string;
      readonly name?: string;
    };
    readonly persons: readonly number[];
    readonly services: readonly number[];
  };
  readonly serviceDetails?: {
    readonly serviceType?: {
      /** Number of the code list: 9040, 8666 */
      readonly codeListId: string;
      readonly value: string;
      readonly name?: string;
    };
    readonly serviceSpecification?: string;
    readonly parentOrganization?: {
      readonly name: string;
      readonly herId: number;
      readonly organizationNumber: string;
    };
  };
  readonly personDetails?: {
    readonly hprNumber?: number;
    readonly parentOrganization?: {
      readonly name: string;
      readonly herId: number;
      readonly organizationNumber: string;
    };
  };
  readonly departmentDetails?: {
    readonly parentOrganization?: {
      readonly name: string;
      readonly herId: number;
      readonly organizationNumber: string;
    };
  };
  readonly currentSigningCertificate?: {
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
  };
  readonly currentEncryptionCertificate?: {
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
  };
  readonly email?: string;
  readonly homepageUrl?: string;
  readonly phoneNumber?: string;
  readonly faxNumber?: string;
  readonly ediAddress?: string;
  readonly postalAddress?: {
    readonly address?: string;
    readonly postalBox?: string;
    readonly postalCode?: string;
    readonly city?: string;
  };
  readonly amqpTransportStatus: 'Enabled' | 'Disabled';
  readonly amqpAddress?: {
    readonly amqpSyncQueue?: string;
    readonly amqpSyncReplyQueue?: string;
    readonly amqpAsyncQueue?: string;
    readonly amqpErrorQueue?: string;
  };
  readonly validFrom: string;
  readonly validTo?: string;
}

export interface GetHealthAnswer {
  readonly status: 'alive';
}

export interface GetMessagePath {
  /** The id that POST /messages or a notification has given; not MsgId */
  readonly id: string | number;
}

export interface GetMessageAnswer {
  readonly id: string;
  readonly senderHerId: number;
  readonly receiverHerIds: readonly number[];
  /** MsgId */
  readonly businessDocumentId: string;
  /** GenDate as it stands in the document */
  readonly businessDocumentGenDate: string;
  readonly businessDocumentMsgType: string;
  readonly contentType: string;
}

export interface GetMessageStatusPath {
  /** The id that POST /messages or a notification has given; not MsgId */
  readonly id: string | number;
}

export interface GetMessageStatusAnswer {
  /** One line for each receiver */
  readonly statusList: readonly {
    readonly receiverHerId: number;
    /** Acknowledged only by the receiver’s own word or receipt */
    readonly transportDeliveryState: 'Unconfirmed' | 'Acknowledged' | 'Rejected' | 'Abandoned';
    readonly sent: boolean;
    readonly apprecInfo: {
      readonly appRecStatus: 'Ok' | 'Rejected' | 'OkErrorInMessagePart';
      readonly appRecErrorList: readonly {
        /** Code of 8221 */
        readonly errorCode: string;
        readonly details: string | null;
      }[];
      /** The receipt: a message, read with this id */
      readonly appRecId: string;
    } | null;
  }[];
}

export type GetMultiTenantDelegationsAnswer = readonly {
  readonly delegator: {
    readonly organizationNumber: string;
    readonly name: string;
    readonly isHelsenettMember: boolean;
  };
  readonly serviceTerms: readonly {
    /** The audience of the API */
    readonly uri: string;
    readonly name: string;
    readonly delegatorHasSigned: boolean;
    readonly scopes: readonly string[];
  }[];
}[];

export interface GetNotificationsQuery {
  /** HER-ids of your own organisation, the parameter once for each, none twice */
  readonly HerIds: readonly number[];
  /** The last offset that you have seen; 0 starts at the beginning */
  readonly Offset: number;
  readonly NotificationsToFetch?: number;
}

export interface GetNotificationsAnswer {
  readonly notifications: readonly {
    readonly notificationId: string;
    /** The message that it is about */
    readonly relatedMessageId: string;
    readonly type:
      | 'NewMessage'
      | 'RefusedMessage'
      | 'MessageSentStateUpdated'
      | 'MessageApprecInfoUpdated'
      | 'MessageDeliveryStateUpdated';
    readonly notificationReceiverHerId: number;
    readonly notificationTriggeredByHerId: number;
    readonly description: string;
    readonly createdAt: string;
    /** Grows in commit order over the whole network, with gaps */
    readonly offset: number;
  }[];
}

export interface GetProfilePath {
  /** HER-id */
  readonly herId: string | number;
}

export interface GetProfileAnswer {
  readonly cppId: string;
  readonly madeAt: string;
  readonly supersededAt?: string;
  readonly party: {
    readonly herId: number;
    readonly name: string;
    readonly ids: readonly {
      readonly type: string;
      readonly value: string;
    }[];
    readonly roles: readonly {
      readonly process: {
        readonly uuid: string;
        readonly name: string;
        readonly version: string;
      };
      readonly role: string;
      readonly service: string;
      readonly encryptionCertificateId?: string;
      readonly actions: readonly {
        readonly direction: 'send' | 'receive';
        readonly action: string;
        readonly packageId: string;
        readonly channelIds: readonly string[];
      }[];
    }[];
    readonly certificates: readonly {
      readonly id: string;
      /** DER as base64 */
      readonly value: string;
    }[];
    readonly channels: readonly {
      readonly id: string;
      readonly transport: 'smtp' | 'http-async' | 'http-sync' | 'amqp' | 'amqp-sync';
      readonly uri?: string;
      readonly syncReplyMode: 'none' | 'mshSignalsOnly' | 'signalsOnly' | 'responseOnly' | 'signalsAndResponse';
      readonly ackMode: 'always' | 'never' | 'perMessage';
      readonly ackSignatureMode: 'always' | 'never' | 'perMessage';
      readonly duplicateElimination: 'always' | 'never' | 'perMessage';
      readonly retries?: number;
      readonly retryIntervalMs?: number;
      readonly persistDurationMs?: number;
      readonly signatureAlgorithms: readonly string[];
      readonly signingCertificateId?: string;
      readonly encryptionCertificateId?: string;
    }[];
    readonly defaultChannelId: string;
  };
}

export interface GetReadinessAnswer {
  readonly ready: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly ok: boolean;
    /** What failed */
    readonly detail?: string;
  }[];
}

export interface GetRetentionRulesAnswer {
  readonly rules: readonly {
    /** Code of 8279; `*` for all others */
    readonly messageType: string;
    /** How long the document is kept after it was accepted; 7 at the least */
    readonly bodyDays: number;
    /** How long what is known of it is kept: parties, times, events */
    readonly messageDays: number;
    /** How long a copy is still known */
    readonly keyDays: number;
  }[];
}

export interface GetUnreadNotificationsQuery {
  /** HER-ids of your own organisation, the parameter once for each, none twice */
  readonly HerIds: readonly number[];
  readonly NotificationsToFetch?: number;
}

export interface GetUnreadNotificationsAnswer {
  readonly unreadNotifications: readonly {
    readonly notificationId: string;
    /** The message that it is about */
    readonly relatedMessageId: string;
    readonly type:
      | 'NewMessage'
      | 'RefusedMessage'
      | 'MessageSentStateUpdated'
      | 'MessageApprecInfoUpdated'
      | 'MessageDeliveryStateUpdated';
    readonly notificationReceiverHerId: number;
  }[];
}

export interface GiveDelegationPath {
  readonly clientId: string | number;
  readonly organizationNumber: string | number;
}

export interface GiveDelegationBody {
  /** Name of the organisation */
  readonly name: string;
  /** Whether the organisation is a member of the health network */
  readonly isMember: boolean;
  /** Units of the organisation that the client may name in its tokens */
  readonly childOrganizationNumbers: readonly string[];
  /** Our APIs whose terms the organisation has signed */
  readonly signedAudiences: readonly string[];
}

export interface GiveDelegationAnswer {
  readonly organizationNumber: string;
  /** Name of the organisation */
  readonly name: string;
  /** Whether the organisation is a member of the health network */
  readonly isMember: boolean;
  /** Units of the organisation that the client may name in its tokens */
  readonly childOrganizationNumbers: readonly string[];
  /** Our APIs whose terms the organisation has signed */
  readonly signedAudiences: readonly string[];
  readonly givenAt: string;
}

export interface ImportAgreementBody {
  /** The CPA as XML, in base64 */
  readonly document: string;
}

export interface ImportAgreementAnswer {
  readonly cpaId: string;
  /** 1 proposed, 2 valid, 3 revoked, 4 expired, 5 valid but not the latest */
  readonly status: number;
  readonly origin: 'generated' | 'imported';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly madeAt: string;
  readonly supersededAt?: string;
  readonly terminatedAt?: string;
  readonly parties: readonly {
    readonly herId: number;
    readonly name: string;
    readonly ids: readonly {
      readonly type: string;
      readonly value: string;
    }[];
    readonly roles: readonly {
      readonly process: {
        readonly uuid: string;
        readonly name: string;
        readonly version: string;
      };
      readonly role: string;
      readonly service: string;
      readonly encryptionCertificateId?: string;
      readonly actions: readonly {
        readonly direction: 'send' | 'receive';
        readonly action: string;
        readonly packageId: string;
        readonly channelIds: readonly string[];
      }[];
    }[];
    readonly certificates: readonly {
      readonly id: string;
      /** DER as base64 */
      readonly value: string;
    }[];
    readonly channels: readonly {
      readonly id: string;
      readonly transport: 'smtp' | 'http-async' | 'http-sync' | 'amqp' | 'amqp-sync';
      readonly uri?: string;
      readonly syncReplyMode: 'none' | 'mshSignalsOnly' | 'signalsOnly' | 'responseOnly' | 'signalsAndResponse';
      readonly ackMode: 'always' | 'never' | 'perMessage';
      readonly ackSignatureMode: 'always' | 'never' | 'perMessage';
      readonly duplicateElimination: 'always' | 'never' | 'perMessage';
      readonly retries?: number;
      readonly retryIntervalMs?: number;
      readonly persistDurationMs?: number;
      readonly signatureAlgorithms: readonly string[];
      readonly signingCertificateId?: string;
      readonly encryptionCertificateId?: string;
    }[];
    readonly defaultChannelId: string;
  }[];
}

export interface ListAddressRegisterEventsQuery {
  readonly after?: number;
  /** The first event wanted: another way to say `after` */
  readonly fromSequenceNumber?: number;
  readonly limit?: number;
}

export interface ListAddressRegisterEventsAnswer {
  readonly events: readonly {
    readonly sequence: number;
    readonly herId: number;
    readonly kind: 'created' | 'changed' | 'inherited';
    readonly recordedAt: string;
    readonly clientId: string;
    readonly version: number;
    readonly changes: Readonly<
      Record<
        string,
        {
          readonly before?: unknown;
          readonly after?: unknown;
        }
      >
    >;
    readonly causedBySequence?: number;
  }[];
}

export interface ListAgreementEventsQuery {
  readonly after?: number;
  readonly limit?: number;
}

export type ListAgreementEventsAnswer = readonly {
  readonly sequence: number;
  readonly kind: 'CppUpdated' | 'CpaCreated' | 'CpaTerminated';
  readonly herId: number;
  readonly otherHerId?: number;
  /** The id of the profile or agreement */
  readonly subjectId: string;
  readonly recordedAt: string;
  readonly clientId: string;
  readonly changes: Readonly<Record<string, unknown>>;
}[];

export interface ListAgreementsPath {
  /** HER-id */
  readonly herId: string | number;
}

export type ListAgreementsAnswer = readonly {
  readonly cpaId: string;
  /** 1 proposed, 2 valid, 3 revoked, 4 expired, 5 valid but not the latest */
  readonly status: number;
  readonly origin: 'generated' | 'imported';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly madeAt: string;
  readonly supersededAt?: string;
  readonly terminatedAt?: string;
  readonly herIds: readonly number[];
}[];

export interface ListCertificatesPath {
  /** HER-id */
  readonly herId: string | number;
}

export interface ListCertificatesAnswer {
  readonly certificates: readonly {
    readonly herId: number;
    readonly use: 'signing' | 'encryption';
    readonly registeredAt: string;
    readonly withdrawnAt?: string;
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly subjectOrganizationNumber?: string;
    /** DER in base64 */
    readonly value: string;
    /** Its organisation's */
    readonly inherited: boolean;
  }[];
}

export interface ListClientDraftsAnswer {
  readonly drafts: readonly {
    readonly clientId: string;
    readonly organizationNumber: string;
    readonly kid: string;
    readonly scopes: readonly string[];
    readonly claims: Readonly<Record<string, string>>;
    readonly childOrganizationNumbers: readonly string[];
    readonly redirectUris: readonly string[];
    readonly createdAt: string;
    readonly expiresAt: string;
  }[];
}

export interface ListClientsQuery {
  readonly limit?: number;
  /** The last clientId of the page before */
  readonly after?: string;
}

export interface ListClientsAnswer {
  readonly clients: readonly {
    readonly clientId: string;
    readonly name: string;
    readonly organizationNumber: string;
    /** Whether it acts for its own organisation, or for those that delegated to it */
    readonly tenancy: 'single-tenant' | 'multi-tenant';
    /** Units of the organisation that the client may name in its tokens */
    readonly childOrganizationNumbers: readonly string[];
    readonly scopes: readonly string[];
    /** Where persons who log in come back to, compared exactly; without any the client logs nobody in */
    readonly redirectUris: readonly string[];
    /** Where persons come after they log out, compared exactly */
    readonly postLogoutRedirectUris: readonly string[];
    /** Ways to log persons in beside the redirect: on another device, or asked for behind their back */
    readonly signInFlows: readonly ('device' | 'ciba')[];
    /** The APIs that this client is, by their audiences: it may introspect and exchange tokens for them */
    readonly apis: readonly string[];
    /** For the tokens of one API each */
    readonly claims: Readonly<Record<string, string>>;
    /** What the client asked for by self-service and nobody has approved */
    readonly pending: {
      readonly scopes: readonly string[];
      readonly claims: Readonly<Record<string, string>>;
      /** Units of the organisation that the client may name in its tokens */
      readonly childOrganizationNumbers: readonly string[];
    };
    readonly keys: readonly {
      readonly kid: string;
      /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
      readonly publicJwk: Readonly<Record<string, unknown>>;
      /** RFC 7638, SHA-256 */
      readonly thumbprint: string;
      readonly addedAt: string;
      readonly expiresAt?: string;
    }[];
    readonly createdAt: string;
    readonly disabledAt?: string;
  }[];
  /** Give it as `after` for more */
  readonly next?: string;
}

export interface ListDelegationsPath {
  readonly clientId: string | number;
}

export interface ListDelegationsAnswer {
  readonly delegations: readonly {
    readonly organizationNumber: string;
    /** Name of the organisation */
    readonly name: string;
    /** Whether the organisation is a member of the health network */
    readonly isMember: boolean;
    /** Units of the organisation that the client may name in its tokens */
    readonly childOrganizationNumbers: readonly string[];
    /** Our APIs whose terms the organisation has signed */
    readonly signedAudiences: readonly string[];
    readonly givenAt: string;
  }[];
}

export interface ListEbxmlMailboxesAnswer {
  readonly mailboxes: readonly {
    readonly address: string;
    readonly herId: number;
    readonly userName: string;
    readonly sizeMaxBytes: number;
    readonly keptDays: number;
    readonly openedAt: string;
    /** `not-fetched`: a mail has waited longer than it may. Unless `open`, those who send are told 452 */
    readonly state: 'open' | 'full' | 'not-fetched';
    readonly mailCount: number;
    readonly mailBytes: number;
    /** Of the mails that wait */
    readonly oldestCameAt?: string;
  }[];
}

export interface ListEbxmlRuleCountsQuery {
  /** From this day on, in Norwegian time */
  readonly from: string;
  /** HER-id; 0 for what named nobody */
  readonly partner?: number;
}

export interface ListEbxmlRuleCountsAnswer {
  readonly ruleCounts: readonly {
    readonly partnerHerId: number;
    /** By the numbers of HITS 1172 */
    readonly rule: string;
    readonly severity: string;
    readonly day: string;
    readonly count: number;
    /** Of what was received: the newest that broke it */
    readonly lastId: string;
  }[];
}

export interface ListFlatCertificatesPath {
  /** HER-id */
  readonly herId: string | number;
  readonly use: string | number;
}

export type ListFlatCertificatesAnswer = readonly {
  readonly thumbprint: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly certificateValue: string;
}[];

export interface ListFlatEventsQuery {
  readonly fromSequenceNumber?: number;
}

export type ListFlatEventsAnswer = readonly {
  readonly sequenceNumber: number;
  readonly herId: number;
  readonly eventType: 'CommunicationPartyCreated' | 'CommunicationPartyUpdated';
  readonly eventTime: string;
}[];

export interface ListOverdueQuery {
  /** `next` of the page before */
  readonly after?: string;
  readonly limit?: number;
}

export interface ListOverdueAnswer {
  readonly overdue: readonly {
    readonly id: string;
    /** MsgId of the document */
    readonly messageId: string;
    readonly messageType: string;
    /** `transport`: nobody has said that they have the document. `receipt`: nobody has answered it */
    readonly leg: 'transport' | 'receipt';
    readonly sender: {
      readonly herId: number;
      /** As the address register has it now */
      readonly name?: string;
    };
    readonly receiver: {
      readonly herId: number;
      /** As the address register has it now */
      readonly name?: string;
    };
    readonly transport: string;
    readonly dueAt: string;
  }[];
  /** Where the next page goes on; absent on the last */
  readonly next?: string;
}

export type ListProcessesAnswer = readonly {
  readonly uuid: string;
  readonly name: string;
  readonly version: string;
  readonly role: string;
  readonly service: string;
  readonly actions: readonly {
    readonly direction: 'send' | 'receive';
    readonly action: string;
    readonly packageId: string;
    readonly transports: readonly ('smtp' | 'http-async' | 'http-sync' | 'amqp' | 'amqp-sync')[];
  }[];
}[];

export interface ListProfilesPath {
  /** HER-id */
  readonly herId: string | number;
}

export type ListProfilesAnswer = readonly {
  readonly cppId: string;
  readonly madeAt: string;
  readonly supersededAt?: string;
  readonly party: {
    readonly herId: number;
    readonly name: string;
    readonly ids: readonly {
      readonly type: string;
      readonly value: string;
    }[];
    readonly roles: readonly {
      readonly process: {
        readonly uuid: string;
        readonly name: string;
        readonly version: string;
      };
      readonly role: string;
      readonly service: string;
      readonly encryptionCertificateId?: string;
      readonly actions: readonly {
        readonly direction: 'send' | 'receive';
        readonly action: string;
        readonly packageId: string;
        readonly channelIds: readonly string[];
      }[];
    }[];
    readonly certificates: readonly {
      readonly id: string;
      /** DER as base64 */
      readonly value: string;
    }[];
    readonly channels: readonly {
      readonly id: string;
      readonly transport: 'smtp' | 'http-async' | 'http-sync' | 'amqp' | 'amqp-sync';
      readonly uri?: string;
      readonly syncReplyMode: 'none' | 'mshSignalsOnly' | 'signalsOnly' | 'responseOnly' | 'signalsAndResponse';
      readonly ackMode: 'always' | 'never' | 'perMessage';
      readonly ackSignatureMode: 'always' | 'never' | 'perMessage';
      readonly duplicateElimination: 'always' | 'never' | 'perMessage';
      readonly retries?: number;
      readonly retryIntervalMs?: number;
      readonly persistDurationMs?: number;
      readonly signatureAlgorithms: readonly string[];
      readonly signingCertificateId?: string;
      readonly encryptionCertificateId?: string;
    }[];
    readonly defaultChannelId: string;
  };
}[];

export interface ListSupportedProcessesPath {
  /** HER-id */
  readonly herId: string | number;
}

export type ListSupportedProcessesAnswer = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

export interface LookUpCommunicationPartiesBody {
  readonly herIds: readonly number[];
  readonly at?: string;
}

export interface LookUpCommunicationPartiesAnswer {
  readonly communicationParties: readonly {
    readonly herId: number;
    readonly kind: 'organization' | 'service' | 'person' | 'department';
    readonly name: string;
    /** To be shown and written in documents (AD2.3) */
    readonly displayName?: string;
    readonly parentHerId?: number;
    readonly parentName?: string;
    readonly organizationNumber: string;
    readonly organizationNumberInherited: boolean;
    readonly active: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
    /** Code system 9040 */
    readonly businessType?: string;
    /** A code and the OID of its code system; a request may say 8666 for 2.16.578.1.12.4.1.1.8666 */
    readonly serviceCode?: {
      readonly system: string;
      readonly code: string;
      readonly display?: string;
    };
    readonly municipality?: string;
    readonly description?: string;
    /** Sted/funksjon (AD3.20) */
    readonly locationDescription?: string;
    readonly person?: {
      readonly givenName: string;
      readonly familyName: string;
      readonly hprNumber?: string;
      readonly title?: string;
    };
    /** What a service covers: municipalities (3402), districts (3403) */
    readonly coverageAreas: readonly {
      readonly system: string;
      readonly code: string;
      readonly display?: string;
    }[];
    readonly industryCodes: readonly {
      readonly system: string;
      readonly code: string;
      readonly display?: string;
    }[];
    /** Whatever else, by name */
    readonly properties: Readonly<Record<string, string>>;
    readonly physicalAddresses: readonly {
      /** Code system 3401 */
      readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
      readonly street?: string;
      readonly postbox?: string;
      readonly postalCode?: string;
      readonly city?: string;
      readonly country?: string;
      /** From the party's organisation */
      readonly inherited: boolean;
      readonly validFrom: string;
      readonly validTo?: string;
    }[];
    readonly futurePhysicalAddresses: readonly {
      /** Code system 3401 */
      readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
      readonly street?: string;
      readonly postbox?: string;
      readonly postalCode?: string;
      readonly city?: string;
      readonly country?: string;
      /** From the party's organisation */
      readonly inherited: boolean;
      readonly validFrom: string;
      readonly validTo?: string;
    }[];
    readonly electronicAddresses: readonly {
      /** Code system 9044 */
      readonly type:
        | 'E_EDI'
        | 'E_SB_ASYNC'
        | 'E_SB_SYNC'
        | 'E_SB_SYNCREPLY'
        | 'E_SB_ERROR'
        | 'E_DS'
        | 'E_URL'
        | 'E_CEN'
        | 'E_TLF'
        | 'E_FAX'
        | 'E_EPO'
        | 'E_ICE';
      readonly value: string;
      /** From the party's organisation */
      readonly inherited: boolean;
      readonly validFrom: string;
      readonly validTo?: string;
    }[];
    readonly futureElectronicAddresses: readonly {
      /** Code system 9044 */
      readonly type:
        | 'E_EDI'
        | 'E_SB_ASYNC'
        | 'E_SB_SYNC'
        | 'E_SB_SYNCREPLY'
        | 'E_SB_ERROR'
        | 'E_DS'
        | 'E_URL'
        | 'E_CEN'
        | 'E_TLF'
        | 'E_FAX'
        | 'E_EPO'
        | 'E_ICE';
      readonly value: string;
      /** From the party's organisation */
      readonly inherited: boolean;
      readonly validFrom: string;
      readonly validTo?: string;
    }[];
    readonly certificates: readonly {
      readonly use: 'signing' | 'encryption';
      /** SHA-1 of the DER in hex */
      readonly thumbprint: string;
      readonly validFrom: string;
      readonly validTo: string;
      readonly subjectOrganizationNumber?: string;
      /** DER in base64 */
      readonly value?: string;
      /** From the party's organisation */
      readonly inherited: boolean;
    }[];
    readonly futureCertificates: readonly {
      readonly use: 'signing' | 'encryption';
      /** SHA-1 of the DER in hex */
      readonly thumbprint: string;
      readonly validFrom: string;
      readonly validTo: string;
      readonly subjectOrganizationNumber?: string;
      /** DER in base64 */
      readonly value?: string;
      /** From the party's organisation */
      readonly inherited: boolean;
    }[];
    readonly remarks: readonly {
      readonly code: string;
      readonly message: string;
    }[];
    readonly version: number;
    readonly changedAt: string;
  }[];
  readonly nextAfter?: number;
}

export type LookUpFlatCommunicationPartiesBody = readonly number[];

export type LookUpFlatCommunicationPartiesAnswer = readonly {
  readonly herId: number;
  readonly name: string;
  readonly displayName?: string;
  readonly type: 'Organization' | 'Service' | 'Person' | 'Department';
  readonly organizationDetails?: {
    readonly organizationNumber: string;
    readonly businessType?: {
      /** Number of the code list: 9040, 8666 */
      readonly codeListId: string;
      readonly value: string;
      readonly name?: string;
    };
    readonly persons: readonly number[];
    readonly services: readonly number[];
  };
  readonly serviceDetails?: {
    readonly serviceType?: {
      /** Number of the code list: 9040, 8666 */
      readonly codeListId: string;
      readonly value: string;
      readonly name?: string;
    };
    readonly serviceSpecification?: string;
    readonly parentOrganization?: {
      readonly name: string;
      readonly herId: number;
      readonly organizationNumber: string;
    };
  };
  readonly personDetails?: {
    readonly hprNumber?: number;
    readonly parentOrganization?: {
      readonly name: string;
      readonly herId: number;
      readonly organizationNumber: string;
    };
  };
  readonly departmentDetails?: {
    readonly parentOrganization?: {
      readonly name: string;
      readonly herId: number;
      readonly organizationNumber: string;
    };
  };
  readonly currentSigningCertificate?: {
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
  };
  readonly currentEncryptionCertificate?: {
    readonly thumbprint: string;
    readonly validFrom: string;
    readonly validTo: string;
  };
  readonly email?: string;
  readonly homepageUrl?: string;
  readonly phoneNumber?: string;
  readonly faxNumber?: string;
  readonly ediAddress?: string;
  readonly postalAddress?: {
    readonly address?: string;
    readonly postalBox?: string;
    readonly postalCode?: string;
    readonly city?: string;
  };
  readonly amqpTransportStatus: 'Enabled' | 'Disabled';
  readonly amqpAddress?: {
    readonly amqpSyncQueue?: string;
    readonly amqpSyncReplyQueue?: string;
    readonly amqpAsyncQueue?: string;
    readonly amqpErrorQueue?: string;
  };
  readonly validFrom: string;
  readonly validTo?: string;
}[];

export interface PingAnswer {
  readonly response: 'Pong';
  readonly timestampUtc: string;
}

export interface PlanRetentionAnswer {
  /** What a run asks for; good for one run within an hour */
  readonly token: string;
  readonly plannedAt: string;
  readonly rules: readonly {
    /** Code of 8279; `*` for all others */
    readonly messageType: string;
    /** How long the document is kept after it was accepted; 7 at the least */
    readonly bodyDays: number;
    /** How long what is known of it is kept: parties, times, events */
    readonly messageDays: number;
    /** How long a copy is still known */
    readonly keyDays: number;
  }[];
  readonly removals: readonly {
    /** What goes: the document, what is known of it, its key */
    readonly step: 'body' | 'message' | 'key';
    readonly messageType: string;
    /** In which it was accepted */
    readonly month: string;
    readonly count: number;
    /** As stored, about */
    readonly bytes: number;
    readonly oldest: string;
    readonly newest: string;
  }[];
}

export interface PostAppRecPath {
  /** The id that POST /messages or a notification has given; not MsgId */
  readonly id: string | number;
}

export interface PostAppRecBody {
  readonly appRecSenderHerId: number;
  /** In words, or as the digit of 8258 */
  readonly appRecStatus: 'Ok' | 'Rejected' | 'OkErrorInMessagePart' | '1' | '2' | '3';
  readonly appRecErrorList?:
    | readonly {
        /** Code of 8221 */
        readonly errorCode: string;
        readonly details?: string | null;
        readonly description?: string | null;
        readonly oid?: string | null;
      }[]
    | null;
  readonly applicationName?: string | null;
  readonly applicationVersion?: string | null;
  readonly transportMetadataOverrides?: {
    readonly transportSenderHerId?: number | null;
    readonly transportReceiverHerId?: number | null;
  } | null;
}

export interface PostAppRecAnswer {
  readonly id: string;
}

/** On disk */
export type PostEbxmlMessageAnswer = unknown;

/** An ebXML message */
export type PostEbxmlQuestionAnswer = unknown;

export interface PostMessageBody {
  /** The document, base64 (RFC 4648 §4); at most 35 MiB before it was encoded */
  readonly businessDocument: string;
  readonly senderHerId: number;
  /** Receivers that the document names: its receiver, and those it is copied to */
  readonly receiverHerIds: readonly number[];
  readonly contentType: 'application/xml';
  readonly contentTransferEncoding: 'base64';
  readonly messageTypeIdentificator?: string | null;
  readonly applicationName?: string | null;
  readonly applicationVersion?: string | null;
  readonly transportMetadataOverrides?: {
    readonly cpaId?: string | null;
    readonly conversationId?: string | null;
    readonly service?: string | null;
    readonly serviceType?: string | null;
    readonly action?: string | null;
    readonly senderRole?: string | null;
    readonly receiverRole?: string | null;
    readonly middlewareName?: string | null;
    readonly middlewareVersion?: string | null;
    readonly compressPayload?: boolean | null;
  } | null;
}

export interface PostMessageAnswer {
  readonly id: string;
}

export interface PutDownloadedPath {
  /** The id that POST /messages or a notification has given; not MsgId */
  readonly id: string | number;
}

export interface PutDownloadedBody {
  readonly receiverHerId: number;
}

export interface PutEbxmlMailboxPath {
  readonly address: string | number;
}

export interface PutEbxmlMailboxBody {
  /** Whose it is */
  readonly herId: number;
  readonly userName: string;
  readonly password: string;
  readonly sizeMaxBytes?: number;
  /** How long a mail waits before no more are taken in */
  readonly keptDays?: number;
}

export interface PutEbxmlMailboxAnswer {
  readonly address: string;
  readonly herId: number;
  readonly userName: string;
  readonly sizeMaxBytes: number;
  readonly keptDays: number;
  readonly openedAt: string;
}

export interface PutMshConfigurationsBody {
  readonly configurations: readonly {
    readonly herId: number;
    readonly receiveNotificationChannel: 'Api';
    /** This client has the HER-id to itself: others of the organisation get 423 with errorCode 1210 */
    readonly clientLocked?: boolean;
    readonly rejectMessageFilters?: {
      /** Message types (8279) that are refused at the door, at the sender. Receipts always come through */
      readonly MessageFunction?: readonly string[];
    } | null;
  }[];
}

export interface PutRetentionRulesBody {
  readonly rules: readonly {
    /** Code of 8279; `*` for all others */
    readonly messageType: string;
    /** How long the document is kept after it was accepted; 7 at the least */
    readonly bodyDays: number;
    /** How long what is known of it is kept: parties, times, events */
    readonly messageDays: number;
    /** How long a copy is still known */
    readonly keyDays: number;
  }[];
}

export interface PutRetentionRulesAnswer {
  readonly rules: readonly {
    /** Code of 8279; `*` for all others */
    readonly messageType: string;
    /** How long the document is kept after it was accepted; 7 at the least */
    readonly bodyDays: number;
    /** How long what is known of it is kept: parties, times, events */
    readonly messageDays: number;
    /** How long a copy is still known */
    readonly keyDays: number;
  }[];
}

export interface RejectClientDraftPath {
  readonly clientId: string | number;
}

export interface RemoveClientKeyPath {
  readonly clientId: string | number;
  readonly kid: string | number;
}

export interface RemoveClientKeyAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  /** Whether it acts for its own organisation, or for those that delegated to it */
  readonly tenancy: 'single-tenant' | 'multi-tenant';
  /** Units of the organisation that the client may name in its tokens */
  readonly childOrganizationNumbers: readonly string[];
  readonly scopes: readonly string[];
  /** Where persons who log in come back to, compared exactly; without any the client logs nobody in */
  readonly redirectUris: readonly string[];
  /** Where persons come after they log out, compared exactly */
  readonly postLogoutRedirectUris: readonly string[];
  /** Ways to log persons in beside the redirect: on another device, or asked for behind their back */
  readonly signInFlows: readonly ('device' | 'ciba')[];
  /** The APIs that this client is, by their audiences: it may introspect and exchange tokens for them */
  readonly apis: readonly string[];
  /** For the tokens of one API each */
  readonly claims: Readonly<Record<string, string>>;
  /** What the client asked for by self-service and nobody has approved */
  readonly pending: {
    readonly scopes: readonly string[];
    readonly claims: Readonly<Record<string, string>>;
    /** Units of the organisation that the client may name in its tokens */
    readonly childOrganizationNumbers: readonly string[];
  };
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
    readonly expiresAt?: string;
  }[];
  readonly createdAt: string;
  readonly disabledAt?: string;
}

export interface RemoveSupportedProcessPath {
  /** HER-id */
  readonly herId: string | number;
  /** Compared without regard to case and outer spaces */
  readonly uuid: string | number;
  readonly version: string | number;
  readonly role: string | number;
}

export type RemoveSupportedProcessAnswer = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

export interface RemoveSupportedProcessesPath {
  /** HER-id */
  readonly herId: string | number;
}

export type RemoveSupportedProcessesBody = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

export type RemoveSupportedProcessesAnswer = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

export interface ReplaceCurrentClientBody {
  readonly apiScopes: readonly string[];
  readonly audienceSpecificClientClaims?:
    | readonly {
        readonly key: string;
        readonly value: string;
      }[]
    | null;
  readonly redirectUris?: readonly string[] | null;
  readonly postLogoutRedirectUris?: readonly string[] | null;
  readonly childOrganizationNumbers?: readonly string[] | null;
}

export interface ReplaceCurrentClientAnswer {
  readonly apiScopes: readonly {
    readonly scope: string;
    readonly status: 'ok' | 'pending';
    readonly statusReason: string | null;
  }[];
  readonly audienceSpecificClientClaims: readonly {
    readonly claimType: string;
    readonly activeClaimValue: string | null;
    readonly pendingClaimValue: string | null;
    readonly status: 'ok' | 'pending' | 'updatePending';
    readonly statusReason: string | null;
  }[];
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  /** Those that tokens can name now */
  readonly childOrganizationNumbers: readonly string[];
  /** Those that wait for approval */
  readonly pendingChildOrganizationNumbers: readonly string[];
}

export interface ReplaceSupportedProcessesPath {
  /** HER-id */
  readonly herId: string | number;
}

export type ReplaceSupportedProcessesBody = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

export type ReplaceSupportedProcessesAnswer = readonly {
  /** Compared without regard to case and outer spaces */
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}[];

/** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
export type RotateCurrentClientKeyBody = Readonly<Record<string, unknown>>;

export interface RotateCurrentClientKeyAnswer {
  /** When the new key ends by itself */
  readonly expiration: string;
}

export interface RunRetentionBody {
  readonly token: string;
}

export interface RunRetentionAnswer {
  readonly removed: {
    readonly body: number;
    readonly message: number;
    readonly key: number;
  };
  readonly partitionsDropped: number;
  /** False when there was more than one run may remove: plan again */
  readonly isComplete: boolean;
}

export interface SearchCommunicationPartiesQuery {
  readonly text?: string;
  readonly kind?: 'organization' | 'service' | 'person' | 'department';
  readonly organizationNumber?: string;
  /** Its own, else its organisation’s */
  readonly municipality?: string;
  /** Service type, such as 05 */
  readonly serviceCode?: string;
  /** Of the service type: 8666, or the OID */
  readonly serviceCodeSystem?: string;
  readonly parentHerId?: number;
  readonly limit?: number;
  readonly after?: number;
}

export interface SearchCommunicationPartiesAnswer {
  readonly communicationParties: readonly {
    readonly herId: number;
    readonly kind: 'organization' | 'service' | 'person' | 'department';
    readonly name: string;
    /** To be shown and written in documents (AD2.3) */
    readonly displayName?: string;
    readonly parentHerId?: number;
    readonly parentName?: string;
    readonly organizationNumber: string;
    readonly organizationNumberInherited: boolean;
    readonly active: boolean;
    readonly validFrom: string;
    readonly validTo?: string;
    /** Code system 9040 */
    readonly businessType?: string;
    /** A code and the OID of its code system; a request may say 8666 for 2.16.578.1.12.4.1.1.8666 */
    readonly serviceCode?: {
      readonly system: string;
      readonly code: string;
      readonly display?: string;
    };
    readonly municipality?: string;
    readonly description?: string;
    /** Sted/funksjon (AD3.20) */
    readonly locationDescription?: string;
    readonly person?: {
      readonly givenName: string;
      readonly familyName: string;
      readonly hprNumber?: string;
      readonly title?: string;
    };
    /** What a service covers: municipalities (3402), districts (3403) */
    readonly coverageAreas: readonly {
      readonly system: string;
      readonly code: string;
      readonly display?: string;
    }[];
    readonly industryCodes: readonly {
      readonly system: string;
      readonly code: string;
      readonly display?: string;
    }[];
    /** Whatever else, by name */
    readonly properties: Readonly<Record<string, string>>;
    readonly physicalAddresses: readonly {
      /** Code system 3401 */
      readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
      readonly street?: string;
      readonly postbox?: string;
      readonly postalCode?: string;
      readonly city?: string;
      readonly country?: string;
      /** From the party's organisation */
      readonly inherited: boolean;
      readonly validFrom: string;
      readonly validTo?: string;
    }[];
    readonly futurePhysicalAddresses: readonly {
      /** Code system 3401 */
      readonly type: 'visiting' | 'postal' | 'invoice' | 'workplace';
      readonly street?: string;
      readonly postbox?: string;
      readonly postalCode?: string;
      readonly city?: string;
      readonly country?: string;
      /** From the party's organisation */
      readonly inherited: boolean;
      readonly validFrom: string;
      readonly validTo?: string;
    }[];
    readonly electronicAddresses: readonly {
      /** Code system 9044 */
      readonly type:
        | 'E_EDI'
        | 'E_SB_ASYNC'
        | 'E_SB_SYNC'
        | 'E_SB_SYNCREPLY'
        | 'E_SB_ERROR'
        | 'E_DS'
        | 'E_URL'
        | 'E_CEN'
        | 'E_TLF'
        | 'E_FAX'
        | 'E_EPO'
        | 'E_ICE';
      readonly value: string;
      /** From the party's organisation */
      readonly inherited: boolean;
      readonly validFrom: string;
      readonly validTo?: string;
    }[];
    readonly futureElectronicAddresses: readonly {
      /** Code system 9044 */
      readonly type:
        | 'E_EDI'
        | 'E_SB_ASYNC'
        | 'E_SB_SYNC'
        | 'E_SB_SYNCREPLY'
        | 'E_SB_ERROR'
        | 'E_DS'
        | 'E_URL'
        | 'E_CEN'
        | 'E_TLF'
        | 'E_FAX'
        | 'E_EPO'
        | 'E_ICE';
      readonly value: string;
      /** From the party's organisation */
      readonly inherited: boolean;
      readonly validFrom: string;
      readonly validTo?: string;
    }[];
    readonly certificates: readonly {
      readonly use: 'signing' | 'encryption';
      /** SHA-1 of the DER in hex */
      readonly thumbprint: string;
      readonly validFrom: string;
      readonly validTo: string;
      readonly subjectOrganizationNumber?: string;
      /** DER in base64 */
      readonly value?: string;
      /** From the party's organisation */
      readonly inherited: boolean;
    }[];
    readonly futureCertificates: readonly {
      readonly use: 'signing' | 'encryption';
      /** SHA-1 of the DER in hex */
      readonly thumbprint: string;
      readonly validFrom: string;
      readonly validTo: string;
      readonly subjectOrganizationNumber?: string;
      /** DER in base64 */
      readonly value?: string;
      /** From the party's organisation */
      readonly inherited: boolean;
    }[];
    readonly remarks: readonly {
      readonly code: string;
      readonly message: string;
    }[];
    readonly version: number;
    readonly changedAt: string;
  }[];
  readonly nextAfter?: number;
}

export interface StreamNotificationsQuery {
  /** HER-ids of your own organisation, the parameter once for each, none twice */
  readonly HerIds: readonly number[];
  /** The last offset that you have seen: what came after it is sent first. Left out: only what is new */
  readonly Offset?: number;
}

export type StreamNotificationsAnswer = unknown;

export interface StreamUnreadNotificationsQuery {
  /** HER-ids of your own organisation, the parameter once for each, none twice */
  readonly HerIds: readonly number[];
}

export type StreamUnreadNotificationsAnswer = unknown;

export interface SummariseOverdueAnswer {
  readonly receivers: readonly {
    readonly receiver: {
      readonly herId: number;
      /** As the address register has it now */
      readonly name?: string;
    };
    readonly underOneDay: number;
    readonly oneToThreeDays: number;
    readonly overThreeDays: number;
    readonly oldestDueAt: string;
  }[];
}

export interface TerminateAgreementPath {
  readonly cpaId: string | number;
}

export interface TerminateAgreementAnswer {
  readonly cpaId: string;
  /** 1 proposed, 2 valid, 3 revoked, 4 expired, 5 valid but not the latest */
  readonly status: number;
  readonly origin: 'generated' | 'imported';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly madeAt: string;
  readonly supersededAt?: string;
  readonly terminatedAt?: string;
  readonly parties: readonly {
    readonly herId: number;
    readonly name: string;
    readonly ids: readonly {
      readonly type: string;
      readonly value: string;
    }[];
    readonly roles: readonly {
      readonly process: {
        readonly uuid: string;
        readonly name: string;
        readonly version: string;
      };
      readonly role: string;
      readonly service: string;
      readonly encryptionCertificateId?: string;
      readonly actions: readonly {
        readonly direction: 'send' | 'receive';
        readonly action: string;
        readonly packageId: string;
        readonly channelIds: readonly string[];
      }[];
    }[];
    readonly certificates: readonly {
      readonly id: string;
      /** DER as base64 */
      readonly value: string;
    }[];
    readonly channels: readonly {
      readonly id: string;
      readonly transport: 'smtp' | 'http-async' | 'http-sync' | 'amqp' | 'amqp-sync';
      readonly uri?: string;
      readonly syncReplyMode: 'none' | 'mshSignalsOnly' | 'signalsOnly' | 'responseOnly' | 'signalsAndResponse';
      readonly ackMode: 'always' | 'never' | 'perMessage';
      readonly ackSignatureMode: 'always' | 'never' | 'perMessage';
      readonly duplicateElimination: 'always' | 'never' | 'perMessage';
      readonly retries?: number;
      readonly retryIntervalMs?: number;
      readonly persistDurationMs?: number;
      readonly signatureAlgorithms: readonly string[];
      readonly signingCertificateId?: string;
      readonly encryptionCertificateId?: string;
    }[];
    readonly defaultChannelId: string;
  }[];
}

export interface TraceMessagePath {
  /** Any id of the message: ours, its MsgId, its receipt’s, its conversation’s */
  readonly id: string | number;
}

export interface TraceMessageAnswer {
  readonly messages: readonly {
    readonly id: string;
    readonly kind: 'document' | 'receipt';
    /** MsgId of the document, or Id of the AppRec */
    readonly messageId: string;
    readonly messageType: string;
    readonly documentType: string;
    readonly version: string;
    readonly generatedAt: string;
    readonly conversationId?: string;
    readonly sender: {
      readonly herId: number;
      /** As the address register has it now */
      readonly name?: string;
    };
    readonly receivers: readonly {
      readonly herId: number;
      /** As the address register has it now */
      readonly name?: string;
    }[];
    readonly acceptedAt: string;
    /** SHA-256 of the bytes as they came */
    readonly digest: string;
    readonly sizeBytes: number;
    readonly events: readonly {
      /** Order of commit, over all messages */
      readonly sequence: number;
      readonly at: string;
      readonly kind: string;
      readonly receiverHerId?: number;
      /** The client that did it */
      readonly by?: string;
      /** What happened, in a sentence */
      readonly text: string;
      /** The evidence, as it was stored */
      readonly proof: Readonly<Record<string, unknown>>;
    }[];
    readonly statuses: readonly {
      readonly receiverHerId: number;
      readonly sent: boolean;
      readonly transport: 'unconfirmed' | 'acknowledged' | 'rejected' | 'abandoned';
      /** Accepted + 72 hours */
      readonly transportDueAt: string;
      /** Acknowledged, but not in time */
      readonly transportLate: boolean;
      readonly business: 'awaiting' | 'overdue' | 'approved' | 'approved-with-errors' | 'rejected';
      /** GenDate + 96 hours, where no other limit holds */
      readonly receiptDueAt: string;
      readonly receipt?: {
        readonly id: string;
        readonly documentId: string;
        readonly errorCodes: readonly string[];
        readonly receivedAt: string;
        readonly late: boolean;
      };
      readonly seenBySender: boolean;
      readonly proofs: readonly {
        readonly claim: string;
        readonly eventSequence: number;
      }[];
    }[];
  }[];
  readonly refusals: readonly {
    /** MsgId of the document, or Id of the AppRec */
    readonly messageId: string;
    readonly messageType?: string;
    /** As the call named it */
    readonly senderHerId: number;
    /** The client that submitted it */
    readonly by: string;
    readonly firstAt: string;
    readonly lastAt: string;
    /** How often the same bytes came within that hour */
    readonly times: number;
    /** SHA-256 of the bytes as they came */
    readonly digest: string;
    readonly sizeBytes: number;
    readonly verdict: string;
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: 'error' | 'warning';
      readonly path: string;
      readonly line?: number;
      readonly appRecCode?: string;
    }[];
    /** What a receiver would have answered, by the codes of 8221 */
    readonly suggestedReceipt?: {
      readonly status: 'rejected';
      readonly errors: readonly {
        readonly code: string;
      }[];
    };
  }[];
}

export interface Operations {
  /** Add certificates beside those in use, so that old and new overlap */
  readonly addCertificates: {
    readonly path: AddCertificatesPath;
    readonly body: AddCertificatesBody;
    readonly answer: AddCertificatesAnswer;
  };
  /** Add a public key; the keys it has stay */
  readonly addClientKey: {
    readonly path: AddClientKeyPath;
    readonly body: AddClientKeyBody;
    readonly answer: AddClientKeyAnswer;
  };
  /** Add one process in one version and role */
  readonly addSupportedProcess: {
    readonly path: AddSupportedProcessPath;
    readonly answer: AddSupportedProcessAnswer;
  };
  /** Add processes to those that a party supports */
  readonly addSupportedProcesses: {
    readonly path: AddSupportedProcessesPath;
    readonly body: AddSupportedProcessesBody;
    readonly answer: AddSupportedProcessesAnswer;
  };
  /** Give the client all that it asked for by self-service */
  readonly approveClientSettings: {
    readonly path: ApproveClientSettingsPath;
    readonly answer: ApproveClientSettingsAnswer;
  };
  /** Change a communication party, with If-Match or expectedVersion */
  readonly changeCommunicationParty: {
    readonly path: ChangeCommunicationPartyPath;
    readonly body: ChangeCommunicationPartyBody;
    readonly answer: ChangeCommunicationPartyAnswer;
  };
  /** Add processes, and leave those that are not named */
  readonly changeSupportedProcesses: {
    readonly path: ChangeSupportedProcessesPath;
    readonly body: ChangeSupportedProcessesBody;
    readonly answer: ChangeSupportedProcessesAnswer;
  };
  /** What a document is, what is wrong with it, and what its receiver must answer */
  readonly checkDocument: {
    readonly answer: CheckDocumentAnswer;
  };
  /** Make the client that the draft asks for, with all its scopes */
  readonly confirmClientDraft: {
    readonly path: ConfirmClientDraftPath;
    readonly body: ConfirmClientDraftBody;
    readonly answer: ConfirmClientDraftAnswer;
  };
  /** Make a client for one organisation */
  readonly createClient: {
    readonly body: CreateClientBody;
    readonly answer: CreateClientAnswer;
  };
  /** Register a communication party; the register gives it a HER-id */
  readonly createCommunicationParty: {
    readonly body: CreateCommunicationPartyBody;
    readonly answer: CreateCommunicationPartyAnswer;
  };
  /** Close an EDI mailbox; what is in it can still be fetched */
  readonly deleteEbxmlMailbox: {
    readonly path: DeleteEbxmlMailboxPath;
  };
  /** Forget how some HER-ids wanted to be served */
  readonly deleteMshConfigurations: {
    readonly query: DeleteMshConfigurationsQuery;
  };
  /** Be done with some notifications: they are unread no more */
  readonly deleteNotifications: {
    readonly body: DeleteNotificationsBody;
  };
  /** Give the client no more tokens, and refuse those it has */
  readonly disableClient: {
    readonly path: DisableClientPath;
    readonly answer: DisableClientAnswer;
  };
  /** Ask for a new client; an administrator confirms it */
  readonly draftClient: {
    readonly body: DraftClientBody;
    readonly answer: DraftClientAnswer;
  };
  /** Let the client act for the organisation no more */
  readonly endDelegation: {
    readonly path: EndDelegationPath;
  };
  /** The whole register at one instant as lines of JSON, compressed; then follow the events after it */
  readonly exportAddressRegister: {
    readonly answer: ExportAddressRegisterAnswer;
  };
  /** Every HER-id, and the number of the last event: look the parties up, then follow the events after it */
  readonly exportHerIds: {
    readonly answer: ExportHerIdsAnswer;
  };
  /** One agreement (CPA), in force or not, as JSON or as XML */
  readonly getAgreement: {
    readonly path: GetAgreementPath;
    readonly answer: GetAgreementAnswer;
  };
  /** The agreement of two parties, as JSON or as XML; it is made when they have none yet */
  readonly getAgreementBetween: {
    readonly path: GetAgreementBetweenPath;
    readonly answer: GetAgreementBetweenAnswer;
  };
  /** The document, byte for byte as it was sent */
  readonly getBusinessDocument: {
    readonly path: GetBusinessDocumentPath;
    readonly answer: GetBusinessDocumentAnswer;
  };
  /** A certificate that any party has or had, by its SHA-1 thumbprint, and who held it when */
  readonly getCertificate: {
    readonly path: GetCertificatePath;
    readonly answer: GetCertificateAnswer;
  };
  /** Look up one client */
  readonly getClient: {
    readonly path: GetClientPath;
    readonly answer: GetClientAnswer;
  };
  /** Look up one communication party, as it is or as the register had it at an instant */
  readonly getCommunicationParty: {
    readonly path: GetCommunicationPartyPath;
    readonly query?: GetCommunicationPartyQuery;
    readonly answer: GetCommunicationPartyAnswer;
  };
  /** The settings of the client that asks, approved and waiting */
  readonly getCurrentClient: {
    readonly answer: GetCurrentClientAnswer;
  };
  /** The newest certificate in use for signing or encryption, with its value */
  readonly getFlatCertificate: {
    readonly path: GetFlatCertificatePath;
    readonly answer: GetFlatCertificateAnswer;
  };
  /** One communication party, in the flat shape */
  readonly getFlatCommunicationParty: {
    readonly path: GetFlatCommunicationPartyPath;
    readonly answer: GetFlatCommunicationPartyAnswer;
  };
  /** Whether the process is alive */
  readonly getHealth: {
    readonly answer: GetHealthAnswer;
  };
  /** What a message is, without its content */
  readonly getMessage: {
    readonly path: GetMessagePath;
    readonly answer: GetMessageAnswer;
  };
  /** How far the message has come, receiver by receiver; every word is backed by stored evidence */
  readonly getMessageStatus: {
    readonly path: GetMessageStatusPath;
    readonly answer: GetMessageStatusAnswer;
  };
  /** The organisations that the client that asks may act for, and what they have signed */
  readonly getMultiTenantDelegations: {
    readonly answer: GetMultiTenantDelegationsAnswer;
  };
  /** What is new for some HER-ids since an offset */
  readonly getNotifications: {
    readonly query: GetNotificationsQuery;
    readonly answer: GetNotificationsAnswer;
  };
  /** The profile (CPP) of a party, as JSON or as XML */
  readonly getProfile: {
    readonly path: GetProfilePath;
    readonly answer: GetProfileAnswer;
  };
  /** Whether the server can take requests, and what is missing when it cannot */
  readonly getReadiness: {
    readonly answer: GetReadinessAnswer;
  };
  /** How long documents, what is known of them, and their keys are kept */
  readonly getRetentionRules: {
    readonly answer: GetRetentionRulesAnswer;
  };
  /** What is new for some HER-ids and not deleted yet, the oldest first */
  readonly getUnreadNotifications: {
    readonly query: GetUnreadNotificationsQuery;
    readonly answer: GetUnreadNotificationsAnswer;
  };
  /** Let a multi-tenant client act for an organisation, as stated here and no longer as before */
  readonly giveDelegation: {
    readonly path: GiveDelegationPath;
    readonly body: GiveDelegationBody;
    readonly answer: GiveDelegationAnswer;
  };
  /** Take an agreement that others made (the operator); nothing is answered to an empty one */
  readonly importAgreement: {
    readonly body: ImportAgreementBody;
    readonly answer: ImportAgreementAnswer;
  };
  /** Every change after a sequence number, in the order of commits and without gaps */
  readonly listAddressRegisterEvents: {
    readonly query?: ListAddressRegisterEventsQuery;
    readonly answer: ListAddressRegisterEventsAnswer;
  };
  /** CppUpdated, CpaCreated and CpaTerminated after a sequence number, in the order of commits */
  readonly listAgreementEvents: {
    readonly query?: ListAgreementEventsQuery;
    readonly answer: ListAgreementEventsAnswer;
  };
  /** The last 200 agreements that a party has or had, the newest first */
  readonly listAgreements: {
    readonly path: ListAgreementsPath;
    readonly answer: ListAgreementsAnswer;
  };
  /** Every certificate that a party, or its organisation, has or had; the latest registered first */
  readonly listCertificates: {
    readonly path: ListCertificatesPath;
    readonly answer: ListCertificatesAnswer;
  };
  /** Drafts that wait, the oldest first */
  readonly listClientDrafts: {
    readonly answer: ListClientDraftsAnswer;
  };
  /** All clients, in the order they were made */
  readonly listClients: {
    readonly query?: ListClientsQuery;
    readonly answer: ListClientsAnswer;
  };
  /** The organisations that a client may act for */
  readonly listDelegations: {
    readonly path: ListDelegationsPath;
    readonly answer: ListDelegationsAnswer;
  };
  /** The open EDI mailboxes of members, and what waits in them */
  readonly listEbxmlMailboxes: {
    readonly answer: ListEbxmlMailboxesAnswer;
  };
  /** Which rules of HITS 1172 partners broke, and how often; the most often first */
  readonly listEbxmlRuleCounts: {
    readonly query: ListEbxmlRuleCountsQuery;
    readonly answer: ListEbxmlRuleCountsAnswer;
  };
  /** Every certificate that the party, or its organisation, has or had for this use */
  readonly listFlatCertificates: {
    readonly path: ListFlatCertificatesPath;
    readonly answer: ListFlatCertificatesAnswer;
  };
  /** Up to 1000 events from a sequence number on, that one included; also those of what was inherited */
  readonly listFlatEvents: {
    readonly query?: ListFlatEventsQuery;
    readonly answer: ListFlatEventsAnswer;
  };
  /** What was not acknowledged or answered in time, until it is; the oldest first */
  readonly listOverdue: {
    readonly query?: ListOverdueQuery;
    readonly answer: ListOverdueAnswer;
  };
  /** The catalogue: every role of every version of every process */
  readonly listProcesses: {
    readonly answer: ListProcessesAnswer;
  };
  /** The last 200 profiles that a party had, the newest first */
  readonly listProfiles: {
    readonly path: ListProfilesPath;
    readonly answer: ListProfilesAnswer;
  };
  /** The processes that a party supports, in which versions and roles */
  readonly listSupportedProcesses: {
    readonly path: ListSupportedProcessesPath;
    readonly answer: ListSupportedProcessesAnswer;
  };
  /** Look up to 500 parties, in the order asked; those that do not exist are left out */
  readonly lookUpCommunicationParties: {
    readonly body: LookUpCommunicationPartiesBody;
    readonly answer: LookUpCommunicationPartiesAnswer;
  };
  /** Up to 100 communication parties, in the order asked; those that do not exist are left out */
  readonly lookUpFlatCommunicationParties: {
    readonly body: LookUpFlatCommunicationPartiesBody;
    readonly answer: LookUpFlatCommunicationPartiesAnswer;
  };
  /** Whether the service answers, and what time it has */
  readonly ping: {
    readonly answer: PingAnswer;
  };
  /** Count what has had its time; nothing is removed */
  readonly planRetention: {
    readonly answer: PlanRetentionAnswer;
  };
  /** Answer a document; the application receipt is written here */
  readonly postAppRec: {
    readonly path: PostAppRecPath;
    readonly body: PostAppRecBody;
    readonly answer: PostAppRecAnswer;
  };
  /** Hand over an ebXML message; its signal comes by itself, later */
  readonly postEbxmlMessage: {
    readonly answer: PostEbxmlMessageAnswer;
  };
  /** Ask by ebXML, and get the answer in the same breath */
  readonly postEbxmlQuestion: {
    readonly answer: PostEbxmlQuestionAnswer;
  };
  /** Send a document to one or more receivers */
  readonly postMessage: {
    readonly body: PostMessageBody;
    readonly answer: PostMessageAnswer;
  };
  /** Say that the receiver’s system has the document */
  readonly putDownloaded: {
    readonly path: PutDownloadedPath;
    readonly body: PutDownloadedBody;
  };
  /** Open an EDI mailbox, or change an open one */
  readonly putEbxmlMailbox: {
    readonly path: PutEbxmlMailboxPath;
    readonly body: PutEbxmlMailboxBody;
    readonly answer: PutEbxmlMailboxAnswer;
  };
  /** How some HER-ids want to be served */
  readonly putMshConfigurations: {
    readonly body: PutMshConfigurationsBody;
  };
  /** Set all rules at once */
  readonly putRetentionRules: {
    readonly body: PutRetentionRulesBody;
    readonly answer: PutRetentionRulesAnswer;
  };
  /** Take a draft away */
  readonly rejectClientDraft: {
    readonly path: RejectClientDraftPath;
  };
  /** Remove a public key, but not the last one */
  readonly removeClientKey: {
    readonly path: RemoveClientKeyPath;
    readonly answer: RemoveClientKeyAnswer;
  };
  /** Withdraw one process in one version and role */
  readonly removeSupportedProcess: {
    readonly path: RemoveSupportedProcessPath;
    readonly answer: RemoveSupportedProcessAnswer;
  };
  /** Withdraw these processes */
  readonly removeSupportedProcesses: {
    readonly path: RemoveSupportedProcessesPath;
    readonly body: RemoveSupportedProcessesBody;
    readonly answer: RemoveSupportedProcessesAnswer;
  };
  /** Replace all settings of the client that asks */
  readonly replaceCurrentClient: {
    readonly body: ReplaceCurrentClientBody;
    readonly answer: ReplaceCurrentClientAnswer;
  };
  /** Make these the processes that a party supports */
  readonly replaceSupportedProcesses: {
    readonly path: ReplaceSupportedProcessesPath;
    readonly body: ReplaceSupportedProcessesBody;
    readonly answer: ReplaceSupportedProcessesAnswer;
  };
  /** Change to a new key; the ones before end a day later */
  readonly rotateCurrentClientKey: {
    readonly body: RotateCurrentClientKeyBody;
    readonly answer: RotateCurrentClientKeyAnswer;
  };
  /** Remove what a plan has counted */
  readonly runRetention: {
    readonly body: RunRetentionBody;
    readonly answer: RunRetentionAnswer;
  };
  /** Search by name (typing errors too), number, kind, organisation, municipality or service type; best first */
  readonly searchCommunicationParties: {
    readonly query?: SearchCommunicationPartiesQuery;
    readonly answer: SearchCommunicationPartiesAnswer;
  };
  /** What is new for some HER-ids, told as it comes */
  readonly streamNotifications: {
    readonly query: StreamNotificationsQuery;
    readonly answer: StreamNotificationsAnswer;
  };
  /** What is unread for some HER-ids, and then what comes */
  readonly streamUnreadNotifications: {
    readonly query: StreamUnreadNotificationsQuery;
    readonly answer: StreamUnreadNotificationsAnswer;
  };
  /** For each receiver, how many wait and for how long; those with the most first */
  readonly summariseOverdue: {
    readonly answer: SummariseOverdueAnswer;
  };
  /** End an agreement of one’s own party: it stays, revoked, for messages from before */
  readonly terminateAgreement: {
    readonly path: TerminateAgreementPath;
    readonly answer: TerminateAgreementAnswer;
  };
  /** Everything known of a message, under any of its ids */
  readonly traceMessage: {
    readonly path: TraceMessagePath;
    readonly answer: TraceMessageAnswer;
  };
}

export const operations = {
  addCertificates: { method: 'POST', path: '/address-register/communication-parties/{herId}/certificates' },
  addClientKey: { method: 'POST', path: '/identity/clients/{clientId}/keys' },
  addSupportedProcess: { method: 'PUT', path: '/cppa/Profiles/{herId}/Processes/{uuid}/{version}/{role}' },
  addSupportedProcesses: { method: 'POST', path: '/cppa/Profiles/{herId}/Processes' },
  approveClientSettings: { method: 'POST', path: '/identity/clients/{clientId}/approve' },
  changeCommunicationParty: { method: 'PATCH', path: '/address-register/communication-parties/{herId}' },
  changeSupportedProcesses: { method: 'PATCH', path: '/cppa/Profiles/{herId}/Processes' },
  checkDocument: { method: 'POST', path: '/test-centre/check' },
  confirmClientDraft: { method: 'POST', path: '/identity/client-drafts/{clientId}/confirm' },
  createClient: { method: 'POST', path: '/identity/clients' },
  createCommunicationParty: { method: 'POST', path: '/address-register/communication-parties' },
  deleteEbxmlMailbox: { method: 'DELETE', path: '/ebxml/mailboxes/{address}' },
  deleteMshConfigurations: { method: 'DELETE', path: '/mshconfigurations' },
  deleteNotifications: { method: 'POST', path: '/notifications/delete' },
  disableClient: { method: 'POST', path: '/identity/clients/{clientId}/disable' },
  draftClient: { method: 'POST', path: '/self-service/v1/client-drafts' },
  endDelegation: { method: 'DELETE', path: '/identity/clients/{clientId}/delegations/{organizationNumber}' },
  exportAddressRegister: { method: 'GET', path: '/address-register/export' },
  exportHerIds: { method: 'GET', path: '/cp-api/v1/export' },
  getAgreement: { method: 'GET', path: '/cppa/Agreements/{cpaId}' },
  getAgreementBetween: { method: 'GET', path: '/cppa/Agreements/HerIds/{one}/{other}' },
  getBusinessDocument: { method: 'GET', path: '/messages/{id}/business-document' },
  getCertificate: { method: 'GET', path: '/address-register/certificates/{thumbprint}' },
  getClient: { method: 'GET', path: '/identity/clients/{clientId}' },
  getCommunicationParty: { method: 'GET', path: '/address-register/communication-parties/{herId}' },
  getCurrentClient: { method: 'GET', path: '/self-service/v1/client' },
  getFlatCertificate: { method: 'GET', path: '/cp-api/v1/certificate/{herId}/{use}' },
  getFlatCommunicationParty: { method: 'GET', path: '/cp-api/v1/communicationparty/{herId}' },
  getHealth: { method: 'GET', path: '/healthz' },
  getMessage: { method: 'GET', path: '/messages/{id}' },
  getMessageStatus: { method: 'GET', path: '/messages/{id}/status' },
  getMultiTenantDelegations: { method: 'GET', path: '/self-service/v1/multi-tenant-delegations' },
  getNotifications: { method: 'GET', path: '/notifications' },
  getProfile: { method: 'GET', path: '/cppa/Profiles/{herId}' },
  getReadiness: { method: 'GET', path: '/readyz' },
  getRetentionRules: { method: 'GET', path: '/exchange/retention' },
  getUnreadNotifications: { method: 'GET', path: '/notifications/unread' },
  giveDelegation: { method: 'PUT', path: '/identity/clients/{clientId}/delegations/{organizationNumber}' },
  importAgreement: { method: 'POST', path: '/cppa/Agreements' },
  listAddressRegisterEvents: { method: 'GET', path: '/address-register/events' },
  listAgreementEvents: { method: 'GET', path: '/cppa/Events' },
  listAgreements: { method: 'GET', path: '/cppa/AgreementSummaries/{herId}' },
  listCertificates: { method: 'GET', path: '/address-register/communication-parties/{herId}/certificates' },
  listClientDrafts: { method: 'GET', path: '/identity/client-drafts' },
  listClients: { method: 'GET', path: '/identity/clients' },
  listDelegations: { method: 'GET', path: '/identity/clients/{clientId}/delegations' },
  listEbxmlMailboxes: { method: 'GET', path: '/ebxml/mailboxes' },
  listEbxmlRuleCounts: { method: 'GET', path: '/ebxml/rule-counts' },
  listFlatCertificates: { method: 'GET', path: '/cp-api/v1/certificate/{herId}/{use}/history' },
  listFlatEvents: { method: 'GET', path: '/cp-api/v1/event' },
  listOverdue: { method: 'GET', path: '/exchange/overdue' },
  listProcesses: { method: 'GET', path: '/cppa/Processes' },
  listProfiles: { method: 'GET', path: '/cppa/Profiles/{herId}/History' },
  listSupportedProcesses: { method: 'GET', path: '/cppa/Profiles/{herId}/Processes' },
  lookUpCommunicationParties: { method: 'POST', path: '/address-register/communication-parties/lookup' },
  lookUpFlatCommunicationParties: { method: 'POST', path: '/cp-api/v1/communicationparty' },
  ping: { method: 'GET', path: '/ping' },
  planRetention: { method: 'POST', path: '/exchange/retention/plans' },
  postAppRec: { method: 'POST', path: '/messages/{id}/apprec' },
  postEbxmlMessage: { method: 'POST', path: '/ebxml/async' },
  postEbxmlQuestion: { method: 'POST', path: '/ebxml/sync' },
  postMessage: { method: 'POST', path: '/messages' },
  putDownloaded: { method: 'PUT', path: '/messages/{id}/downloaded' },
  putEbxmlMailbox: { method: 'PUT', path: '/ebxml/mailboxes/{address}' },
  putMshConfigurations: { method: 'PUT', path: '/mshconfigurations' },
  putRetentionRules: { method: 'PUT', path: '/exchange/retention' },
  rejectClientDraft: { method: 'DELETE', path: '/identity/client-drafts/{clientId}' },
  removeClientKey: { method: 'DELETE', path: '/identity/clients/{clientId}/keys/{kid}' },
  removeSupportedProcess: { method: 'DELETE', path: '/cppa/Profiles/{herId}/Processes/{uuid}/{version}/{role}' },
  removeSupportedProcesses: { method: 'DELETE', path: '/cppa/Profiles/{herId}/Processes' },
  replaceCurrentClient: { method: 'PUT', path: '/self-service/v1/client' },
  replaceSupportedProcesses: { method: 'PUT', path: '/cppa/Profiles/{herId}/Processes' },
  rotateCurrentClientKey: { method: 'POST', path: '/self-service/v1/client-secret' },
  runRetention: { method: 'POST', path: '/exchange/retention/runs' },
  searchCommunicationParties: { method: 'GET', path: '/address-register/communication-parties' },
  streamNotifications: { method: 'GET', path: '/notifications/stream' },
  streamUnreadNotifications: { method: 'GET', path: '/notifications/unread/stream' },
  summariseOverdue: { method: 'GET', path: '/exchange/overdue/summary' },
  terminateAgreement: { method: 'DELETE', path: '/cppa/Agreements/{cpaId}' },
  traceMessage: { method: 'GET', path: '/exchange/trace/{id}' },
} as const;
