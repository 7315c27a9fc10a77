import { addressRegisterMigrations, createAddressRegister, parseHerId } from '@samband/address-register';
import { testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { hospital } from './document-for-tests.ts';
import { MailboxAddressInvalid, MailboxNotFound, MailboxUserTaken } from './errors.ts';
import { createMailboxes } from './mailboxes.ts';
import { ebxmlMigrations } from './migrations.ts';
import { createOwnAddresses } from './own-addresses.ts';

const database = await testDatabase([addressRegisterMigrations, ebxmlMigrations]);
const register = createAddressRegister({ database, directory: { patienceMs: 60_000 } });
const domains = ['edi.nord.example'];
const dayMs = 24 * 3_600_000;
let at = new Date();
const addresses = createOwnAddresses(database, register, domains);
const mailboxes = createMailboxes(database, register, addresses, domains, () => at);
const { herId, ediAddress } = hospital;
await register.createParty(
  {
    kind: 'organization',
    herId: parseHerId(herId),
    name: 'Nord sykehus',
    organizationNumber: hospital.organizationNumber,
    electronicAddresses: [{ type: 'E_EDI', value: 'Sykehuset@edi.nord.example' }],
  },
  { clientId: 'test', mayChange: 'any' },
);
const order = { address: ediAddress, herId, userName: 'nord', password: 'en lang setning' };
const bytes = Buffer.from('Subject: x\r\n\r\nhei\r\n');

test('an address of ours is the handler’s until it has a mailbox, and again when that is closed', async () => {
  const receiver = await register.resolveReceiver(parseHerId(herId));
  expect(await addresses.ownerOf(ediAddress)).toEqual({ kind: 'handler' });
  expect(addresses.isElsewhere(receiver)).toBe(false);
  await mailboxes.open({ ...order, address: 'SYKEHUSET@edi.nord.example' });
  expect(await addresses.ownerOf(ediAddress.toUpperCase())).toEqual({ kind: 'mailbox', address: ediAddress });
  expect(addresses.isElsewhere(receiver)).toBe(true);
  await mailboxes.close(ediAddress);
  expect(addresses.isElsewhere(receiver)).toBe(false);
  await expect(mailboxes.close(ediAddress)).rejects.toThrow(MailboxNotFound);
});

test('an address that nobody has registered, or at another domain, is not ours', async () => {
  expect(await addresses.ownerOf('ingen@edi.nord.example')).toBeUndefined();
  expect(await addresses.ownerOf('sykehuset@edi.sor.example')).toBeUndefined();
  expect(await addresses.ownerOf('sykehuset@ikke-edi.nord.example')).toBeUndefined();
});

test('a mailbox is at a domain of ours, and a user name belongs to one', async () => {
  await expect(mailboxes.open({ ...order, address: 'x@other.example' })).rejects.toThrow(MailboxAddressInvalid);
  await mailboxes.open(order);
  await expect(mailboxes.open({ ...order, address: 'annen@edi.nord.example' })).rejects.toThrow(MailboxUserTaken);
});

test('only whoever knows the password gets in', async () => {
  await mailboxes.open(order);
  expect(await mailboxes.authenticate('nord', 'en lang setning')).toBe(ediAddress);
  expect(await mailboxes.authenticate('nord', 'en lang setnin')).toBeUndefined();
  expect(await mailboxes.authenticate('ingen', '')).toBeUndefined();
});

test('a mail waits until it was fetched and taken away, and not one that was never fetched can be', async () => {
  await mailboxes.open(order);
  expect(await mailboxes.put([ediAddress], bytes)).toBe('open');
  const [waiting] = await mailboxes.waiting(ediAddress);
  const number = waiting?.number ?? 0;
  expect(await mailboxes.remove(ediAddress, [number])).toBe(0);
  expect(await mailboxes.fetch(ediAddress, number)).toEqual(bytes);
  expect(await mailboxes.waiting(ediAddress)).toEqual([waiting]);
  expect(await mailboxes.remove(ediAddress, [number])).toBe(1);
  expect(await mailboxes.waiting(ediAddress)).toEqual([]);
  expect(await mailboxes.fetch('annen@edi.nord.example', number)).toBeUndefined();
});

const standingOf = async (address: string) => (await mailboxes.list()).find((mailbox) => mailbox.address === address);

test('a full mailbox takes nothing, and of several receivers none gets what one has no room for', async () => {
  const address = 'full@edi.nord.example';
  await mailboxes.open({ ...order, address, userName: 'full', sizeMaxBytes: bytes.length });
  expect(await mailboxes.put([address], bytes)).toBe('open');
  expect(await mailboxes.put([address, ediAddress], bytes)).toBe('full');
  expect(await mailboxes.waiting(ediAddress)).toEqual([]);
  expect(await standingOf(address)).toMatchObject({ state: 'full', mailCount: 1, mailBytes: bytes.length });
});

test('a mailbox that nobody fetches takes no more when its oldest mail has waited too long, and loses none', async () => {
  const address = 'glemt@edi.nord.example';
  await mailboxes.open({ ...order, address, userName: 'glemt', keptDays: 7 });
  const cameAt = at;
  expect(await mailboxes.put([address], bytes)).toBe('open');
  at = new Date(cameAt.getTime() + 7 * dayMs);
  expect(await mailboxes.put([address], bytes)).toBe('open');
  at = new Date(at.getTime() + 1);
  expect(await mailboxes.put([address, ediAddress], bytes)).toBe('not-fetched');
  expect(await standingOf(address)).toMatchObject({ state: 'not-fetched', mailCount: 2, oldestCameAt: cameAt });
  const [oldest] = await mailboxes.waiting(address);
  expect(await mailboxes.fetch(address, oldest?.number ?? 0)).toEqual(bytes);
  expect(await mailboxes.put([address], bytes)).toBe('open');
});

test('a mail for a mailbox that was closed meanwhile is told from one that has no room', async () => {
  const address = 'lukket@edi.nord.example';
  await mailboxes.open({ ...order, address, userName: 'lukket' });
  await mailboxes.close(address);
  expect(await mailboxes.put([address, ediAddress], bytes)).toBe('closed');
  expect(await mailboxes.waiting(ediAddress)).toEqual([]);
});
