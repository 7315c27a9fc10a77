import { readFile } from 'node:fs/promises';
import { fixture } from '@samband/testing';
import { afterAll, describe, expect, type TestContext, test } from 'vitest';
import { gpOffice, hospital } from './document-for-tests.ts';
import { openEdiNetwork, submission } from './network-for-tests.ts';
import { openStream, parseEvents } from './stream-for-tests.ts';

/**
 * The requests and answers of another product that speaks EDI 2.0, as facts: field names and kinds of values. What it
 * sends must be taken as it is, and what we answer must have exactly the fields that it reads.
 */
const samplesFile = 'messaging/navikt+helsemelding-edi-adapter/nhn-msh-api-v3-samples.json';

const { call, sent, url, close } = await openEdiNetwork();
afterAll(close);

// biome-ignore lint/suspicious/noExplicitAny: a sample has the fields that it has
type Sample = any;
type Check = (sample: Sample, sampleOf: (call: string) => Sample) => Promise<void>;

async function readSamples(context: TestContext): Promise<Record<string, Sample>> {
  return JSON.parse(await readFile(fixture(context, samplesFile), 'utf8'));
}

/** Names and kinds of values, without the values: `{ "id": "string", "receiverHerIds": ["number"] }`. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

/** The query of a sample's call, its HER-ids in ours. */
function queryOf(call: string, herId: number | string): string {
  const query = new URLSearchParams(call.slice(call.indexOf('?') + 1));
  query.delete('HerIds');
  query.set('HerIds', String(herId));
  return query.toString();
}

const asGpOffice = { as: 'gpOffice' } as const;
const feedOf = (query: string) => call('GET', `/notifications?${query}`, asGpOffice);
const unread = () =>
  call('GET', `/notifications/unread?HerIds=${gpOffice.herId}&NotificationsToFetch=1000`, asGpOffice);
const configured = (sample: Sample) => ({
  configurations: [{ ...sample.request.configurations[0], herId: hospital.herId }],
});

/** For each sample, by the beginning of its name, what must hold of ours. */
const checks: Record<string, Check> = {
  requestHeaders: async ({ Authorization: _authorization, name: _name, ...headers }) => {
    expect((await call('GET', '/ping', { headers })).status).toBe(200);
  },

  'POST /messages': async ({ request, status, response }) => {
    const { businessDocument, senderHerId, receiverHerIds } = submission();
    const answer = await call('POST', '/messages', {
      body: { ...request, businessDocument, senderHerId, receiverHerIds },
    });

    expect(answer.status).toBe(status);
    expect(shapeOf(answer.body)).toEqual(shapeOf(response));
  },

  'GET /messages/{id}': async ({ status, response }) => {
    const answer = await call('GET', `/messages/${await sent()}`);

    expect(answer.status).toBe(status);
    expect(shapeOf(answer.body)).toEqual(shapeOf(response));
  },

  'GET /messages/{id}/business-document': async ({ status, response }) => {
    const answer = await call('GET', `/messages/${await sent()}/business-document`, asGpOffice);

    expect(answer.status).toBe(status);
    expect(shapeOf(answer.body)).toEqual(shapeOf(response));
    expect(answer.body).toMatchObject({ ...response, businessDocument: expect.any(String) });
  },

  'GET /messages/{id}/status': async (sample, sampleOf) => {
    const id = await sent();
    const { request } = sampleOf('POST /messages/{id}/apprec');
    await call('POST', `/messages/${id}/apprec`, {
      ...asGpOffice,
      body: { ...request, appRecSenderHerId: gpOffice.herId },
    });

    const { status, body } = await call('GET', `/messages/${id}/status`);

    expect(status).toBe(sample.status);
    // The text of an error is text or null, in the sample null.
    expect(shapeOf(withoutDetails(body))).toEqual(shapeOf(withoutDetails(sample.response)));
    const [line] = body.statusList;
    expect(sample.transportDeliveryState).toContain(line.transportDeliveryState);
    expect(sample.appRecStatus).toContain(line.apprecInfo.appRecStatus);
  },

  'POST /messages/{id}/apprec': async ({ request, status, response }) => {
    const answer = await call('POST', `/messages/${await sent()}/apprec`, {
      ...asGpOffice,
      body: { ...request, appRecSenderHerId: gpOffice.herId },
    });

    expect(answer.status).toBe(status);
    expect(shapeOf(answer.body)).toEqual(shapeOf(response));
  },

  'PUT /messages/{id}/downloaded': async ({ request, status }) => {
    const answer = await call('PUT', `/messages/${await sent()}/downloaded`, {
      ...asGpOffice,
      body: { ...request, receiverHerId: gpOffice.herId },
    });

    expect(answer.status).toBe(status);
  },

  'GET /notifications?': async ({ name, status, response, types }) => {
    await sent();
    const asAsked = await feedOf(queryOf(name, gpOffice.herId));
    const { body } = await feedOf(`HerIds=${gpOffice.herId}&Offset=0`);

    expect([asAsked.status, asAsked.body]).toEqual([status, { notifications: [] }]);
    expect(shapeOf(body)).toEqual(shapeOf(response));
    expect(types).toContain(body.notifications[0].type);
  },

  'GET /notifications/stream': async ({ name, accept, body }) => {
    const stream = await openStream(`${url}/notifications/stream?${queryOf(name, gpOffice.herId)}`, 'gpOffice');
    const id = await sent();
    const { response } = stream;
    let told = await stream.next();
    while (told['relatedMessageId'] !== id) told = await stream.next();
    stream.drop();

    const [connected, notification] = parseEvents(body);
    expect(response.headers.get('content-type')).toContain(accept);
    expect(connected).toEqual({ event: 'connected', data: '' });
    expect(notification?.event).toBe('notification');
    expect(shapeOf(told)).toMatchObject(shapeOf(JSON.parse(notification?.data ?? '')) as object);
  },

  'GET /notifications/unread?': async ({ response }) => {
    await sent();
    const { status, body } = await unread();

    expect(status).toBe(200);
    expect(shapeOf(body)).toEqual(shapeOf(response));
  },

  'GET /notifications/unread/stream': async ({ accept }) => {
    await sent();
    const stream = await openStream(`${url}/notifications/unread/stream?HerIds=${gpOffice.herId}`, 'gpOffice');
    const told = await stream.next();
    stream.drop();

    expect(stream.response.headers.get('content-type')).toContain(accept);
    expect(told).toEqual((await unread()).body.unreadNotifications[0]);
  },

  'POST /notifications/delete': async ({ request }) => {
    const id = await sent();
    const isUnread = async () =>
      (await unread()).body.unreadNotifications.filter((line: Sample) => line.relatedMessageId === id);
    const [line] = await isUnread();

    const asSent = await call('POST', '/notifications/delete', { ...asGpOffice, body: request });
    const own = { ...request, notificationIds: [line.notificationId] };
    const answer = await call('POST', '/notifications/delete', { ...asGpOffice, body: own });

    expect([asSent.status, answer.status]).toEqual([204, 204]);
    expect(await isUnread()).toEqual([]);
  },

  'PUT /mshconfigurations': async (sample) => {
    expect((await call('PUT', '/mshconfigurations', { body: configured(sample) })).status).toBe(sample.status);
  },

  'DELETE /mshconfigurations': async ({ name, status }) => {
    expect((await call('DELETE', `/mshconfigurations?${queryOf(name, hospital.herId)}`)).status).toBe(status);
  },

  'GET /ping': async ({ status, response }) => {
    const answer = await call('GET', '/ping');

    expect(answer.status).toBe(status);
    expect(shapeOf(answer.body)).toEqual(shapeOf(response));
    expect(answer.body.response).toBe(response.response);
  },

  'error (': async ({ name: _name, ...sample }) => {
    const { headers, body } = await call('POST', '/messages', { body: {} });

    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(shapeOf(body)).toMatchObject(shapeOf(sample) as object);
  },

  errorCodes: async ({ name: _name, ...numbers }) => {
    const { body } = await call('GET', '/openapi.json');
    const { description } = body.components.schemas.MshProblem.properties.errorCode;

    for (const number of Object.keys(numbers)) expect(description).toMatch(new RegExp(`\\b${number} `));
  },
};

describe('a sample of another product', () => {
  for (const [prefix, check] of Object.entries(checks)) {
    test(`${prefix}: what it asks is taken, and answered with its fields`, async (context) => {
      const samples = await readSamples(context);
      const sampleOf = (wanted: string): Sample => {
        const name = Object.keys(samples).find((each) => checkOf(each) === wanted);
        if (name === undefined) throw new Error(`no sample of ${wanted}`);
        return { ...samples[name], name };
      };
      await check(sampleOf(prefix), sampleOf);
    });
  }
});

test('no sample is left out', async (context) => {
  const names = Object.keys(await readSamples(context)).filter((name) => name !== '_source');

  expect(names).toHaveLength(Object.keys(checks).length);
  expect(new Set(names.map(checkOf))).toEqual(new Set(Object.keys(checks)));
});

/** The check that belongs to a sample: the longest beginning of its name. */
function checkOf(name: string): string | undefined {
  return Object.keys(checks)
    .filter((prefix) => name.startsWith(prefix))
    .sort((one, other) => other.length - one.length)[0];
}

function withoutDetails(status: unknown): unknown {
  return JSON.parse(JSON.stringify(status, (name, value: unknown) => (name === 'details' ? undefined : value)));
}
