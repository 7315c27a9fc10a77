import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addressRegisterMigrations,
  createAddressRegister,
  hasOrganizationNumberCheckDigit,
  parseHerId,
} from '@samband/address-register';
import { migrate } from '@samband/db';
import { createIdentity, identityMigrations } from '@samband/identity';
import { createLogger } from '@samband/log';
import { testDatabase } from '@samband/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientFiles } from '../client-files.ts';
import { openDataFolder } from '../data-folder.ts';
import { openPartyKeys } from '../party-keys.ts';
import { scopeCatalogue } from '../scopes.ts';
import { demoCountry, demoHerIds } from './country.ts';
import { issueMissingCertificates } from './issue-certificates.ts';
import { seedDemoCountry, seededBy } from './seed.ts';

const database = await testDatabase();
const register = createAddressRegister({ database });
let folder: string;
let identity: Awaited<ReturnType<typeof createIdentity>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-seed-'));
  await migrate(database, [identityMigrations, addressRegisterMigrations]);
  identity = await createIdentity({
    database,
    log: createLogger({ level: 'silent' }),
    publicUrl: 'http://localhost:8080',
    scopes: scopeCatalogue,
    secret: 'a secret for this test, long enough',
    selfServiceKey: 'a key for this test, that is long enough',
  });
});

afterAll(async () => {
  await identity?.close();
  await rm(folder, { recursive: true, force: true });
});

const allHerIds = demoCountry.flatMap(demoHerIds).map((herId) => parseHerId(herId));

test('no two organisations or units share a number, and every number has its check digit', () => {
  const numbers = demoCountry.map(({ organizationNumber }) => organizationNumber);
  expect(numbers.filter((number) => !hasOrganizationNumberCheckDigit(number))).toEqual([]);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(new Set(allHerIds).size).toBe(allHerIds.length);
});

test('completes a country that an earlier version began, and then changes nothing', async () => {
  // As an earlier version made it: a unit without a service type.
  const { herId, name, organizationNumber, businessType, municipality } = demoCountry[0] as (typeof demoCountry)[0];
  const hospital = { herId: parseHerId(herId), name, organizationNumber, businessType, municipality };
  await register.createParty({ kind: 'organization', ...hospital }, seededBy);
  const older = { herId: parseHerId(8100101), parentHerId: parseHerId(herId), name: 'Medisinsk avdeling' };
  await register.createParty({ kind: 'service', ...older }, seededBy);

  await seedDemoCountry(register, identity, clientFiles(folder));
  const parties = await register.findParties(allHerIds);
  expect(parties).toHaveLength(allHerIds.length);
  expect(parties.find((party) => Number(party.herId) === 8100101)?.serviceCode?.code).toBe('S03');
  const lastEvent = (await register.herIds()) as unknown;
  const clients = await identity.listClients({ limit: 200 });

  await seedDemoCountry(register, identity, clientFiles(folder));
  expect(await register.herIds()).toEqual(lastEvent);
  expect(await identity.listClients({ limit: 200 })).toEqual(clients);
});

test('gives every organisation its certificates, whose keys only their owner can read, and units inherit them', async () => {
  const certificates = join(folder, 'certificates');
  const keys = await openPartyKeys(await openDataFolder(folder));
  const { signal } = new AbortController();
  await issueMissingCertificates(register, async () => keys, certificates, signal);

  const parties = await register.findParties(allHerIds);
  for (const party of parties) {
    expect(party.certificates.map(({ use }) => use).sort()).toEqual(['encryption', 'signing']);
  }
  const { organizationNumber } = demoCountry[0] as (typeof demoCountry)[0];
  expect(parties[0]?.certificates[0]?.subjectOrganizationNumber).toBe(organizationNumber);
  for (const { thumbprint } of parties.flatMap((party) => party.certificates)) {
    expect((await keys.find(thumbprint))?.owner).toBeDefined();
  }
  const open = (await readdir(certificates)).filter((file) => file.endsWith('.key.pem'));
  expect(open, 'the key of the issuer alone lies in the open').toEqual(['demo-ca.key.pem']);
  expect((await stat(join(certificates, 'demo-ca.key.pem'))).mode & 0o077).toBe(0);

  const versions = parties.map(({ version }) => version);
  await issueMissingCertificates(register, async () => keys, certificates, signal);
  expect((await register.findParties(allHerIds)).map(({ version }) => version)).toEqual(versions);
}, 30_000);
