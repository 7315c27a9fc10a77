import { testDatabase } from '@samband/testing';
import { describe, expect, test } from 'vitest';
import { createAddressRegister } from './address-register.ts';
import { CERTIFICATES } from './certificates-for-tests.ts';
import {
  HOSPITAL,
  hospital,
  hospitalWithSurgery,
  MUNICIPALITY,
  memberOf,
  operator,
  surgery,
} from './country-for-tests.ts';
import { parseHerId } from './her-id.ts';
import { addressRegisterMigrations } from './migrations.ts';

const database = await testDatabase([addressRegisterMigrations]);
const clock = new Date('2026-11-24T12:00:00Z');
const register = createAddressRegister({ database, now: () => clock });
const valuesOf = (list: readonly { value?: string; inherited: boolean }[]) =>
  list.map(({ value, inherited }) => [value, inherited]);

describe('registering', () => {
  test('gives a HER-id that nobody has had, and steps over imported ones', async () => {
    const { herId } = await register.createParty(hospital, operator);
    await register.createParty({ ...hospital, herId: parseHerId(herId + 1) }, operator);

    const next = await register.createParty(hospital, operator);

    expect(next.herId).toBe(herId + 2);
  });

  test('stores a party and gives it back whole', async () => {
    const created = await register.createParty(hospital, operator);

    expect(created).toEqual({
      herId: created.herId,
      kind: 'organization',
      name: 'Nordvik sykehus HF',
      displayName: 'Nordvik sykehus',
      organizationNumber: HOSPITAL,
      organizationNumberInherited: false,
      businessType: '101',
      municipality: '0301',
      active: true,
      validFrom: new Date('2020-01-01T00:00:00Z'),
      coverageAreas: [],
      industryCodes: [],
      properties: {},
      physicalAddresses: [],
      futurePhysicalAddresses: [],
      electronicAddresses: [
        { type: 'E_EDI', value: 'edi@nordvik.example', validFrom: new Date('2020-01-01T00:00:00Z'), inherited: false },
      ],
      futureElectronicAddresses: [],
      certificates: [],
      futureCertificates: [],
      remarks: [],
      version: 1,
      changedAt: clock,
    });
    expect(await register.getParty(created.herId)).toEqual(created);
  });

  test('refuses a HER-id that is taken', async () => {
    const { herId } = await register.createParty(hospital, operator);

    await expect(register.createParty({ ...hospital, herId }, operator)).rejects.toMatchObject({
      code: 'her-id-taken',
    });
  });

  test.each([
    ['does not exist', async () => parseHerId(2_000_000_000)],
    ['is itself below an organisation', async () => (await hospitalWithSurgery(register)).service.herId],
  ])('refuses a parent that %s', async (_, parentOf) => {
    const refusal = register.createParty(surgery(await parentOf()), operator);

    await expect(refusal).rejects.toMatchObject({ code: 'parent-invalid', kind: 'invalid' });
  });

  test('leaves nothing behind when it is refused half-way', async () => {
    const [before] = (await register.events({ limit: 1000 })).slice(-1);
    const input = { ...hospital, certificates: [{ use: 'signing' as const, value: 'not a certificate' }] };

    await expect(register.createParty(input, operator)).rejects.toMatchObject({ code: 'certificate-unreadable' });

    expect(await register.events({ after: before?.sequence ?? 0 })).toEqual([]);
    const next = await register.createParty(hospital, operator);
    expect((await register.events({ after: before?.sequence ?? 0 })).map((event) => event.herId)).toEqual([next.herId]);
  });

  test('gives two parties that come at once each their own HER-id', async () => {
    const parties = await Promise.all(Array.from({ length: 8 }, () => register.createParty(hospital, operator)));

    expect(new Set(parties.map((party) => party.herId)).size).toBe(8);
  });
});

describe('the database itself', () => {
  test('lets no service stand above another, whoever writes', async () => {
    const { service } = await hospitalWithSurgery(register);
    const { service: other } = await hospitalWithSurgery(register);

    await expect(
      database.pool.query('update address_register.communication_party set parent_her_id = $1 where her_id = $2', [
        service.herId,
        other.herId,
      ]),
    ).rejects.toMatchObject({ code: '23503' });
  });

  test.each([
    'update address_register.party_event set client_id = $$x$$',
    'delete from address_register.party_event',
    'truncate address_register.party_event cascade',
    'delete from address_register.communication_party',
  ])('refuses: %s', async (statement) => {
    await hospitalWithSurgery(register);

    await expect(database.pool.query(statement)).rejects.toThrow(/append-only/);
  });
});

describe('a service', () => {
  test('has its organisation’s addresses, certificates and number, marked as inherited', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    await register.changeParty(
      organization.herId,
      { certificates: [{ use: 'encryption', value: CERTIFICATES.encryption2025 }] },
      operator,
    );

    expect(await register.getParty(service.herId)).toMatchObject({
      parentHerId: organization.herId,
      parentName: 'Nordvik sykehus',
      organizationNumber: HOSPITAL,
      organizationNumberInherited: true,
      electronicAddresses: [{ type: 'E_EDI', value: 'edi@nordvik.example', inherited: true }],
      certificates: [{ use: 'encryption', inherited: true, value: CERTIFICATES.encryption2025 }],
    });
  });

  test('follows when the organisation’s address changes, and shows it in its version (S13)', async () => {
    const { organization, service } = await hospitalWithSurgery(register);

    await register.changeParty(
      organization.herId,
      { electronicAddresses: [{ type: 'E_EDI', value: 'new@nordvik.example' }] },
      operator,
    );

    const after = await register.getParty(service.herId);
    expect(valuesOf(after.electronicAddresses)).toEqual([['new@nordvik.example', true]]);
    expect(after.version).toBe(service.version + 1);
  });

  test('is not active when its organisation has ended', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    await register.changeParty(organization.herId, { validTo: new Date('2026-12-01T00:00:00Z') }, operator);

    expect(await register.getParty(service.herId)).toMatchObject({ active: true });
    expect(await register.getParty(service.herId, { at: new Date('2026-12-01T00:00:00Z') })).toMatchObject({
      active: false,
    });
  });

  test('that no Sted/funksjon tells apart from another is remarked (AD3.20)', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    const other = await register.createParty(surgery(organization.herId), operator);
    const codes = async () => (await register.getParty(service.herId)).remarks.map((remark) => remark.code);
    expect(await codes()).toEqual(['service-type-shared']);

    await register.changeParty(other.herId, { locationDescription: 'Dagkirurgi' }, operator);

    expect(await codes()).toEqual([]);
  });
});

describe('changing', () => {
  test('leaves alone what is left out, and takes away what is null', async () => {
    const { herId } = await register.createParty({ ...hospital, description: 'Somatikk' }, operator);

    const changed = await register.changeParty(herId, { displayName: null, municipality: '5001' }, operator);

    expect(changed).toMatchObject({
      name: 'Nordvik sykehus HF',
      description: 'Somatikk',
      municipality: '5001',
      version: 2,
    });
    expect(changed).not.toHaveProperty('displayName');
    expect(await register.getParty(herId)).toEqual(changed);
  });

  test('refuses a change to a version that has moved on, and says where it is', async () => {
    const { herId } = await register.createParty(hospital, operator);
    await register.changeParty(herId, { municipality: '5001', expectedVersion: 1 }, operator);

    const late = register.changeParty(herId, { municipality: '1103', expectedVersion: 1 }, operator);

    await expect(late).rejects.toMatchObject({
      code: 'party-changed-meanwhile',
      facts: { herId, expectedVersion: 1, version: 2 },
    });
  });

  test('lets one of two simultaneous changes of a version win, and only one', async () => {
    const { herId } = await register.createParty(hospital, operator);
    const change = (name: string) => register.changeParty(herId, { name, expectedVersion: 1 }, operator);

    const outcomes = await Promise.allSettled([change('A'), change('B'), change('C')]);

    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect((await register.getParty(herId)).version).toBe(2);
  });

  test('that changes nothing makes no version and no event', async () => {
    const created = await register.createParty(hospital, operator);
    const [last] = (await register.events({ limit: 1000 })).slice(-1);

    const same = await register.changeParty(created.herId, { name: hospital.name }, operator);

    expect(same).toEqual(created);
    expect(await register.events({ after: last?.sequence ?? 0 })).toEqual([]);
  });

  test('an unknown party is refused', async () => {
    await expect(register.changeParty(parseHerId(2_000_000_000), {}, operator)).rejects.toMatchObject({
      code: 'communication-party-not-found',
    });
  });

  test('an imported organisation number may stay wrong, but not become wrong', async () => {
    const imported = await register.createParty(
      { ...hospital, herId: parseHerId(8_141_703), organizationNumber: '999988891' },
      operator,
    );
    expect(imported.remarks.map((remark) => remark.code)).toEqual(['organization-number-check-digit']);
    await register.changeParty(imported.herId, { name: 'Testsenteret' }, operator);

    const change = register.changeParty(imported.herId, { organizationNumber: '900001003' }, operator);

    await expect(change).rejects.toMatchObject({ code: 'communication-party-invalid' });
  });
});

describe('a member', () => {
  test('registers and changes the parties of its own organisation', async () => {
    const organization = await register.createParty(hospital, memberOf(HOSPITAL));
    const service = await register.createParty(surgery(organization.herId), memberOf(HOSPITAL));

    const changed = await register.changeParty(service.herId, { description: 'Ny' }, memberOf(HOSPITAL));

    expect(changed.description).toBe('Ny');
  });

  test('cannot touch another organisation’s parties', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    const stranger = memberOf(MUNICIPALITY);

    const attempts = [
      () => register.createParty(hospital, stranger),
      () => register.createParty(surgery(organization.herId), stranger),
      () => register.changeParty(service.herId, { name: 'Mine' }, stranger),
      () => register.addCertificates(service.herId, { certificates: [] }, stranger),
    ];

    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not-your-organization' });
    expect((await register.getParty(service.herId)).version).toBe(1);
  });

  test.each([
    [
      'give its organisation away',
      (own: number) => register.changeParty(parseHerId(own), { organizationNumber: MUNICIPALITY }, memberOf(HOSPITAL)),
    ],
    ['choose its HER-id', () => register.createParty({ ...hospital, herId: parseHerId(77) }, memberOf(HOSPITAL))],
  ])('cannot %s', async (_, attempt) => {
    const { herId } = await register.createParty(hospital, operator);

    await expect(attempt(herId)).rejects.toMatchObject({ code: 'not-your-organization', kind: 'forbidden' });
  });

  test('cannot let its parties pass for another organisation’s', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    const pretender = { ...surgery(organization.herId), organizationNumber: MUNICIPALITY };

    for (const attempt of [
      () => register.createParty(pretender, memberOf(HOSPITAL)),
      () => register.changeParty(service.herId, { organizationNumber: MUNICIPALITY }, memberOf(HOSPITAL)),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not-your-organization' });
    }
  });

  test('cannot move a party under another organisation', async () => {
    const { service } = await hospitalWithSurgery(register);
    const elsewhere = await register.createParty({ ...hospital, organizationNumber: MUNICIPALITY }, operator);

    const attempt = register.changeParty(service.herId, { parentHerId: elsewhere.herId }, memberOf(HOSPITAL));

    await expect(attempt).rejects.toMatchObject({ code: 'not-your-organization' });
  });
});

describe('looking up many', () => {
  test('answers in the order asked, leaves out the unknown, and repeats what is asked for twice', async () => {
    const { organization, service } = await hospitalWithSurgery(register);
    const asked = [service.herId, parseHerId(2_000_000_000), organization.herId, service.herId];

    const found = await register.findParties(asked);

    expect(found.map((party) => party.herId)).toEqual([service.herId, organization.herId, service.herId]);
  });

  test('refuses more than 500', async () => {
    const asked = Array.from({ length: 501 }, (_, index) => parseHerId(index + 1));

    await expect(register.findParties(asked)).rejects.toMatchObject({ code: 'too-many-parties' });
    await expect(register.resolveReceivers(asked)).rejects.toMatchObject({ code: 'too-many-parties' });
  });
});
