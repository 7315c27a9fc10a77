import { setTimeout as delay } from 'node:timers/promises';
import { testDatabase } from '@samband/testing';
import { afterAll, expect, test } from 'vitest';
import { createAddressRegister } from './address-register.ts';
import { CERTIFICATES } from './certificates-for-tests.ts';
import type { CommunicationParty } from './communication-party.ts';
import { hospital, hospitalWithSurgery, operator, surgery } from './country-for-tests.ts';
import type { HerId } from './her-id.ts';
import { addressRegisterMigrations } from './migrations.ts';

const database = await testDatabase([addressRegisterMigrations]);
const register = createAddressRegister({ database });
const elsewhere = createAddressRegister({ database });
const following = await register.follow();
afterAll(() => following.close());
const edi = (value: string) => ({ electronicAddresses: [{ type: 'E_EDI' as const, value }] });

/** Looks until it is so; the test's own time limit ends what never becomes so. */
async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    await delay(5);
  }
}

async function statementsDuring(work: () => Promise<unknown>): Promise<number> {
  const { pool } = database;
  const original = pool.connect.bind(pool);
  let connections = 0;
  const counting: typeof pool.connect = ((...args: Parameters<typeof pool.connect>) => {
    connections += 1;
    return original(...args);
  }) as typeof pool.connect;
  pool.connect = counting;
  await work().finally(() => {
    pool.connect = original;
  });
  return connections;
}

test('S13 a change of the organisation’s EDI address reaches its services: their events, and routing in every process', async () => {
  const { organization, service } = await hospitalWithSurgery(register);
  expect(await register.resolveReceiver(service.herId)).toMatchObject({ ediAddress: 'edi@nordvik.example' });
  const [last] = (await register.events({ limit: 1000 })).slice(-1);

  await elsewhere.changeParty(organization.herId, edi('new@nordvik.example'), operator);

  // No copy is more than a notification behind, long before it would grow old by itself.
  await until(
    () => register.resolveReceiver(service.herId),
    (receiver) => receiver.ediAddress === 'new@nordvik.example',
  );
  const events = await register.events({ after: last?.sequence ?? 0 });
  expect(events).toMatchObject([
    { herId: organization.herId, kind: 'changed' },
    {
      herId: service.herId,
      kind: 'inherited',
      causedBySequence: events[0]?.sequence,
      changes: {
        electronicAddresses: {
          before: [{ value: 'edi@nordvik.example', inherited: true }],
          after: [{ value: 'new@nordvik.example', inherited: true }],
        },
      },
    },
  ]);
});

test('looking up parties that are known costs no statement, however often', async () => {
  const { organization, service } = await hospitalWithSurgery(register);
  const asked = [service.herId, organization.herId];
  await register.resolveReceivers(asked);

  const statements = await statementsDuring(async () => {
    for (let n = 0; n < 500; n += 1) {
      await register.resolveReceivers(asked);
      await register.resolveOwners(asked);
    }
  });

  // The heartbeat may have beaten meanwhile.
  expect(statements).toBeLessThanOrEqual(2);
});

test('an organisation that will end is no longer a receiver’s on that day, also where the service has no event', async () => {
  const { organization, service } = await hospitalWithSurgery(register);
  await register.resolveReceiver(service.herId);
  const end = new Date(Date.now() + 60_000);

  await elsewhere.changeParty(organization.herId, { validTo: end }, operator);

  const outcome = () =>
    register.resolveReceiver(service.herId, end).then(
      () => 'active',
      (error: { code: string }) => error.code,
    );
  expect(await until(outcome, (seen) => seen !== 'active')).toBe('party-not-active');
});

test('an inherited certificate that is not valid yet is announced to the services, with an event', async () => {
  const { organization, service } = await hospitalWithSurgery(register);
  const early = createAddressRegister({ database, now: () => new Date('2026-01-01T00:00:00Z') });
  await early.addCertificates(
    organization.herId,
    { certificates: [{ use: 'signing', value: CERTIFICATES.signing2026 }] },
    operator,
  );

  const [event] = (await register.events({ limit: 1000 })).slice(-1);

  expect(event).toMatchObject({ herId: service.herId, kind: 'inherited', changes: { futureCertificates: {} } });
});

test('a subscriber that takes the export and follows the events ends with the same register', async () => {
  const { organization, service } = await hospitalWithSurgery(register);
  const mirror = new Map<HerId, CommunicationParty>();
  let isWriting = true;

  const writing = (async () => {
    for (let round = 0; round < 25; round += 1) {
      const { herId } = await elsewhere.createParty(surgery(organization.herId), operator);
      await Promise.all([
        elsewhere.changeParty(
          organization.herId,
          { ...edi(`${round}@nordvik.example`), displayName: `N${round}` },
          operator,
        ),
        elsewhere.changeParty(
          herId,
          { name: `Kirurgi ${round}`, ...(round % 3 === 0 && edi(`own${round}@x.example`)) },
          operator,
        ),
        elsewhere.changeParty(service.herId, { locationDescription: `Bygg ${round}` }, operator),
      ]);
      if (round % 8 === 0) await elsewhere.createParty({ ...hospital, name: `Sykehus ${round}` }, operator);
    }
  })().finally(() => {
    isWriting = false;
  });

  let seen = 0;
  let promised = 0;
  for await (const item of register.export()) {
    if ('lastSequenceNumber' in item) {
      seen = item.lastSequenceNumber;
      promised = item.parties;
    } else {
      mirror.set(item.herId, item);
      await delay(1); // a slow reader: much is written meanwhile
    }
  }
  expect(mirror.size).toBe(promised);
  for (;;) {
    const isLast = !isWriting;
    const events = await register.events({ after: seen, limit: 50 });
    for (const party of await register.findParties(events.map((event) => event.herId))) mirror.set(party.herId, party);
    seen = events.at(-1)?.sequence ?? seen;
    if (isLast && events.length === 0) break;
  }
  await writing;

  const { herIds, lastSequenceNumber } = await register.herIds();
  const truth: CommunicationParty[] = [];
  for (let from = 0; from < herIds.length; from += 500)
    truth.push(...(await register.findParties(herIds.slice(from, from + 500))));
  // Remarks are advice on today's neighbours, and no part of what events tell.
  const comparable = (party: CommunicationParty) => ({ ...party, remarks: [] });
  expect([...mirror.values()].sort((a, b) => a.herId - b.herId).map(comparable)).toEqual(truth.map(comparable));
  expect(seen).toBe(lastSequenceNumber);
  const inheriting = truth.filter((party) => party.parentHerId === organization.herId);
  expect(inheriting.length).toBeGreaterThan(25);
  expect(inheriting.some((party) => party.electronicAddresses[0]?.value === '24@nordvik.example')).toBe(true);
});

test('only so many exports at once; one that is given up makes room', async () => {
  const first = register.export();
  const second = register.export();
  await first.next();
  await second.next();

  await expect(register.export().next()).rejects.toMatchObject({ code: 'export-busy', retryAfterSeconds: 30 });
  await first.return();

  const third = register.export();
  expect(await third.next()).toMatchObject({ value: { parties: expect.any(Number) } });
  await Promise.all([second.return(), third.return()]);
});

test('a certificate is found with everyone who held it, and every period in which they did', async () => {
  const certificates = [{ use: 'encryption' as const, value: CERTIFICATES.encryption2025 }];
  const { herId } = await register.createParty({ ...hospital, certificates }, operator);
  const service = await register.createParty(surgery(herId), operator);
  await delay(2);
  await register.changeParty(herId, { certificates: [] }, operator);
  await delay(2);
  await register.changeParty(herId, { certificates }, operator);

  const history = await register.certificateHistory(service.herId);

  expect(history).toMatchObject([
    { herId, use: 'encryption', inherited: true, value: CERTIFICATES.encryption2025 },
    { herId, inherited: true, withdrawnAt: expect.any(Date) },
  ]);
  expect(history[0]).not.toHaveProperty('withdrawnAt');
  const found = await register.getCertificate(history[0]?.thumbprint ?? '');
  expect(found.heldBy.filter((holding) => holding.herId === herId)).toHaveLength(2);
});
