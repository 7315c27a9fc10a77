import { randomUUID } from 'node:crypto';
import { parseHerId } from '@samband/address-register';
import { describe, expect, test } from 'vitest';
import { MessageNotFound, NotYourParty } from './errors.ts';
import { gpOffice, hospital } from './sample-dialog.ts';
import { approval, atGpOffice, atHospital, atMunicipality, openTestExchange, submission } from './test-exchange.ts';

const { database, register, exchange } = await openTestExchange();

describe('what others may know', () => {
  test('a message does not exist for an organisation that is no party to it', async () => {
    const { messageId } = await exchange.accept(submission());
    await expect(exchange.getMessage(messageId, atMunicipality)).rejects.toThrow(MessageNotFound);
    await expect(exchange.readBusinessDocument(messageId, atMunicipality)).rejects.toThrow(MessageNotFound);
    await expect(exchange.getStatuses(messageId, atMunicipality)).rejects.toThrow(MessageNotFound);
    await expect(exchange.trace(messageId, atMunicipality)).rejects.toThrow(MessageNotFound);
  });

  test('nobody reads another organisation’s feed, or says for another that it has a document', async () => {
    const { messageId } = await exchange.accept(submission());
    const feed = exchange.notifications({ herIds: [gpOffice.herId], after: 0, limit: 1 }, atMunicipality);
    await expect(feed).rejects.toThrow(NotYourParty);
    await expect(exchange.markDownloaded(messageId, gpOffice.herId, atMunicipality)).rejects.toThrow(NotYourParty);
  });
});

describe('an organisation and its units', () => {
  const by = { clientId: 'test', mayChange: 'any' } as const;

  test('a unit with a number of its own still belongs to the organisation above it', async () => {
    const unit = { organizationHerId: hospital.organizationHerId, herId: 8100190, name: 'Poliklinikken' };
    const parentHerId = parseHerId(unit.organizationHerId);
    const organizationNumber = '310012122';
    await register.createParty(
      { kind: 'service', herId: parseHerId(unit.herId), name: unit.name, parentHerId, organizationNumber },
      by,
    );
    const { messageId } = await exchange.accept(submission({ sender: unit }, { senderHerId: unit.herId }));
    expect(await exchange.getMessage(messageId, atHospital)).toMatchObject({ senderHerId: unit.herId });
  });

  test('whoever has taken a unit over reads what was sent to it before', async () => {
    const unit = { organizationHerId: 8100900, herId: 8100901, name: 'Sjøbua sykehjem' };
    const parentHerId = parseHerId(unit.organizationHerId);
    const organizationNumber = '310011118';
    await register.createParty({ kind: 'organization', herId: parentHerId, name: 'Sjøbua', organizationNumber }, by);
    await register.createParty({ kind: 'service', herId: parseHerId(unit.herId), name: unit.name, parentHerId }, by);
    const { messageId } = await exchange.accept(submission({ receiver: unit }, { receiverHerIds: [unit.herId] }));
    await expect(exchange.getMessage(messageId, atMunicipality)).rejects.toThrow(MessageNotFound);

    await register.changeParty(parentHerId, { organizationNumber: atMunicipality.organizationNumber }, by);
    expect(await exchange.getMessage(messageId, atMunicipality)).toMatchObject({ id: messageId });
  });
});

describe('the trace', () => {
  test('finds the message and its receipt under any of their ids', async () => {
    const [documentId, first] = [randomUUID(), randomUUID()];
    const { messageId } = await exchange.accept(
      submission({ messageId: documentId, conversation: { parent: first, first } }),
    );
    const receipt = await exchange.answer(approval(messageId), atGpOffice);
    const receiptId = (await exchange.getMessage(receipt.messageId, atHospital)).documentId;
    for (const id of [messageId, documentId, receipt.messageId, receiptId, first]) {
      const found = await exchange.trace(id, atHospital);
      expect(found.map((traced) => traced.message.id)).toEqual([messageId, receipt.messageId]);
    }
  });

  test('refuses an id that points at nothing, whatever its form', async () => {
    await expect(exchange.trace('ikke-en-id')).rejects.toThrow(MessageNotFound);
    await expect(exchange.trace(randomUUID())).rejects.toThrow(MessageNotFound);
  });
});

describe('what has happened', () => {
  test('cannot be changed or taken away in the database', async () => {
    await exchange.accept(submission());
    for (const statement of [
      `update exchange.event set kind = 'downloaded'`,
      'delete from exchange.event',
      'truncate exchange.event',
      'delete from exchange.document_key',
    ]) {
      await expect(database.pool.query(statement)).rejects.toThrow('only ever added to');
    }
  });

  test('is numbered without a gap that a reader of the feed could fall into', async () => {
    const before = await exchange.notifications({ herIds: [gpOffice.herId], after: 0, limit: 1_000 }, atGpOffice);
    const reading = readAlong(before.at(-1)?.offset ?? 0, 300);
    const sent = await Promise.all(Array.from({ length: 300 }, () => exchange.accept(submission())));
    const seen = await reading;
    expect([...seen].sort()).toEqual(sent.map(({ messageId }) => messageId).sort());
  });

  test('rebuilds to the same receipts as the table that keeps them at hand', async () => {
    const { rows } = await database.pool.query(`
      select message_id as original_message_id, receiver_her_id, (proof ->> 'receiptMessageId')::uuid as receipt_message_id
        from exchange.event where kind = 'receipt-matched'
      except select original_message_id, receiver_her_id, receipt_message_id from exchange.receipt`);
    const { rows: others } = await database.pool.query(`
      select original_message_id, receiver_her_id, receipt_message_id from exchange.receipt
      except select message_id, receiver_her_id, (proof ->> 'receiptMessageId')::uuid
        from exchange.event where kind = 'receipt-matched'`);
    expect([rows, others]).toEqual([[], []]);
    const { rows: counted } = await database.pool.query('select count(*)::int as count from exchange.receipt');
    expect(counted[0].count).toBeGreaterThan(0);
  });

  test('rebuilds to the same deliveries as the table that keeps them at hand', async () => {
    const told = `select message_id, receiver_her_id, proof ->> 'transport' from exchange.event where kind in ('delivered', 'routed')`;
    const kept = 'select message_id, receiver_her_id, transport from exchange.delivery';
    const { rows } = await database.pool.query(`(${told} except ${kept}) union all (${kept} except ${told})`);
    expect(rows).toEqual([]);
    const { rows: counted } = await database.pool.query('select count(*)::int as count from exchange.delivery');
    expect(counted[0].count).toBeGreaterThan(0);
  });
});

/** Follows the feed while it grows, always going on from the last offset it was given, until it has so many. */
async function readAlong(after: number, wanted: number): Promise<Set<string>> {
  const seen = new Set<string>();
  let offset = after;
  for (let turn = 0; turn < 2_000 && seen.size < wanted; turn++) {
    const page = await exchange.notifications({ herIds: [gpOffice.herId], after: offset, limit: 7 }, atGpOffice);
    for (const entry of page) seen.add(entry.messageId);
    offset = page.at(-1)?.offset ?? offset;
  }
  return seen;
}
