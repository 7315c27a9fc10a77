import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEdiNetwork } from './network-for-tests.ts';

const { call, close } = await openEdiNetwork();
afterAll(close);

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
let document: any;
beforeAll(async () => {
  document = (await call('GET', '/openapi.json')).body;
});

/** Every call of version 3, by the name that generated clients give it. */
const operations = {
  postMessage: 'POST /messages',
  getMessage: 'GET /messages/{id}',
  getBusinessDocument: 'GET /messages/{id}/business-document',
  getMessageStatus: 'GET /messages/{id}/status',
  postAppRec: 'POST /messages/{id}/apprec',
  putDownloaded: 'PUT /messages/{id}/downloaded',
  getNotifications: 'GET /notifications',
  streamNotifications: 'GET /notifications/stream',
  getUnreadNotifications: 'GET /notifications/unread',
  streamUnreadNotifications: 'GET /notifications/unread/stream',
  deleteNotifications: 'POST /notifications/delete',
  putMshConfigurations: 'PUT /mshconfigurations',
  deleteMshConfigurations: 'DELETE /mshconfigurations',
  ping: 'GET /ping',
};

describe('the description of the API', () => {
  test('has every call of version 3, and no other', () => {
    const described = Object.entries<Record<string, { operationId: string; tags?: string[] }>>(document.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods)
          .filter(([, { tags }]) => tags?.includes('EDI 2.0'))
          .map(([method, { operationId }]) => [operationId, `${method.toUpperCase()} ${path}`]),
    );

    expect(Object.fromEntries(described)).toEqual(operations);
  });

  test.each(Object.entries(operations))('%s says what it does, what it takes and how it fails', (_, call) => {
    const [method = '', path = ''] = call.split(' ');
    const operation = document.paths[path][method.toLowerCase()];
    const success = Object.keys(operation.responses).find((status) => status.startsWith('2'));
    const headers = operation.parameters.filter((parameter: { in: string }) => parameter.in === 'header');

    expect(operation.summary).toMatch(/^[A-Z].{10,}/);
    expect(operation.responses[success ?? ''].description).not.toBe('');
    expect(headers.map(({ name }: { name: string }) => name)).toEqual(['api-version', 'nhn-source-system']);
    for (const status of [400, 401, 403, 429, 500, 503]) {
      const { schema } = operation.responses[status].content['application/problem+json'];
      expect(schema).toEqual({ $ref: '#/components/schemas/MshProblem' });
    }
  });

  test('shows what a stream looks like on the wire', () => {
    const { responses } = document.paths['/notifications/stream'].get;

    expect(Object.keys(responses['200'].content)).toEqual(['text/event-stream']);
    expect(responses['200'].content['text/event-stream'].schema.examples[0]).toContain('event: notification\ndata: {');
    expect(responses['204'].description).toContain('Nothing can come');
  });

  test('has an example for every field whose form is not plain', () => {
    const { schema } = document.paths['/messages'].post.requestBody.content['application/json'];

    for (const field of ['businessDocument', 'senderHerId']) expect(schema.properties[field].examples).toHaveLength(1);
  });
});
