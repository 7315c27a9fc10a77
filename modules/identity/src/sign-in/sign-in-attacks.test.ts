import { testDatabase } from '@samband/testing';
import * as jose from 'jose';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { identityMigrations } from '../migrations.ts';
import { clientAssertion } from '../test-forging.ts';
import { startNode } from '../test-network.ts';
import { hiddenFields, openTestBrowser, personButton } from './browser-for-tests.ts';
import { exchange, follow, journalSystem, push, redirectUri, signIn } from './journal-system-for-tests.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database, { testPersons: true });
const system = await journalSystem(node);
const invalidGrant = { error: 'invalid_grant' };

test('a code that is used again ends what the first use gave', async () => {
  const signedIn = await signIn(system);
  const tokens = await exchange(system, signedIn);

  await expect(exchange(system, signedIn)).rejects.toMatchObject(invalidGrant);
  await expect(renew(tokens.refresh_token)).rejects.toMatchObject(invalidGrant);
});

test('of a code used many times at once, one use at most gives tokens', async () => {
  const signedIn = await signIn(system);
  const uses = await Promise.allSettled(Array.from({ length: 6 }, () => exchange(system, signedIn)));
  expect(uses.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
});

test('a refresh token that is used again ends all that came of it', async () => {
  const { refresh_token: first } = await exchange(system, await signIn(system));
  const { refresh_token: second } = await renew(first);

  await expect(renew(first)).rejects.toMatchObject(invalidGrant);
  await expect(renew(second)).rejects.toMatchObject(invalidGrant);
});

test('a refresh token opens nothing with another DPoP key, and is not spent by the attempt', async () => {
  const { refresh_token: token } = await exchange(system, await signIn(system));
  const other = openid.getDPoPHandle(system.config, await openid.randomDPoPKeyPair('ES256'));

  await expect(renew(token, { DPoP: other })).rejects.toMatchObject(invalidGrant);
  expect(await renew(token)).toHaveProperty('access_token');
});

test('what the assertion asks wrongly is refused before the refresh token is spent', async () => {
  const { refresh_token: token } = await exchange(system, await signIn(system));
  system.withAssertionDetails({ type: 'something-else' });
  await expect(renew(token)).rejects.toMatchObject({ error: 'invalid_authorization_details' });
  system.withAssertionDetails(undefined);
  expect(await renew(token)).toHaveProperty('access_token');
});

test('a code is bound to the verifier, the redirect URI, the client and the DPoP key of the pushed request', async () => {
  const wrongVerifier = { ...(await signIn(system)), verifier: openid.randomPKCECodeVerifier() };
  await expect(exchange(system, wrongVerifier)).rejects.toMatchObject(invalidGrant);

  const elsewhere = await signIn(system);
  elsewhere.returned.pathname = '/elsewhere';
  await expect(exchange(system, elsewhere)).rejects.toMatchObject(invalidGrant);

  const stranger = await journalSystem(node);
  await expect(exchange(stranger, await signIn(system))).rejects.toMatchObject(invalidGrant);

  const [mine, theirs] = [await openid.randomDPoPKeyPair('ES256'), await openid.randomDPoPKeyPair('ES256')];
  const bound = await signIn(system, { parameters: { dpop_jkt: await thumbprint(mine) } });
  const swapped = { DPoP: openid.getDPoPHandle(system.config, theirs) };
  await expect(exchange(system, bound, swapped)).rejects.toMatchObject(invalidGrant);
});

test('an answer of another issuer is refused by the client, since each answer names its issuer', async () => {
  const mixedUp = await signIn(system);
  expect(mixedUp.returned.searchParams.get('iss')).toBe(node.url);
  mixedUp.returned.searchParams.set('iss', 'https://another.example');
  await expect(exchange(system, mixedUp)).rejects.toThrow();
});

test.each([
  ['a redirect URI that only begins like it', { redirect_uri: `${redirectUri}/more` }],
  ['a redirect URI at another place', { redirect_uri: 'https://evil.example/' }],
  ['a redirect URI with a user in it', { redirect_uri: 'https://journal.example@evil.example/signed-in' }],
  ['no PKCE', { code_challenge: '', code_challenge_method: '' }],
  ['plain PKCE', { code_challenge_method: 'plain' }],
  ['the implicit flow', { response_type: 'token' }],
  ['an answer by form', { response_mode: 'form_post' }],
  ['a scope that it does not have', { scope: 'openid nhn:other/api' }],
])('a pushed request with %s is refused', async (_what, parameters: Record<string, string>) => {
  await expect(push(system, parameters)).rejects.toThrow();
});

test('without a pushed request there is no log-in and no redirect', async () => {
  const { clientId } = system.client;
  const query = new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'openid', state: 's' },
    ...{ code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' },
  });
  const answer = await openTestBrowser().get(`${node.url}/connect/authorize?${query}`);
  const location = answer.headers.get('location');
  expect(location === null || new URL(location).searchParams.get('error') === 'invalid_request').toBe(true);
  expect(location ?? '').not.toContain('sign-in');
});

test('a pushed request is of the client that pushed it, and one log-in comes of it', async () => {
  const { url } = await push(system);
  const foreign = new URL(url);
  foreign.searchParams.set('client_id', (await journalSystem(node)).client.clientId);
  expect((await openTestBrowser().get(foreign.href)).status).toBe(400);

  const { browser, url: spent } = await signIn(system);
  expect((await browser.get(spent)).headers.get('location') ?? '').not.toContain('code=');
});

test('who logs in as another must log the first one out, and then is the other', async () => {
  const { browser } = await signIn(system);
  const pushed = await push(system, { prompt: 'login' });
  const page = await follow(browser, await browser.get(pushed.url), pushed.url);
  const chosen = await browser.submit(page, { person: personButton(page.html, 'Syntetisk') });
  const asked = await follow(browser, chosen, page.url);
  expect(asked.html).toContain('Logg ut');
  const end = await follow(browser, await browser.submit(asked, { logout: 'yes' }), asked.url);
  const tokens = await exchange(system, { ...pushed, returned: new URL(end.url) });
  expect(tokens.claims()?.['family_name']).toBe('Syntetisk');
});

test('prompt=none without a session answers login_required', async () => {
  const { returned } = await signIn(system, { parameters: { prompt: 'none' } });
  expect(returned.origin + returned.pathname).toBe(redirectUri);
  expect(returned.searchParams.get('error')).toBe('login_required');
});

test('the log-in page has no script, no frame, no identity number, and nothing that was sent as HTML', async () => {
  const evil = '"><script>alert(1)</script>';
  const sick = await journalSystem(node, { name: `Journal ${evil}` });
  const browser = openTestBrowser();
  const { url } = await push(sick, { state: evil, login_hint: evil, ui_locales: `en ${evil}` });
  const begun = await browser.get(url);
  const response = await browser.get(new URL(begun.headers.get('location') ?? '', url).href);
  const html = await response.text();

  expect(html).toContain('Choose who you are');
  expect(html).not.toMatch(/<script|\d{11}/);
  expect(response.headers.get('x-frame-options')).toBe('DENY');
  expect(response.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' https:\/\/journal\.example; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('the log-in form is worth nothing without its proof, in another browser, or for a made-up person', async () => {
  const browser = openTestBrowser();
  const { url } = await push(system);
  const page = await follow(browser, await browser.get(url), url);
  const person = personButton(page.html, 'Testlege');
  const post = (from: typeof browser, fields: Record<string, string>) => from.submit(page, fields);

  expect((await post(browser, { proof: 'guessed', person })).status).toBe(400);
  expect((await post(openTestBrowser(), { person })).status).toBe(400);
  expect((await post(browser, { person: 'somebody' })).status).toBe(400);
  const other = await push(system);
  const otherBrowser = openTestBrowser();
  const otherPage = await follow(otherBrowser, await otherBrowser.get(other.url), other.url);
  expect((await post(browser, { ...hiddenFields(otherPage.html), person })).status).toBe(400);
  expect((await post(browser, { person })).status).toBe(303);
});

test('a person who cancels is sent back with access_denied', async () => {
  const browser = openTestBrowser();
  const { url } = await push(system);
  const page = await follow(browser, await browser.get(url), url);
  const end = await follow(browser, await browser.submit(page, { cancel: 'yes' }), url);
  expect(new URL(end.url).searchParams.get('error')).toBe('access_denied');
});

test('a session that somebody else planted is not the one that the log-in makes', async () => {
  const { browser } = await signIn(system);
  const planted = browser.cookies.get('samband_session')?.value;
  await signIn(system, { browser, parameters: { prompt: 'login' } });
  expect(browser.cookies.get('samband_session')?.value).not.toBe(planted);

  const forged = openTestBrowser();
  forged.cookies.set('samband_session', { value: 'planted', path: '/connect', attributes: '' });
  const { returned } = await signIn(system, { browser: forged, parameters: { prompt: 'none' } });
  expect(returned.searchParams.get('error')).toBe('login_required');
});

test('logging out takes a press on a button, and sends nobody to a place that is not registered', async () => {
  const { browser } = await signIn(system);
  const base = `${node.url}/connect/endsession`;
  const query = new URLSearchParams({
    client_id: system.client.clientId,
    post_logout_redirect_uri: 'https://evil.example/',
  });
  expect((await browser.get(`${base}?${query}`)).status).toBe(400);

  const page = { url: base, html: await (await browser.get(base)).text() };
  expect((await browser.submit(page, { xsrf: 'guessed', logout: 'yes' })).status).toBe(400);
  const { returned } = await signIn(system, { browser, parameters: { prompt: 'none' } });
  expect(returned.searchParams.has('code')).toBe(true);
});

test('a refresh token that is revoked opens nothing', async () => {
  const { refresh_token: token = '' } = await exchange(system, await signIn(system));
  await openid.tokenRevocation(system.config, token);
  await expect(renew(token)).rejects.toMatchObject(invalidGrant);
});

test('cookies go over TLS only where the public address is https', async () => {
  const issuer = 'https://samband.example';
  const secure = await startNode(database, { testPersons: true, issuer });
  const { clientId, key } = system.client;
  const form = new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'openid' },
    ...{ code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' },
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await clientAssertion(key, clientId, issuer),
  });
  const pushed = await fetch(`${secure.url}/connect/par`, { method: 'POST', body: form });
  const { request_uri: requestUri } = (await pushed.json()) as { request_uri: string };
  const query = new URLSearchParams({ client_id: clientId, request_uri: requestUri });
  const answer = await fetch(`${secure.url}/connect/authorize?${query}`, { redirect: 'manual' });
  const cookies = answer.headers.getSetCookie();
  expect(answer.status).toBe(303);
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) expect(cookie).toMatch(/; secure/i);
});

test('a client without a redirect URI logs nobody in', async () => {
  const machine = await journalSystem(node, { redirectUris: [] });
  await expect(push(machine)).rejects.toThrow();
});

test('where no persons are configured nothing of it is there', async () => {
  const plain = await startNode(database);
  for (const path of ['par', 'authorize', 'userinfo', 'endsession', 'revocation', 'sign-in/x']) {
    expect((await fetch(`${plain.url}/connect/${path}`)).status).toBe(404);
  }
});

function renew(token: string | undefined, options: openid.DPoPOptions = { DPoP: system.DPoP }) {
  return openid.refreshTokenGrant(system.config, String(token), undefined, options);
}

async function thumbprint({ publicKey }: { publicKey: jose.CryptoKey }): Promise<string> {
  return jose.calculateJwkThumbprint(await jose.exportJWK(publicKey));
}
