import { readFile } from 'node:fs/promises';
import { fixture } from '@samband/testing';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { gpOffice, hospital } from './document-for-tests.ts';
import { openEdiNetwork, submission } from './network-for-tests.ts';

/**
 * The requests and answers of another product that speaks EDI 2.0, as facts: field names and kinds of values. What it
 * sends must be taken as it is, and what we answer must have exactly the fields that it reads.
 */
const samplesFile = 'messaging/navikt+helsemelding-edi-adapter/nhn-msh-api-v3-samples.json';

const { call, sent, close } = await openEdiNetwork();
afterAll(close);

interface Sample {
  readonly status: number;
  readonly request?: object;
  readonly response?: object;
  readonly [field: string]: unknown;
}

async function samples(context: TestContext): Promise<(call: string) => Sample> {
  const text = await readFile(fixture(context, samplesFile), 'utf8');
  const all = JSON.parse(text) as Record<string, Sample>;
  return (call) => {
    const found = Object.keys(all).find((name) => name.startsWith(call));
    if (found === undefined) throw new Error(`no sample of ${call}`);
    return all[found] as Sample;
  };
}

/** Names and kinds of values, without the values: `{ "id": "string", "receiverHerIds": ["number"] }`. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

test('a message is sent with the sample’s fields, and answered with its fields', async (context) => {
  const sample = (await samples(context))('POST /messages');
  const { businessDocument, senderHerId, receiverHerIds } = submission();

  const answer = await call('POST', '/messages', {
    body: { ...sample.request, businessDocument, senderHerId, receiverHerIds },
  });

  expect(answer.status).toBe(sample.status);
  expect(shapeOf(answer.body)).toEqual(shapeOf(sample.response));
});

test('the sample’s headers are taken', async (context) => {
  const sample = (await samples(context))('requestHeaders') as unknown as Record<string, string>;
  const { Authorization: _, ...headers } = sample;

  expect((await call('GET', '/ping', { headers })).status).toBe(200);
});

test('what a message is, and its document, have the sample’s fields', async (context) => {
  const sampleOf = await samples(context);
  const id = await sent();

  const message = await call('GET', `/messages/${id}`);
  const document = await call('GET', `/messages/${id}/business-document`);

  expect(shapeOf(message.body)).toEqual(shapeOf(sampleOf('GET /messages/{id}').response));
  expect(shapeOf(document.body)).toEqual(shapeOf(sampleOf('GET /messages/{id}/business-document').response));
});

test('a receipt is given with the sample’s fields, and the status that follows has its fields and its words', async (context) => {
  const sampleOf = await samples(context);
  const receipt = sampleOf('POST /messages/{id}/apprec');
  const status = sampleOf('GET /messages/{id}/status');
  const id = await sent();

  const answer = await call('POST', `/messages/${id}/apprec`, {
    as: 'gpOffice',
    body: { ...receipt.request, appRecSenderHerId: gpOffice.herId },
  });
  const { body } = await call('GET', `/messages/${id}/status`);

  expect(answer.status).toBe(receipt.status);
  expect(shapeOf(answer.body)).toEqual(shapeOf(receipt.response));
  // The text of an error is text or null, in the sample null.
  expect(shapeOf(withoutDetails(body))).toEqual(shapeOf(withoutDetails(status.response)));
  const [line] = body.statusList;
  expect(status['transportDeliveryState']).toContain(line.transportDeliveryState);
  expect(status['appRecStatus']).toContain(line.apprecInfo.appRecStatus);
});

test('a document is noted as downloaded with the sample’s fields', async (context) => {
  const sample = (await samples(context))('PUT /messages/{id}/downloaded');

  const answer = await call('PUT', `/messages/${await sent()}/downloaded`, {
    as: 'gpOffice',
    body: { ...sample.request, receiverHerId: gpOffice.herId },
  });

  expect(answer.status).toBe(sample.status);
});

test('the feed has the sample’s fields, and types that it knows', async (context) => {
  const sample = (await samples(context))('GET /notifications?');
  await sent();

  const { status, body } = await call('GET', `/notifications?HerIds=${gpOffice.herId}&Offset=0`, { as: 'gpOffice' });

  expect(status).toBe(sample.status);
  expect(shapeOf(body)).toEqual(shapeOf(sample.response));
  expect(sample['types']).toContain(body.notifications[0].type);
});

test('configurations are set and removed with the sample’s fields', async (context) => {
  const sampleOf = await samples(context);
  const put = sampleOf('PUT /mshconfigurations');
  const [configuration] = (put.request as { configurations: object[] }).configurations;

  const set = await call('PUT', '/mshconfigurations', {
    body: { configurations: [{ ...configuration, herId: hospital.herId }] },
  });
  const removed = await call('DELETE', `/mshconfigurations?HerIds=${hospital.herId}`);

  expect(set.status).toBe(put.status);
  expect(removed.status).toBe(sampleOf('DELETE /mshconfigurations').status);
});

test('a ping is answered as the sample is', async (context) => {
  const sample = (await samples(context))('GET /ping');

  const { status, body } = await call('GET', '/ping');

  expect(status).toBe(sample.status);
  expect(shapeOf(body)).toEqual(shapeOf(sample.response));
  expect(body.response).toBe((sample.response as { response: string }).response);
});

test('a failure has every field of the sample', async (context) => {
  const sample = (await samples(context))('error') as unknown as Record<string, unknown>;

  const { body } = await call('POST', '/messages', { body: {} });

  expect(shapeOf(body)).toMatchObject(shapeOf(sample) as object);
});

function withoutDetails(status: unknown): unknown {
  return JSON.parse(JSON.stringify(status, (name, value: unknown) => (name === 'details' ? undefined : value)));
}
