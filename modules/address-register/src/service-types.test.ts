import { testDatabase } from '@samband/testing';
import { describe, expect, test } from 'vitest';
import { createAddressRegister } from './address-register.ts';
import { HOSPITAL, hospital, hospitalWithSurgery, memberOf, operator, surgery } from './country-for-tests.ts';
import { parseHerId } from './her-id.ts';
import { addressRegisterMigrations } from './migrations.ts';

const database = await testDatabase([addressRegisterMigrations]);
const register = createAddressRegister({ database });
const faultsOf = (error: { facts?: { faults?: { field: string; message: string }[] } }) => error.facts?.faults;

async function refusalOf(work: Promise<unknown>) {
  return work.then(
    () => undefined,
    (error: Parameters<typeof faultsOf>[0]) => faultsOf(error),
  );
}

describe('a service', () => {
  test('whose type its organisation does not use is refused, and told which it uses', async () => {
    const { organization } = await hospitalWithSurgery(register);
    const dentist = { ...surgery(organization.herId), serviceCode: { system: '8669', code: 'T01' } };

    expect(await refusalOf(register.createParty(dentist, operator))).toEqual([
      {
        field: 'serviceCode.system',
        message: '8669: business type 101 has service types from 8659, 8660, 8666, 8668 (HIS 1153-3 table 2)',
      },
    ]);
  });

  test('whose code system holds no service types is refused', async () => {
    const { organization } = await hospitalWithSurgery(register);
    const odd = { ...surgery(organization.herId), serviceCode: { system: '3402', code: '0301' } };

    expect(await refusalOf(register.createParty(odd, operator))).toMatchObject([{ field: 'serviceCode.system' }]);
  });

  test('does not take such a type later, nor move to where its type is not used', async () => {
    const { service } = await hospitalWithSurgery(register);
    const pharmacy = await register.createParty({ ...hospital, businessType: '108' }, operator);

    const change = register.changeParty(service.herId, { serviceCode: { system: '8663', code: 'L' } }, operator);
    const move = register.changeParty(service.herId, { parentHerId: pharmacy.herId }, operator);

    expect(await refusalOf(change)).toMatchObject([{ field: 'serviceCode.system' }]);
    expect(await refusalOf(move)).toMatchObject([{ message: expect.stringContaining('108') }]);
  });

  test('below an organisation whose business type says nothing may have any service type', async () => {
    const organization = await register.createParty({ ...hospital, businessType: undefined }, operator);
    const dentist = { ...surgery(organization.herId), serviceCode: { system: '8669', code: 'T01' } };

    expect((await register.createParty(dentist, operator)).remarks).toEqual([]);
  });
});

describe('an organisation', () => {
  test('outside the list of business types is refused', async () => {
    expect(await refusalOf(register.createParty({ ...hospital, businessType: '99' }, operator))).toMatchObject([
      { field: 'businessType', message: expect.stringContaining('101, 102, 103') },
    ]);
  });

  test('does not take a business type that its services do not fit, and is told which services', async () => {
    const { organization, service } = await hospitalWithSurgery(register);

    const change = register.changeParty(organization.herId, { businessType: '102' }, operator);

    expect(await refusalOf(change)).toEqual([
      { field: 'businessType', message: `102 has no service types from 8668, as HER-id ${service.herId} is` },
    ]);
  });
});

describe('what another register says', () => {
  test('is taken as it is and remarked on, and other changes leave it alone', async () => {
    const organization = await register.createParty(
      { ...hospital, herId: parseHerId(79_768), businessType: '99' },
      operator,
    );
    const { organization: known } = await hospitalWithSurgery(register);
    const odd = { ...surgery(known.herId), herId: parseHerId(79_769), serviceCode: { system: '8655', code: '3' } };
    const service = await register.createParty(odd, operator);

    expect(organization.remarks.map(({ code }) => code)).toEqual(['business-type-unknown']);
    expect(service.remarks.map(({ code }) => code)).toEqual(['service-type-system-unknown']);
    expect(await register.changeParty(service.herId, { name: 'Nytt navn' }, operator)).toMatchObject({ version: 2 });
    expect(await register.changeParty(organization.herId, { name: 'NAV' }, operator)).toMatchObject({ version: 2 });
  });

  test('can be taken over later too, when the change says that it is imported', async () => {
    const { service } = await hospitalWithSurgery(register);
    const serviceCode = { system: '8669', code: 'T01' };

    const changed = await register.changeParty(service.herId, { serviceCode, imported: true }, operator);

    expect(changed.remarks.map(({ code }) => code)).toEqual(['service-type-unusual']);
  });

  test('is for operators', async () => {
    const { service, organization } = await hospitalWithSurgery(register);
    const member = memberOf(HOSPITAL);

    for (const attempt of [
      () => register.changeParty(service.herId, { name: 'X', imported: true }, member),
      () => register.createParty({ ...surgery(organization.herId), imported: true }, member),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not-your-organization' });
    }
  });
});
