import { type AddressRegister, type ChangedBy, type CommunicationParty, parseHerId } from '@samband/address-register';
import type { Identity } from '@samband/identity';
import { createKeyPair } from '@samband/sdk';
import { type ClientFile, type ClientFiles, slugOf } from '../client-files.ts';
import { type DemoOrganization, type DemoUnit, demoCountry, demoDomain, demoHerIds } from './country.ts';

export const seededBy: ChangedBy = { clientId: 'samband-demo', mayChange: 'any' };
const memberScopes = ['nhn:msh/api', 'samband:address-register/read', 'samband:exchange/trace'];

/** Where its ebXML goes by mail. */
export const ediAddressOf = (organization: string): string => `${slugOf(organization)}@${demoDomain}`;

/**
 * Makes the demo country where it is missing: parties in the register, a client for each organisation, and its key in
 * a file of its own. A country that an earlier version made is given the service types that it lacks. Run again, it
 * changes nothing that is there.
 */
export async function seedDemoCountry(
  register: AddressRegister,
  identity: Identity,
  files: ClientFiles,
): Promise<void> {
  const parties = await register.findParties(demoCountry.flatMap(demoHerIds).map((herId) => parseHerId(herId)));
  const known = new Map(parties.map((party) => [Number(party.herId), party]));
  for (const organization of demoCountry) {
    if (!known.has(organization.herId)) await createOrganization(register, organization);
    for (const unit of organization.units) await ensureUnit(register, organization, unit, known.get(unit.herId));
  }
  await Promise.all(demoCountry.map((organization) => ensureClient(identity, files, organization)));
}

async function createOrganization(register: AddressRegister, organization: DemoOrganization): Promise<void> {
  const { herId, name, organizationNumber, businessType, municipality, region } = organization;
  await register.createParty(
    {
      kind: 'organization',
      herId: parseHerId(herId),
      name,
      organizationNumber,
      businessType,
      municipality,
      properties: { healthRegion: region },
      // Registered once, here: the units inherit it.
      electronicAddresses: [{ type: 'E_EDI', value: ediAddressOf(name) }],
    },
    seededBy,
  );
}

async function ensureUnit(
  register: AddressRegister,
  organization: DemoOrganization,
  { herId, name, serviceType }: DemoUnit,
  party: CommunicationParty | undefined,
): Promise<void> {
  const serviceCode = serviceType;
  if (party?.serviceCode) return;
  if (party) {
    await register.changeParty(parseHerId(herId), { serviceCode }, seededBy);
    return;
  }
  const parentHerId = parseHerId(organization.herId);
  await register.createParty({ kind: 'service', herId: parseHerId(herId), name, parentHerId, serviceCode }, seededBy);
}

async function ensureClient(identity: Identity, files: ClientFiles, organization: DemoOrganization): Promise<void> {
  const name = slugOf(organization.name);
  const herIds = demoHerIds(organization);
  const kept = await files.find(name);
  if (kept && (await identity.findClient(kept.clientId))) {
    // A unit that came later is the client's too.
    if (herIds.some((herId) => !kept.herIds.includes(herId))) await files.save(name, { ...kept, herIds });
    return;
  }
  const { privateJwk, publicJwk } = await createKeyPair();
  const { clientId } = await identity.createClient(
    {
      name: organization.name,
      organizationNumber: organization.organizationNumber,
      publicJwks: [publicJwk],
      scopes: memberScopes,
    },
    seededBy.clientId,
  );
  const file: ClientFile = {
    clientId,
    name: organization.name,
    organizationNumber: organization.organizationNumber,
    herIds,
    scopes: memberScopes,
    privateJwk,
  };
  await files.save(name, file);
}
