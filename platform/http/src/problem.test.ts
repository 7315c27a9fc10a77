import { DomainError, type FailureKind } from '@samband/errors';
import { describe, expect, test } from 'vitest';
import { answerProblem } from './error-answer.ts';
import { STATUS_OF_KIND } from './problem.ts';
import { createTestServer, IDENTITY_NUMBER, PUBLIC_URL } from './test-server.ts';

class Refused extends DomainError {
  readonly kind: FailureKind;
  readonly code = 'test-refused';

  constructor(kind: FailureKind, message = 'a rule said no', facts = {}, retryAfterSeconds?: number) {
    super(message, facts, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
    this.kind = kind;
  }
}

function serverThatThrows(error: unknown) {
  const test = createTestServer();
  test.server.get('/refuse/:id', { config: { open: true } }, () => {
    throw error;
  });
  return test;
}

describe('an expected failure', () => {
  test.each(Object.entries(STATUS_OF_KIND))('of kind %s gives %i', async (kind, status) => {
    const { server } = serverThatThrows(new Refused(kind as FailureKind));

    const answer = await server.inject('/refuse/1');

    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  test('is told in full', async () => {
    const { server } = serverThatThrows(new Refused('conflict', 'HER-id 1 is taken', { herId: 1 }));

    const answer = await server.inject({ url: '/refuse/1?x=2', headers: { 'x-request-id': 'request-1' } });

    expect(answer.json()).toStrictEqual({
      type: `${PUBLIC_URL}/problems/test-refused`,
      title: 'Test refused',
      status: 409,
      detail: 'HER-id 1 is taken',
      instance: '/refuse/1',
      code: 'test-refused',
      requestId: 'request-1',
      facts: { herId: 1 },
    });
  });

  test('says when to come back, in whole seconds', async () => {
    const { server } = serverThatThrows(new Refused('too-many', 'wait', {}, 0.2));

    expect((await server.inject('/refuse/1')).headers['retry-after']).toBe('1');
  });

  test('does not repeat an identity number, wherever it stood', async () => {
    const facts = { text: IDENTITY_NUMBER, number: Number(IDENTITY_NUMBER), deep: [{ [IDENTITY_NUMBER]: 1 }] };
    const { server } = serverThatThrows(new Refused('invalid', `${IDENTITY_NUMBER} is unknown`, facts));

    const answer = await server.inject(`/refuse/${IDENTITY_NUMBER}`);

    expect(answer.body).not.toContain(IDENTITY_NUMBER);
    expect(answer.json()).toMatchObject({
      detail: '[identity number] is unknown',
      instance: '/refuse/[identity number]',
    });
  });

  test('may have facts that JSON has no word for', async () => {
    const { server } = serverThatThrows(new Refused('invalid', 'no', { offset: 12n, at: new Date(0) }));

    expect((await server.inject('/refuse/1')).json().facts).toStrictEqual({
      offset: '12',
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  test('is not cut short by the response schema of its route', async () => {
    const { server } = createTestServer();
    const schema = { response: { 404: { type: 'object', properties: {} } } };
    server.get('/cut', { schema, config: { open: true } }, () => {
      throw new Refused('not-found');
    });

    expect((await server.inject('/cut')).json()).toMatchObject({ code: 'test-refused' });
  });

  test('is not logged as a fault of ours', async () => {
    const { server, lines } = serverThatThrows(new Refused('invalid'));
    await server.inject('/refuse/1');

    expect(lines().filter(({ level }) => level === 'error')).toStrictEqual([]);
  });
});

describe('an API with a shape of its own', () => {
  test('answers in it, with the status and headers of a problem and without identity numbers', async () => {
    const { server } = createTestServer();
    server.register(async (app) => {
      app.setErrorHandler((error, request, reply) =>
        answerProblem(error, request, reply, ({ code }, thrown) => ({ errorCode: 1001, code, said: String(thrown) })),
      );
      app.get('/own', { config: { open: true } }, () => {
        throw new Refused('too-many', `wait, ${IDENTITY_NUMBER}`, {}, 7);
      });
    });

    const answer = await server.inject('/own');

    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('7');
    expect(answer.json()).toStrictEqual({
      errorCode: 1001,
      code: 'test-refused',
      said: 'Refused: wait, [identity number]',
    });
  });
});

describe('a failure that nobody expected', () => {
  test('says nothing but its request id, under which the log has it all', async () => {
    const { server, lines } = serverThatThrows(new Error('password of the database is hush'));

    const answer = await server.inject('/refuse/1');

    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toStrictEqual({
      type: `${PUBLIC_URL}/problems/internal-error`,
      title: 'Internal error',
      status: 500,
      instance: '/refuse/1',
      code: 'internal-error',
      requestId: answer.headers['x-request-id'],
    });
    expect(lines()).toContainEqual(
      expect.objectContaining({
        level: 'error',
        requestId: answer.headers['x-request-id'],
        err: expect.objectContaining({ message: 'password of the database is hush' }),
      }),
    );
  });

  test.each(['text', undefined, null, { statusCode: 418, message: 'tea' }])(
    'may be anything at all: %o',
    async (thrown) => {
      const { server } = createTestServer();
      server.get('/refuse', { config: { open: true } }, () => Promise.reject(thrown));

      const answer = await server.inject('/refuse');

      expect(answer.statusCode).toBe(500);
      expect(answer.json()).toMatchObject({ code: 'internal-error' });
    },
  );
});
