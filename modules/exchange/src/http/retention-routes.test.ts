import { createHttpServer } from '@samband/http';
import { createLogger } from '@samband/log';
import { createMetrics } from '@samband/telemetry';
import { expect, onTestFinished, test } from 'vitest';
import { exchangeRoutes } from '../index.ts';
import { openTestExchange } from '../test-exchange.ts';

const { exchange, clock } = await openTestExchange();
clock.now = new Date();
const operate = 'samband:exchange/operate';
const national = { messageType: '*', bodyDays: 90, messageDays: 1_095, keyDays: 3_650 };

async function ask(method: 'GET' | 'PUT' | 'POST', path: string, payload?: object, scope: string = operate) {
  const server = createHttpServer({
    publicUrl: 'http://localhost:8080',
    log: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    authenticate: async () => ({
      clientId: 'operator',
      organizationNumber: '310000001',
      scopes: new Set([scope]),
    }),
  });
  onTestFinished(() => server.stop());
  await server.register(exchangeRoutes(exchange));
  const answer = await server.inject({ method, url: `/exchange/retention${path}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

test('rules are read and set by the operator, and a wrong one says what is wrong with it', async () => {
  expect(await ask('GET', '')).toEqual({ status: 200, body: { rules: [national] } });
  const own = { messageType: 'DIALOG_HELSEFAGLIG', bodyDays: 30, messageDays: 60, keyDays: 3_650 };
  expect(await ask('PUT', '', { rules: [national, own] })).toEqual({ status: 200, body: { rules: [national, own] } });
  expect(await ask('PUT', '', { rules: [own] })).toMatchObject({
    status: 400,
    body: { code: 'retention-rules-invalid' },
  });
  expect((await ask('PUT', '', { rules: [{ ...national, bodyDays: 0 }] })).status).toBe(400);
});

test('a plan gives the token of its run, which is good once', async () => {
  const { status, body } = await ask('POST', '/plans');
  expect(status).toBe(200);
  expect(body.removals).toEqual([]);
  const order = { token: body.token };
  expect(await ask('POST', '/runs', order)).toEqual({
    status: 200,
    body: { removed: { body: 0, message: 0, key: 0 }, partitionsDropped: 0, isComplete: true },
  });
  expect(await ask('POST', '/runs', order)).toMatchObject({ status: 404, body: { code: 'retention-plan-unknown' } });
});

test.each([
  ['GET', ''],
  ['PUT', ''],
  ['POST', '/plans'],
  ['POST', '/runs'],
] as const)('%s %s is for nobody without the scope', async (method, path) => {
  const payload = method === 'PUT' ? { rules: [national] } : { token: '019ab000-1111-7222-8333-444455556666' };
  const asked = path === '/plans' || method === 'GET' ? undefined : payload;
  expect((await ask(method, path, asked, 'samband:exchange/trace-all')).status).toBe(403);
});
