import type { Caller, CallOptions } from './caller.ts';

export type PartyKind = 'organization' | 'service' | 'person' | 'department';

export interface ElectronicAddress {
  /** Code of 9044, `E_EDI`. */
  readonly type: string;
  readonly value: string;
  /** True when it comes from the parent. */
  readonly inherited: boolean;
  readonly validFrom?: string;
  readonly validTo?: string;
}

export interface PartyCertificate {
  readonly use: 'signing' | 'encryption';
  readonly thumbprint: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** DER, base64. */
  readonly value?: string;
  readonly inherited: boolean;
}

/** Somebody who can be reached, as the address register has it now. */
export interface CommunicationParty {
  readonly herId: number;
  readonly kind: PartyKind;
  readonly name: string;
  /** The name to show and to write in documents, where there is one. */
  readonly displayName?: string;
  readonly parentHerId?: number;
  readonly parentName?: string;
  /** Its own, or its parent's. */
  readonly organizationNumber: string;
  readonly active: boolean;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly serviceCode?: { readonly system: string; readonly code: string; readonly display?: string };
  readonly municipality?: string;
  readonly businessType?: string;
  readonly electronicAddresses: readonly ElectronicAddress[];
  readonly certificates: readonly PartyCertificate[];
  readonly version: number;
  readonly changedAt: string;
}

export interface PartySearch {
  readonly text?: string;
  readonly kind?: PartyKind;
  readonly organizationNumber?: string;
  readonly municipality?: string;
  /** Only the units of this organisation. */
  readonly parentHerId?: number;
  /** 1 to 100; 20 when not said. */
  readonly limit?: number;
  /** Go on after this HER-id. */
  readonly after?: number;
}

export interface PartyPage {
  readonly communicationParties: readonly CommunicationParty[];
  /** Give it as `after` for the next page; absent on the last. */
  readonly nextAfter?: number;
}

/** Facts to register or change. The network's OpenAPI description lists them all. */
export type PartyFacts = Readonly<Record<string, unknown>>;

/** What is left out stays, null takes away. Refused when the party has moved on from the version that was read. */
export type PartyChange = PartyFacts & { readonly expectedVersion: number };

const ROOT = '/address-register/communication-parties';

/** The address register. Reading and writing have a scope each. */
export function partyCalls(call: Caller) {
  return {
    async get(herId: number, options: CallOptions = {}): Promise<CommunicationParty> {
      return (await call({
        method: 'GET',
        path: `${ROOT}/${herId}`,
        repeatable: true,
        ...options,
      })) as CommunicationParty;
    },

    /** Up to 500 at once, in the order asked; those that do not exist are left out. */
    async lookup(herIds: readonly number[], options: CallOptions = {}): Promise<readonly CommunicationParty[]> {
      const body = { herIds };
      const page = await call({ method: 'POST', path: `${ROOT}/lookup`, body, repeatable: true, ...options });
      return (page as PartyPage).communicationParties;
    },

    async search(search: PartySearch, options: CallOptions = {}): Promise<PartyPage> {
      const given = Object.entries(search).filter(([, value]) => value !== undefined);
      const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
      return (await call({ method: 'GET', path: `${ROOT}?${query}`, repeatable: true, ...options })) as PartyPage;
    },

    /** Registers a party; the network gives the HER-id. Not repeated by itself: that would make two. */
    async create(facts: PartyFacts, options: CallOptions = {}): Promise<CommunicationParty> {
      const created = await call({ method: 'POST', path: ROOT, body: facts, repeatable: false, ...options });
      return created as CommunicationParty;
    },

    async change(herId: number, change: PartyChange, options: CallOptions = {}): Promise<CommunicationParty> {
      const path = `${ROOT}/${herId}`;
      return (await call({ method: 'PATCH', path, body: change, repeatable: false, ...options })) as CommunicationParty;
    },
  };
}
