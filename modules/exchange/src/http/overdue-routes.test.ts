import { createHttpServer } from '@samband/http';
import { createLogger } from '@samband/log';
import { createMetrics } from '@samband/telemetry';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { exchangeRoutes } from '../index.ts';
import { gpOffice } from '../sample-dialog.ts';
import { atGpOffice, atHospital, openTestExchange, submission } from '../test-exchange.ts';

const { exchange, clock } = await openTestExchange();
const ids: string[] = [];

beforeAll(async () => {
  for (let count = 0; count < 3; count++) ids.push((await exchange.accept(submission())).messageId);
  clock.now = new Date('2026-03-05T09:00:00Z');
  await exchange.watchDeadlines();
});

/** A server where everybody is who the test says. */
async function ask(path: string, who: { clientId: string; organizationNumber: string }, ...scopes: string[]) {
  const server = createHttpServer({
    publicUrl: 'http://localhost:8080',
    log: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    authenticate: async () => ({ ...who, scopes: new Set(['samband:exchange/trace', ...scopes]) }),
  });
  onTestFinished(() => server.stop());
  await server.register(exchangeRoutes(exchange));
  const answer = await server.inject(path);
  return { status: answer.statusCode, body: answer.json() };
}

test('the work list goes on from page to page with the word that the page before gave', async () => {
  const first = await ask('/exchange/overdue?limit=2', atHospital);
  expect(first.body.overdue).toHaveLength(2);
  const second = await ask(`/exchange/overdue?limit=2&after=${first.body.next}`, atHospital);
  expect(second.body.next).toBeUndefined();
  const listed = [...first.body.overdue, ...second.body.overdue];
  expect(new Set(listed.map(({ id }) => id))).toEqual(new Set(ids));
  expect(listed[0]).toMatchObject({ leg: 'transport', receiver: { herId: gpOffice.herId }, transport: 'mailbox' });
});

test('others see nothing of it, and the operator everything', async () => {
  expect((await ask('/exchange/overdue', atGpOffice)).body).toEqual({ overdue: [] });
  expect((await ask('/exchange/overdue/summary', atGpOffice)).body).toEqual({ receivers: [] });
  const operator = { clientId: 'operator', organizationNumber: '310000001' };
  const summary = await ask('/exchange/overdue/summary', operator, 'samband:exchange/trace-all');
  expect(summary.body.receivers).toMatchObject([{ receiver: { herId: gpOffice.herId }, underOneDay: 3 }]);
});

test('a place of another form is refused', async () => {
  expect((await ask('/exchange/overdue?after=1_x_y_z', atHospital)).status).toBe(400);
});
