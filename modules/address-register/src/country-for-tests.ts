import type { AddressRegister } from './address-register.ts';
import type { HerId } from './her-id.ts';
import type { ChangedBy, NewParty } from './party-input.ts';

/** An invented hospital, whose number has the right check digit. */
export const HOSPITAL = '900001002';
/** Another organisation. */
export const MUNICIPALITY = '900023227';

export const operator: ChangedBy = { clientId: 'operator', mayChange: 'any' };
export const memberOf = (organizationNumber: string): ChangedBy => ({
  clientId: `member-${organizationNumber}`,
  mayChange: { organizationNumber },
});

export const hospital: NewParty = {
  kind: 'organization',
  name: 'Nordvik sykehus HF',
  displayName: 'Nordvik sykehus',
  organizationNumber: HOSPITAL,
  businessType: '101',
  municipality: '0301',
  validFrom: new Date('2020-01-01T00:00:00Z'),
  electronicAddresses: [{ type: 'E_EDI', value: 'edi@nordvik.example', validFrom: new Date('2020-01-01T00:00:00Z') }],
};

export const surgery = (parentHerId: HerId): NewParty => ({
  kind: 'service',
  name: 'Kirurgi',
  parentHerId,
  serviceCode: { system: '8668', code: 'K01', display: 'Kirurgi' },
  validFrom: new Date('2020-01-01T00:00:00Z'),
});

/** A hospital with a service below it, as each test needs its own. */
export async function hospitalWithSurgery(register: AddressRegister) {
  const organization = await register.createParty(hospital, operator);
  const service = await register.createParty(surgery(organization.herId), operator);
  return { organization, service };
}
