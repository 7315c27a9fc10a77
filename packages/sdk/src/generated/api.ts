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
  };
  readonly physicalAddresses: readonly {
    readonly type: 'visiting' | 'postal';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
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
  readonly scopes: readonly string[];
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
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
  } | null;
  readonly physicalAddresses?: readonly {
    readonly type: 'visiting' | 'postal';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
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
  };
  readonly physicalAddresses: readonly {
    readonly type: 'visiting' | 'postal';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
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
  readonly remarks: readonly {
    readonly code: string;
    readonly message: string;
  }[];
  readonly version: number;
  readonly changedAt: string;
}

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

export interface CreateClientBody {
  readonly name: string;
  /** Nine digits */
  readonly organizationNumber: string;
  readonly publicJwks: readonly Readonly<Record<string, unknown>>[];
  readonly scopes: readonly string[];
}

export interface CreateClientAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  readonly scopes: readonly string[];
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
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
  };
  readonly physicalAddresses?: readonly {
    readonly type: 'visiting' | 'postal';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
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
  };
  readonly physicalAddresses: readonly {
    readonly type: 'visiting' | 'postal';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
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
  readonly remarks: readonly {
    readonly code: string;
    readonly message: string;
  }[];
  readonly version: number;
  readonly changedAt: string;
}

export interface DeleteMshConfigurationsQuery {
  readonly HerIds: readonly number[];
}

export interface DisableClientPath {
  readonly clientId: string | number;
}

export interface DisableClientAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  readonly scopes: readonly string[];
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
  }[];
  readonly createdAt: string;
  readonly disabledAt?: string;
}

export interface GetBusinessDocumentPath {
  readonly id: string | number;
}

export interface GetBusinessDocumentAnswer {
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
  readonly value: string;
}

export interface GetClientPath {
  readonly clientId: string | number;
}

export interface GetClientAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  readonly scopes: readonly string[];
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
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
  };
  readonly physicalAddresses: readonly {
    readonly type: 'visiting' | 'postal';
    readonly street?: string;
    readonly postbox?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly country?: string;
    /** From the party's organisation */
    readonly inherited: boolean;
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
  readonly remarks: readonly {
    readonly code: string;
    readonly message: string;
  }[];
  readonly version: number;
  readonly changedAt: string;
}

export interface GetHealthAnswer {
  readonly status: 'alive';
}

export interface GetMessagePath {
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
  readonly id: string | number;
}

export interface GetMessageStatusAnswer {
  readonly statusList: readonly {
    readonly receiverHerId: number;
    readonly transportDeliveryState: 'Unconfirmed' | 'Acknowledged' | 'Rejected' | 'Abandoned';
    readonly sent: boolean;
    readonly apprecInfo: {
      readonly appRecStatus: 'Ok' | 'Rejected' | 'OkErrorInMessagePart';
      readonly appRecErrorList: readonly {
        readonly errorCode: string;
        readonly details: string | null;
      }[];
      readonly appRecId: string;
    } | null;
  }[];
}

export interface GetNotificationsQuery {
  readonly HerIds: readonly number[];
  /** The last offset that you have seen; 0 starts at the beginning */
  readonly Offset: number;
  readonly NotificationsToFetch?: number;
}

export interface GetNotificationsAnswer {
  readonly notifications: readonly {
    readonly notificationId: string;
    readonly relatedMessageId: string;
    readonly type: string;
    readonly notificationReceiverHerId: number;
    readonly notificationTriggeredByHerId: number;
    readonly description: string;
    readonly createdAt: string;
    readonly offset: number;
  }[];
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

export interface ListAddressRegisterEventsQuery {
  readonly after?: number;
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
    readonly scopes: readonly string[];
    readonly keys: readonly {
      readonly kid: string;
      /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
      readonly publicJwk: Readonly<Record<string, unknown>>;
      /** RFC 7638, SHA-256 */
      readonly thumbprint: string;
      readonly addedAt: string;
    }[];
    readonly createdAt: string;
    readonly disabledAt?: string;
  }[];
  /** Give it as `after` for more */
  readonly next?: string;
}

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
    };
    readonly physicalAddresses: readonly {
      readonly type: 'visiting' | 'postal';
      readonly street?: string;
      readonly postbox?: string;
      readonly postalCode?: string;
      readonly city?: string;
      readonly country?: string;
      /** From the party's organisation */
      readonly inherited: boolean;
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
    readonly remarks: readonly {
      readonly code: string;
      readonly message: string;
    }[];
    readonly version: number;
    readonly changedAt: string;
  }[];
  readonly nextAfter?: number;
}

export interface PingAnswer {
  readonly response: 'Pong';
  readonly timestampUtc: string;
}

export interface PostAppRecPath {
  readonly id: string | number;
}

export interface PostAppRecBody {
  readonly appRecSenderHerId: number;
  readonly appRecStatus: 'Ok' | 'Rejected' | 'OkErrorInMessagePart' | '1' | '2' | '3';
  readonly appRecErrorList?:
    | readonly {
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

export interface PostMessageBody {
  /** The document, base64 */
  readonly businessDocument: string;
  readonly senderHerId: number;
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
  readonly id: string | number;
}

export interface PutDownloadedBody {
  readonly receiverHerId: number;
}

export interface PutMshConfigurationsBody {
  readonly configurations: readonly {
    readonly herId: number;
    readonly receiveNotificationChannel: 'Api';
    readonly clientLocked?: boolean;
    readonly rejectMessageFilters?: {
      readonly MessageFunction?: readonly string[];
    } | null;
  }[];
}

export interface RemoveClientKeyPath {
  readonly clientId: string | number;
  readonly kid: string | number;
}

export interface RemoveClientKeyAnswer {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  readonly scopes: readonly string[];
  readonly keys: readonly {
    readonly kid: string;
    /** Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members */
    readonly publicJwk: Readonly<Record<string, unknown>>;
    /** RFC 7638, SHA-256 */
    readonly thumbprint: string;
    readonly addedAt: string;
  }[];
  readonly createdAt: string;
  readonly disabledAt?: string;
}

export interface SearchCommunicationPartiesQuery {
  readonly text?: string;
  readonly kind?: 'organization' | 'service' | 'person' | 'department';
  readonly organizationNumber?: string;
  readonly municipality?: string;
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
    };
    readonly physicalAddresses: readonly {
      readonly type: 'visiting' | 'postal';
      readonly street?: string;
      readonly postbox?: string;
      readonly postalCode?: string;
      readonly city?: string;
      readonly country?: string;
      /** From the party's organisation */
      readonly inherited: boolean;
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
    readonly remarks: readonly {
      readonly code: string;
      readonly message: string;
    }[];
    readonly version: number;
    readonly changedAt: string;
  }[];
  readonly nextAfter?: number;
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
      readonly transport: 'unconfirmed' | 'acknowledged';
      readonly business: 'awaiting' | 'overdue' | 'approved' | 'approved-with-errors' | 'rejected';
      /** GenDate + 96 hours */
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
  /** Change a communication party, with If-Match or expectedVersion */
  readonly changeCommunicationParty: {
    readonly path: ChangeCommunicationPartyPath;
    readonly body: ChangeCommunicationPartyBody;
    readonly answer: ChangeCommunicationPartyAnswer;
  };
  /** What a document is, what is wrong with it, and what its receiver must answer */
  readonly checkDocument: {
    readonly answer: CheckDocumentAnswer;
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
  /** Forget how some HER-ids wanted to be served */
  readonly deleteMshConfigurations: {
    readonly query: DeleteMshConfigurationsQuery;
  };
  /** Give the client no more tokens, and refuse those it has */
  readonly disableClient: {
    readonly path: DisableClientPath;
    readonly answer: DisableClientAnswer;
  };
  /** The document, byte for byte as it was sent */
  readonly getBusinessDocument: {
    readonly path: GetBusinessDocumentPath;
    readonly answer: GetBusinessDocumentAnswer;
  };
  /** A certificate that any party has or had, by its SHA-1 thumbprint */
  readonly getCertificate: {
    readonly path: GetCertificatePath;
    readonly answer: GetCertificateAnswer;
  };
  /** Look up one client */
  readonly getClient: {
    readonly path: GetClientPath;
    readonly answer: GetClientAnswer;
  };
  /** Look up one communication party */
  readonly getCommunicationParty: {
    readonly path: GetCommunicationPartyPath;
    readonly query?: GetCommunicationPartyQuery;
    readonly answer: GetCommunicationPartyAnswer;
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
  /** What is new for some HER-ids since an offset */
  readonly getNotifications: {
    readonly query: GetNotificationsQuery;
    readonly answer: GetNotificationsAnswer;
  };
  /** Whether the server can take requests, and what is missing when it cannot */
  readonly getReadiness: {
    readonly answer: GetReadinessAnswer;
  };
  /** Every change after a sequence number, in the order of commits and without gaps */
  readonly listAddressRegisterEvents: {
    readonly query?: ListAddressRegisterEventsQuery;
    readonly answer: ListAddressRegisterEventsAnswer;
  };
  /** All clients, in the order they were made */
  readonly listClients: {
    readonly query?: ListClientsQuery;
    readonly answer: ListClientsAnswer;
  };
  /** Look up to 500 parties, in the order asked; those that do not exist are left out */
  readonly lookUpCommunicationParties: {
    readonly body: LookUpCommunicationPartiesBody;
    readonly answer: LookUpCommunicationPartiesAnswer;
  };
  /** Whether the service answers, and what time it has */
  readonly ping: {
    readonly answer: PingAnswer;
  };
  /** Answer a document; the application receipt is written here */
  readonly postAppRec: {
    readonly path: PostAppRecPath;
    readonly body: PostAppRecBody;
    readonly answer: PostAppRecAnswer;
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
  /** How some HER-ids want to be served */
  readonly putMshConfigurations: {
    readonly body: PutMshConfigurationsBody;
  };
  /** Remove a public key, but not the last one */
  readonly removeClientKey: {
    readonly path: RemoveClientKeyPath;
    readonly answer: RemoveClientKeyAnswer;
  };
  /** Search by beginnings of words in names, by number, kind, organisation or municipality */
  readonly searchCommunicationParties: {
    readonly query?: SearchCommunicationPartiesQuery;
    readonly answer: SearchCommunicationPartiesAnswer;
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
  changeCommunicationParty: { method: 'PATCH', path: '/address-register/communication-parties/{herId}' },
  checkDocument: { method: 'POST', path: '/test-centre/check' },
  createClient: { method: 'POST', path: '/identity/clients' },
  createCommunicationParty: { method: 'POST', path: '/address-register/communication-parties' },
  deleteMshConfigurations: { method: 'DELETE', path: '/mshconfigurations' },
  disableClient: { method: 'POST', path: '/identity/clients/{clientId}/disable' },
  getBusinessDocument: { method: 'GET', path: '/messages/{id}/business-document' },
  getCertificate: { method: 'GET', path: '/address-register/certificates/{thumbprint}' },
  getClient: { method: 'GET', path: '/identity/clients/{clientId}' },
  getCommunicationParty: { method: 'GET', path: '/address-register/communication-parties/{herId}' },
  getHealth: { method: 'GET', path: '/healthz' },
  getMessage: { method: 'GET', path: '/messages/{id}' },
  getMessageStatus: { method: 'GET', path: '/messages/{id}/status' },
  getNotifications: { method: 'GET', path: '/notifications' },
  getReadiness: { method: 'GET', path: '/readyz' },
  listAddressRegisterEvents: { method: 'GET', path: '/address-register/events' },
  listClients: { method: 'GET', path: '/identity/clients' },
  lookUpCommunicationParties: { method: 'POST', path: '/address-register/communication-parties/lookup' },
  ping: { method: 'GET', path: '/ping' },
  postAppRec: { method: 'POST', path: '/messages/{id}/apprec' },
  postMessage: { method: 'POST', path: '/messages' },
  putDownloaded: { method: 'PUT', path: '/messages/{id}/downloaded' },
  putMshConfigurations: { method: 'PUT', path: '/mshconfigurations' },
  removeClientKey: { method: 'DELETE', path: '/identity/clients/{clientId}/keys/{kid}' },
  searchCommunicationParties: { method: 'GET', path: '/address-register/communication-parties' },
  traceMessage: { method: 'GET', path: '/exchange/trace/{id}' },
} as const;
