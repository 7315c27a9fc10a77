import {
  type AddressRegister,
  type ChangedBy,
  CommunicationPartyNotFound,
  parseHerId,
} from '@samband/address-register';
import type { Identity } from '@samband/identity';
import { createKeyPair } from '@samband/sdk';
import { type ClientFile, type ClientFiles, slugOf } from '../client-files.ts';
import { type DemoOrganization, type DemoUnit, demoCountry } from './country.ts';

const by: ChangedBy = { clientId: 'samband-demo', mayChange: 'any' };
const memberScopes = ['nhn:msh/api', 'samband:address-register/read', 'samband:exchange/trace'];

/**
 * Makes the demo country where it is missing: parties in the register, a client for each organisation, and its key in
 * a file of its own. Run again, it changes nothing that is there.
 */
export async function seedDemoCountry(
  register: AddressRegister,
  identity: Identity,
  files: ClientFiles,
): Promise<void> {
  for (const organization of demoCountry) {
    await ensureParty(register, organization);
    for (const unit of organization.units) await ensureUnit(register, organization, unit);
    await ensureClient(identity, files, organization);
  }
}

async function ensureParty(register: AddressRegister, organization: DemoOrganization): Promise<void> {
  const { herId, name, organizationNumber, businessType, municipality } = organization;
  if (await isRegistered(register, herId)) return;
  await register.createParty(
    {
      kind: 'organization',
      herId: parseHerId(herId),
      name,
      organizationNumber,
      businessType,
      municipality,
      // Registered once, above: the units inherit it.
      electronicAddresses: [{ type: 'E_EDI', value: `${slugOf(name)}@edi.example` }],
    },
    by,
  );
}

async function ensureUnit(register: AddressRegister, organization: DemoOrganization, unit: DemoUnit): Promise<void> {
  if (await isRegistered(register, unit.herId)) return;
  const { herId, kind, name, serviceCode } = unit;
  await register.createParty(
    {
      kind,
      herId: parseHerId(herId),
      name,
      parentHerId: parseHerId(organization.herId),
      ...(serviceCode && { serviceCode }),
    },
    by,
  );
}

async function isRegistered(register: AddressRegister, herId: number): Promise<boolean> {
  try {
    await register.getParty(parseHerId(herId));
    return true;
  } catch (error) {
    if (error instanceof CommunicationPartyNotFound) return false;
    throw error;
  }
}

async function ensureClient(identity: Identity, files: ClientFiles, organization: DemoOrganization): Promise<void> {
  const name = slugOf(organization.name);
  const kept = await files.find(name);
  if (kept && (await identity.findClient(kept.clientId))) return;
  const { privateJwk, publicJwk } = await createKeyPair();
  const { clientId } = await identity.createClient(
    {
      name: organization.name,
      organizationNumber: organization.organizationNumber,
      publicJwks: [publicJwk],
      scopes: memberScopes,
    },
    by.clientId,
  );
  const file: ClientFile = {
    clientId,
    name: organization.name,
    organizationNumber: organization.organizationNumber,
    herIds: [organization.herId, ...organization.units.map((unit) => unit.herId)],
    scopes: memberScopes,
    privateJwk,
  };
  await files.save(name, file);
}
