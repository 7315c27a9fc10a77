import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { documentForTests, gpOffice, hospital, nursingHome } from './document-for-tests.ts';
import { type CallerName, openEdiNetwork, submission } from './network-for-tests.ts';

const { call, sent, close } = await openEdiNetwork();
afterAll(close);

const ok = { appRecSenderHerId: gpOffice.herId, appRecStatus: 'Ok' };
const post = (overrides: object, as: CallerName = 'hospital') =>
  call('POST', '/messages', { as, body: { ...submission(), ...overrides } });
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const anyId = () => randomUUID();

describe('the numbers that clients branch on', () => {
  test('0: no particular code, as when nobody has said who is calling', async () => {
    expect(await call('GET', '/ping', { as: 'nobody' })).toMatchObject({ status: 401, body: { errorCode: 0 } });
  });

  test('1001: the document breaks its standard, and each finding is a sentence that says where', async () => {
    const broken = documentForTests().toString().replace('<MIGversion>v1.2 2006-05-24</MIGversion>', '');

    const { status, body } = await post({ businessDocument: base64(broken) });

    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'document-refused', errorCode: 1001 });
    expect(body.validationErrors.join()).toMatch(/^MsgHead\/MsgInfo\S* \(line \d+\): .*MIGversion/);
  });

  test('1001: a document whose schema is kept and whose GenDate no one can read is invalid, and told why', async () => {
    const { body } = await post({
      businessDocument: base64(documentForTests({ generatedAt: '12026-03-02T07:59:00Z' })),
    });

    expect(body).toMatchObject({
      ...{
        code: 'document-refused',
        errorCode: 1001,
        validationErrors: [expect.stringMatching(/GenDate \(line \d+\): /)],
      },
      facts: { verdict: 'invalid', findings: [{ rule: 'header', severity: 'error' }] },
    });
  });

  test('1001: a body that is compressed is not read as one that is not', async () => {
    const answer = await call('POST', '/messages', { body: submission(), headers: { 'content-encoding': 'gzip' } });

    expect(answer).toMatchObject({ status: 415, body: { errorCode: 1001, code: 'content-encoding-unsupported' } });
    expect(answer.headers.get('accept-encoding')).toBe('identity');
  });

  test.each([
    ['what is no XML', { businessDocument: base64('Hei') }, 'document-refused'],
    [
      'an entity of its own',
      { businessDocument: base64('<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>') },
      'document-refused',
    ],
    ['a receiver that is not in the register', { receiverHerIds: [9_999_999] }, 'addressing-mismatch'],
    ['no receivers', { receiverHerIds: [] }, 'request-invalid'],
    ['the same receiver twice', { receiverHerIds: [gpOffice.herId, gpOffice.herId] }, 'request-invalid'],
    ['a HER-id as text', { senderHerId: String(hospital.herId) }, 'request-invalid'],
    ['a HER-id with a fraction', { senderHerId: 8_200_101.5 }, 'request-invalid'],
    ['another content type', { contentType: 'text/plain' }, 'request-invalid'],
    ['another encoding', { contentTransferEncoding: 'gzip' }, 'request-invalid'],
    ['another type than the document has', { messageTypeIdentificator: 'SVAR_LAB' }, 'message-type-mismatch'],
    [
      'a hundred and one receivers',
      { receiverHerIds: Array.from({ length: 101 }, (_, at) => at + 1) },
      'request-invalid',
    ],
    ['a field that nobody knows', { receiverHerid: 1 }, 'request-invalid'],
  ])('a request with %s is refused as %#', async (_, overrides, code) => {
    const { status, body } = await post(overrides);

    expect([status, body.code]).toEqual([400, code]);
    expect(body.errorCode).toBe(code === 'addressing-mismatch' ? 1200 : 1001);
    expect(body.validationErrors.length).toBeGreaterThan(0);
  });

  test('1010: no such message, and no difference to one of others', async () => {
    const foreign = await call('GET', `/messages/${await sent()}`, { as: 'municipality' });
    const none = await call('GET', `/messages/${anyId()}`, { as: 'municipality' });

    expect(foreign).toMatchObject({ status: 404, body: { errorCode: 1010, code: 'message-not-found' } });
    expect(none).toMatchObject({ status: 404, body: { errorCode: 1010, code: 'message-not-found' } });
    expect(Object.keys(foreign.body)).toEqual(Object.keys(none.body));
  });

  test('1100: a receipt is never answered', async () => {
    const receipt = await call('POST', `/messages/${await sent()}/apprec`, { as: 'gpOffice', body: ok });

    const answer = await call('POST', `/messages/${receipt.body.id}/apprec`, {
      body: { appRecSenderHerId: hospital.herId, appRecStatus: 'Ok' },
    });

    expect(answer).toMatchObject({ status: 400, body: { errorCode: 1100, code: 'receipt-on-receipt' } });
  });

  test('1102: an answer on behalf of a HER-id that was no receiver', async () => {
    const id = await sent();

    const ofTheSender = await call('POST', `/messages/${id}/apprec`, {
      body: { appRecSenderHerId: hospital.herId, appRecStatus: 'Ok' },
    });
    const ofTheOrganization = await call('POST', `/messages/${id}/apprec`, {
      as: 'gpOffice',
      body: { ...ok, appRecSenderHerId: gpOffice.organizationHerId },
    });

    expect(ofTheSender).toMatchObject({ status: 400, body: { errorCode: 1102, code: 'not-a-receiver' } });
    expect(ofTheOrganization).toMatchObject({ status: 400, body: { errorCode: 1102 } });
  });

  test('1200: the call and the document name different parties', async () => {
    const otherSender = await post({ senderHerId: hospital.organizationHerId });
    const otherReceiver = await post({ receiverHerIds: [nursingHome.herId] });

    expect(otherSender).toMatchObject({ status: 400, body: { errorCode: 1200, code: 'addressing-mismatch' } });
    expect(otherReceiver).toMatchObject({ status: 400, body: { errorCode: 1200, code: 'addressing-mismatch' } });
  });

  test('1201: a token without the scope', async () => {
    expect(await call('GET', '/ping', { as: 'withoutScope' })).toMatchObject({
      status: 403,
      body: { errorCode: 1201, code: 'insufficient-scope' },
    });
  });

  test('1202: a HER-id of another organisation, wherever it stands', async () => {
    const id = await sent();
    const foreign = await Promise.all([
      call('POST', '/messages', { as: 'municipality', body: submission() }),
      call('POST', `/messages/${id}/apprec`, { as: 'municipality', body: ok }),
      call('PUT', `/messages/${id}/downloaded`, { as: 'municipality', body: { receiverHerId: gpOffice.herId } }),
      call('GET', `/notifications?HerIds=${gpOffice.herId}&Offset=0`, { as: 'municipality' }),
      call('GET', `/notifications?HerIds=${nursingHome.herId}&HerIds=${gpOffice.herId}&Offset=0`, {
        as: 'municipality',
      }),
      call('PUT', '/mshconfigurations', {
        as: 'municipality',
        body: { configurations: [{ herId: gpOffice.herId, receiveNotificationChannel: 'Api' }] },
      }),
      call('DELETE', `/mshconfigurations?HerIds=${gpOffice.herId}`, { as: 'municipality' }),
    ]);

    expect(foreign.map(({ status, body }) => [status, body.errorCode])).toEqual(Array(7).fill([403, 1202]));
  });

  test('1210: a HER-id that another client of the organisation has to itself', async () => {
    const configuration = { herId: hospital.herId, receiveNotificationChannel: 'Api', clientLocked: true };
    await call('PUT', '/mshconfigurations', { body: { configurations: [configuration] } });

    const answer = await call('POST', '/messages', { as: 'hospitalOther', body: submission() });
    await call('DELETE', `/mshconfigurations?HerIds=${hospital.herId}`);

    expect(answer).toMatchObject({ status: 423, body: { errorCode: 1210, code: 'her-id-locked' } });
  });
});

describe('a failure', () => {
  test('has the fields of a problem, and no others', async () => {
    const { headers, body } = await call('GET', `/messages/${anyId()}`);

    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({
      type: 'http://localhost:8080/problems/message-not-found',
      title: 'Message not found',
      status: 404,
      detail: expect.any(String),
      instance: expect.stringMatching(/^\/messages\//),
      code: 'message-not-found',
      facts: { id: expect.any(String) },
      requestId: headers.get('x-request-id'),
      errorCode: 1010,
      validationErrors: [],
      stackTrace: null,
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  test('lists every fault of a request, each with its place', async () => {
    const { body } = await call('POST', '/messages', { body: { senderHerId: 0, receiverHerIds: ['x'] } });

    expect(body.validationErrors).toEqual(
      expect.arrayContaining([
        '/businessDocument: is missing',
        '/contentType: is missing',
        '/contentTransferEncoding: is missing',
        expect.stringMatching(/^\/senderHerId: /),
        '/receiverHerIds/0: must be integer',
      ]),
    );
  });

  test.each([
    ['half a JSON', '{"senderHerId": 1'],
    ['an array', '[]'],
    ['text', '"x"'],
    ['nothing', ''],
  ])('%s as body is refused and changes nothing', async (_, body) => {
    const answer = await call('POST', '/messages', { body });

    expect(answer.status).toBe(400);
    expect(answer.body.errorCode).toBe(1001);
  });

  test('a body that is not announced as JSON is refused', async () => {
    const answer = await call('POST', '/messages', {
      body: submission(),
      headers: { 'content-type': 'application/xml' },
    });

    expect(answer).toMatchObject({ status: 415, body: { errorCode: 1001, code: 'media-type-unsupported' } });
  });

  test('an id that is no UUID is refused, whatever stands in it', async () => {
    const ids = ['1', 'x'.repeat(200), "' or 1=1 --", '../ping', '00000000000000000000000000000000', '%00', '🙂'];

    const answers = await Promise.all(
      ids.map((id) => call('GET', `/messages/${id === '%00' ? id : encodeURIComponent(id)}`)),
    );

    expect(answers.map((answer) => [answer.status, answer.body.errorCode])).toEqual(
      Array(ids.length).fill([400, 1001]),
    );
  });
});

describe('the header nhn-source-system', () => {
  const ping = (system: string) => call('GET', '/ping', { headers: { 'nhn-source-system': system } });

  test.each([['abc'], ['Journal Nord, v4.2'], ['x'.repeat(512)]])('%s is taken', async (system) => {
    expect((await ping(system)).status).toBe(200);
  });

  test.each([[''], ['ab'], ['x'.repeat(513)]])('%j is refused', async (system) => {
    expect(await ping(system)).toMatchObject({ status: 400, body: { errorCode: 1001, code: 'request-invalid' } });
  });
});

describe('the header api-version', () => {
  test.each([['3'], [undefined]])('%s is served', async (version) => {
    const headers = version === undefined ? {} : { 'api-version': version };

    expect((await call('GET', '/ping', { headers })).status).toBe(200);
  });

  test.each([['1'], ['2'], ['3.0'], ['03'], ['v3'], ['4'], ['3, 3'], ['']])('%j is refused', async (version) => {
    const answer = await call('GET', '/ping', { headers: { 'api-version': version } });

    expect(answer).toMatchObject({ status: 400, body: { errorCode: 1001, code: 'api-version-unknown' } });
  });
});
