import { testDatabase } from '@samband/testing';
import * as jose from 'jose';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { identityMigrations } from '../migrations.ts';
import { startNode } from '../test-network.ts';
import { openTestBrowser, personButton } from './browser-for-tests.ts';
import { journalSystem } from './journal-system-for-tests.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database, { testPersons: true });
const system = await journalSystem(node, { redirectUris: [], postLogoutRedirectUris: [], signInFlows: ['ciba'] });
const scope = 'openid profile nhn:msh/api';

const ask = (parameters: Record<string, string> = {}) =>
  openid.initiateBackchannelAuthentication(system.config, {
    ...{ scope, login_hint: '900000101', binding_message: 'Kode 4711', ...parameters },
  });
const poll = (asked: openid.BackchannelAuthenticationResponse, { config, DPoP } = system) =>
  openid.genericGrantRequest(config, 'urn:openid:params:grant-type:ciba', { auth_req_id: asked.auth_req_id }, { DPoP });

/** The page of what waits for the person with this name. */
async function waitingFor(name: string) {
  const browser = openTestBrowser();
  const url = `${node.url}/connect/approvals`;
  const who = { url, html: await (await browser.get(url, { 'accept-language': 'nn' })).text() };
  const response = await browser.submit(who, { person: personButton(who.html, name) });
  return { browser, url, html: await response.text(), who: who.html };
}

async function answer(name: string, yesOrNo: 'yes' | 'no') {
  const page = await waitingFor(name);
  return (await page.browser.submit(page, { answer: yesOrNo })).text();
}

test('a system asks a person it knows by number, who answers elsewhere, with openid-client', async () => {
  const asked = await ask();
  await expect(poll(asked)).rejects.toMatchObject({ error: 'authorization_pending' });
  const page = await waitingFor('Testlege');
  expect(page.who).toContain('Kven er du?');
  expect(page.html).toContain('Journal Nord');
  expect(page.html).toContain('Kode 4711');
  expect(page.html).not.toContain(asked.auth_req_id);
  expect(page.html).not.toMatch(/<script|\b\d{11}\b/);

  expect(await answer('Testlege', 'yes')).toContain('Ingenting venter');
  const tokens = await openid.pollBackchannelAuthenticationGrant(
    system.config,
    { ...asked, interval: 0.1 },
    undefined,
    { DPoP: system.DPoP },
  );
  expect(tokens.claims()).toMatchObject({ name: 'Signe Testlege' });
  const claims = jose.decodeJwt(tokens.access_token);
  expect(claims).toMatchObject({ aud: 'nhn:msh', scope: ['nhn:msh/api'], amr: ['external'], sid: expect.any(String) });
  const called = await openid.fetchProtectedResource(
    ...([system.config, tokens.access_token, new URL(`${node.url}/who-am-i`), 'GET'] as const),
    ...([undefined, undefined, { DPoP: system.DPoP }] as const),
  );
  expect(called.status).toBe(200);
});

test('a no is told to the client, and an answer stands', async () => {
  const asked = await ask({ login_hint: '900000128' });
  const page = await waitingFor('Prøvesen');
  await page.browser.submit(page, { answer: 'no' });
  const late = await (await page.browser.submit(page, { answer: 'yes' })).text();

  expect(late).toContain('Det var ikke lenger noe å svare på');
  await expect(poll(asked)).rejects.toMatchObject({ error: 'access_denied' });
});

test('the answer of one person is no answer of another', async () => {
  const asked = await ask({ login_hint: '900000136' });
  const [page, other] = [await waitingFor('Syntetisk'), await waitingFor('Oppdiktet')];
  const person = personButton(other.who, 'Oppdiktet');
  await page.browser.submit(page, { person, answer: 'yes' });
  await expect(poll(asked)).rejects.toMatchObject({ error: 'authorization_pending' });
});

test('what was asked opens once, and only for the client that asked', async () => {
  const asked = await ask();
  await answer('Testlege', 'yes');
  const stranger = await journalSystem(node, { signInFlows: ['ciba'] });
  await expect(poll(asked, stranger)).rejects.toMatchObject({ error: 'invalid_grant' });
  expect(await poll(asked)).toHaveProperty('access_token');
  await expect(poll(asked)).rejects.toMatchObject({ error: 'invalid_grant' });
});

test.each([
  ['a person nobody knows', { login_hint: '000000000' }, 'unknown_user_id'],
  ['two persons at once', { id_token_hint: 'x' }, 'invalid_request'],
  ['a message that could be mistaken for the page', { binding_message: '<b>Bank</b>' }, 'invalid_binding_message'],
  ['a message that fills the page', { binding_message: 'a'.repeat(101) }, 'invalid_binding_message'],
  ['a scope that it does not have', { scope: 'openid nhn:other/api' }, 'invalid_scope'],
])('a request with %s is refused', async (_what, parameters: Record<string, string>, error) => {
  await expect(ask(parameters)).rejects.toMatchObject({ error });
});

test('a client that was not given the flow has none', async () => {
  const plain = await journalSystem(node);
  await expect(
    openid.initiateBackchannelAuthentication(plain.config, { scope, login_hint: '900000101' }),
  ).rejects.toThrow();
});
