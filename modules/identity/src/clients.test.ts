import { testDatabase } from '@samband/testing';
import type { JWK } from 'jose';
import { describe, expect, test } from 'vitest';
import { identityMigrations } from './migrations.ts';
import { dpopProof, type KeyPair, keyPair } from './test-forging.ts';
import { fetchToken, makeClient, organizationNumber, scopes, startNode } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database);
const { identity } = node;
const key = await keyPair();

function input(changes: Record<string, unknown> = {}) {
  return { name: 'Journal Vest', organizationNumber, publicJwks: [key.publicJwk], scopes: ['nhn:msh/api'], ...changes };
}

describe('making a client', () => {
  test('keeps what was given, makes an id, and records who made it', async () => {
    const client = await identity.createClient(input(), 'Kari');

    expect(await identity.findClient(client.clientId)).toEqual(client);
    expect(client).toMatchObject({ name: 'Journal Vest', organizationNumber, scopes: ['nhn:msh/api'] });
    expect(client.clientId).toMatch(/^[0-9a-f-]{36}$/);
    expect(client.keys).toMatchObject([{ kid: client.keys[0]?.thumbprint }]);
    expect(await identity.clientEvents(client.clientId)).toMatchObject([
      { kind: 'client-created', by: 'Kari', clientId: client.clientId, facts: { name: 'Journal Vest' } },
    ]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      'an organisation number with a wrong check digit',
      { organizationNumber: '310000018' },
      'organization-number-invalid',
    ],
    ['an organisation number of eight digits', { organizationNumber: '31000001' }, 'organization-number-invalid'],
    ['a scope that is not known', { scopes: ['nhn:msh/api', 'no:such/scope'] }, 'scope-unknown'],
    ['no scope', { scopes: [] }, 'client-invalid'],
    ['no name', { name: '   ' }, 'client-invalid'],
    ['a name of two lines', { name: 'a\nb' }, 'client-invalid'],
    ['no key', { publicJwks: [] }, 'client-invalid'],
    ['the same key twice', { publicJwks: [key.publicJwk, { ...key.publicJwk, kid: 'b' }] }, 'client-invalid'],
    ['a kid with a space', { publicJwks: [{ ...key.publicJwk, kid: 'a b' }] }, 'client-invalid'],
    ['a shared secret', { publicJwks: [{ kty: 'oct', k: 'c2VjcmV0' }] }, 'key-refused'],
  ])('%s is refused, and nothing is stored', async (_what, changes, code) => {
    const before = await identity.listClients({ limit: 200 });
    await expect(identity.createClient(input(changes), 'Kari')).rejects.toMatchObject({ code, kind: 'invalid' });
    expect(await identity.listClients({ limit: 200 })).toEqual(before);
  });

  test('a private key is refused loudly, and not repeated anywhere', async () => {
    const privateJwk = key.privateKey.export({ format: 'jwk' });
    const refusal = await identity
      .createClient(input({ publicJwks: [privateJwk] }), 'Kari')
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'key-refused',
      message: expect.stringContaining('treat that key as exposed'),
    });
    expect(JSON.stringify({ ...(refusal as Error), message: String(refusal) })).not.toContain(privateJwk.d);
  });
});

describe('changing a client', () => {
  test('keys come and go one by one, never the last one, and never one id twice', async () => {
    const { clientId, keys } = await identity.createClient(input(), 'Kari');
    const [first = ''] = keys.map(({ kid }) => kid);
    const second = { ...(await keyPair('PS256')).publicJwk, kid: 'second' };

    await expect(identity.removeKey(clientId, first, 'Kari')).rejects.toMatchObject({ code: 'client-key-conflict' });
    const both = await identity.addKey(clientId, second, 'Kari');
    expect(both.keys.map(({ kid }) => kid)).toEqual([first, 'second']);
    await expect(identity.addKey(clientId, second, 'Kari')).rejects.toMatchObject({ code: 'client-key-conflict' });
    await expect(identity.removeKey(clientId, 'third', 'Kari')).rejects.toMatchObject({ code: 'client-key-not-found' });

    const rest = await identity.removeKey(clientId, first, 'Ola');

    expect(rest.keys.map(({ kid }) => kid)).toEqual(['second']);
    await expect(identity.addKey(clientId, key.publicJwk, 'Kari')).rejects.toMatchObject({
      code: 'client-key-conflict',
    });
    const events = await identity.clientEvents(clientId);
    expect(events.map(({ kind, by }) => [kind, by])).toEqual([
      ['client-created', 'Kari'],
      ['client-key-added', 'Kari'],
      ['client-key-removed', 'Ola'],
    ]);
  });

  test('two who remove the last two keys at the same time do not leave a client without any', async () => {
    const second = { ...(await keyPair()).publicJwk, kid: 'second' };
    const { clientId, keys } = await identity.createClient(input({ publicJwks: [key.publicJwk, second] }), 'Kari');

    const answers = await Promise.allSettled(keys.map(({ kid }) => identity.removeKey(clientId, kid, 'Kari')));

    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await identity.getClient(clientId)).keys).toHaveLength(1);
  });

  test('a client has at most five keys', async () => {
    const publicJwks = await Promise.all(Array.from({ length: 5 }, async () => (await keyPair()).publicJwk));
    const { clientId } = await identity.createClient(input({ publicJwks }), 'Kari');
    await expect(identity.addKey(clientId, key.publicJwk, 'Kari')).rejects.toMatchObject({
      code: 'client-key-conflict',
    });
  });

  test('a client is disabled once, and stays as it was then', async () => {
    const { clientId } = await identity.createClient(input(), 'Kari');
    const disabled = await identity.disableClient(clientId, 'Kari');
    expect(disabled.disabledAt).toBeInstanceOf(Date);
    expect(await identity.disableClient(clientId, 'Ola')).toEqual(disabled);
    expect((await identity.clientEvents(clientId)).map(({ kind }) => kind)).toEqual([
      'client-created',
      'client-disabled',
    ]);
  });

  test.each(['7c0e5d2a-8f2e-4a51-9a53-0e6f1d1c0000', "'; drop table identity.client; --", ''])(
    'there is no client %j, and asking does no harm',
    async (clientId) => {
      expect(await identity.findClient(clientId)).toBeUndefined();
      await expect(identity.getClient(clientId)).rejects.toMatchObject({ code: 'client-not-found' });
      await expect(identity.disableClient(clientId, 'Kari')).rejects.toMatchObject({ code: 'client-not-found' });
    },
  );
});

test('clients are listed in the order they were made, page by page, each once', async () => {
  const all = await identity.listClients({ limit: 200 });
  const pages = [];
  for (let after: string | undefined; ; ) {
    const page = await identity.listClients(after === undefined ? { limit: 3 } : { limit: 3, after });
    pages.push(...page);
    after = page.at(-1)?.clientId;
    if (page.length < 3) break;
  }
  expect(pages).toEqual(all);
  expect(all.length).toBeGreaterThan(3);
});

describe('over HTTP', () => {
  async function send(method: string, path: string, body?: unknown, scope = 'samband:identity/clients') {
    const { clientId, key: operatorKey } = await operator;
    const accessToken = await fetchToken(node.url, { clientId, key: operatorKey }, scope);
    const dpop = await dpopProof(operatorKey, { method, url: (node.url + path).split('?')[0] ?? '', accessToken });
    const response = await fetch(node.url + path, {
      method,
      headers: {
        authorization: `DPoP ${accessToken}`,
        dpop,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
  const operator: Promise<{ clientId: string; key: KeyPair }> = makeClient(node);

  test('the life of a client: made, looked up, listed, given a key, taken a key, disabled', async () => {
    const made = await send('POST', '/identity/clients', input());
    expect(made).toMatchObject({ status: 201, body: { name: 'Journal Vest', organizationNumber } });
    const path = `/identity/clients/${String(made.body['clientId'])}`;
    const [first] = made.body['keys'] as { kid: string }[];

    expect(await send('GET', path)).toEqual({ status: 200, body: made.body });
    expect(await send('GET', '/identity/clients?limit=1')).toMatchObject({
      status: 200,
      body: { next: expect.any(String) },
    });

    const publicJwk: JWK = { ...(await keyPair('EdDSA')).publicJwk, kid: 'next' };
    expect(await send('POST', `${path}/keys`, { publicJwk })).toMatchObject({ status: 200 });
    const left = await send('DELETE', `${path}/keys/${first?.kid}`);
    expect(left).toMatchObject({ status: 200, body: { keys: [{ kid: 'next' }] } });

    expect(await send('POST', `${path}/disable`)).toMatchObject({
      status: 200,
      body: { disabledAt: expect.any(String) },
    });
    const [created] = await identity.clientEvents(String(made.body['clientId']));
    expect(created?.by).toBe((await operator).clientId);
  });

  test('faults are answered as problems', async () => {
    expect(await send('POST', '/identity/clients', { ...input(), unknown: 1 })).toMatchObject({
      status: 400,
      body: { code: 'request-invalid' },
    });
    expect(await send('POST', '/identity/clients', input({ organizationNumber: '123456789' }))).toMatchObject({
      status: 400,
      body: { code: 'organization-number-invalid' },
    });
    expect(await send('GET', '/identity/clients/nobody')).toMatchObject({
      status: 404,
      body: { code: 'client-not-found' },
    });
  });

  test('a client without the scope administers nothing', async () => {
    expect(await send('GET', '/identity/clients', undefined, scopes[0]?.name)).toMatchObject({
      status: 401,
      body: { code: 'token-invalid', facts: { fault: 'audience' } },
    });
    expect((await fetch(`${node.url}/identity/clients`)).status).toBe(401);
  });
});
