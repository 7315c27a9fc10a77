import { expect, test } from 'vitest';
import { documentForTests, gpOffice, hospital } from './document-for-tests.ts';
import { openNode, openPostOffice } from './nodes-for-tests.ts';

const office = openPostOffice();
const [north, south] = await Promise.all([openNode(hospital, office), openNode(gpOffice, office)]);

test('a letter by EDI 2.0 goes as ebXML to another Samband, is acknowledged, and answered the same way back', async () => {
  const bytes = documentForTests();
  const { messageId } = await north.exchange.accept({
    bytes: Uint8Array.from(bytes),
    senderHerId: hospital.herId,
    receiverHerIds: [gpOffice.herId],
    transport: 'edi-api',
    submittedBy: north.actor,
  });
  await north.sendDue();
  await south.sendDue();
  expect(await north.kindsOf(messageId)).toEqual(['accepted', 'routed', 'transferred', 'acknowledged']);

  const [arrived] = await south.exchange.notifications({ herIds: [gpOffice.herId], after: 0, limit: 10 }, south.actor);
  expect(arrived).toMatchObject({ kind: 'NewMessage' });
  const there = arrived?.messageId ?? '';
  expect(Buffer.compare(await south.exchange.readBusinessDocument(there, south.actor), bytes)).toBe(0);
  await south.exchange.answer({ originalMessageId: there, receiverHerId: gpOffice.herId, status: 'ok' }, south.actor);
  await south.sendDue();
  await north.sendDue();

  expect(await north.kindsOf(messageId)).toEqual([
    ...['accepted', 'routed', 'transferred', 'acknowledged', 'receipt-matched'],
  ]);
  const [status] = await north.exchange.getStatuses(messageId, north.actor);
  expect(status).toMatchObject({ transport: 'acknowledged', business: 'approved' });
  expect(office.sent).toHaveLength(4);
  for (const { database } of [north, south]) {
    expect((await database.pool.query('select rule from ebxml.rule_count')).rows).toEqual([]);
  }
});
