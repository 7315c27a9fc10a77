import { testDatabase } from '@samband/testing';
import * as jose from 'jose';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { identityMigrations } from '../migrations.ts';
import { startNode } from '../test-network.ts';
import { type Browser, openTestBrowser, personButton } from './browser-for-tests.ts';
import { follow, journalSystem } from './journal-system-for-tests.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database, { testPersons: true });
const system = await journalSystem(node, { redirectUris: [], postLogoutRedirectUris: [], signInFlows: ['device'] });
const scope = 'openid profile offline_access nhn:msh/api helseid://scopes/hpr/hpr_number';

const begin = () => openid.initiateDeviceAuthorization(system.config, { scope });
const poll = (device: openid.DeviceAuthorizationResponse, { config, DPoP } = system) =>
  // The library waits for the interval before it asks: a grant of its own asks at once.
  openid.genericGrantRequest(
    config,
    'urn:ietf:params:oauth:grant-type:device_code',
    { device_code: device.device_code },
    { DPoP },
  );

/** Brings the code, and stands at the question whether it is one's own. */
async function bringCode(browser: Browser, code: string, headers: Record<string, string> = {}) {
  const url = `${node.url}/connect/device`;
  const page = { url, html: await (await browser.get(url, headers)).text() };
  return { url, html: await (await browser.submit(page, { user_code: code })).text() };
}

async function logIn(browser: Browser, device: openid.DeviceAuthorizationResponse) {
  const confirm = await bringCode(browser, device.user_code);
  const chosen = await follow(browser, await browser.submit(confirm, { confirm: 'yes' }), confirm.url);
  const answer = await browser.submit(chosen, { person: personButton(chosen.html, 'Testlege') });
  return follow(browser, answer, chosen.url);
}

test('a system without a browser gets tokens for the person who typed its code, with openid-client', async () => {
  const device = await begin();
  expect(device).toMatchObject({
    user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
    ...{ verification_uri: `${node.url}/connect/device`, expires_in: 600 },
  });
  await expect(poll(device)).rejects.toMatchObject({ error: 'authorization_pending' });

  const end = await logIn(openTestBrowser(), device);
  expect(end.html).toContain('Du er logget inn på enheten');
  const tokens = await openid.pollDeviceAuthorizationGrant(system.config, { ...device, interval: 0.1 }, undefined, {
    DPoP: system.DPoP,
  });
  expect(tokens.claims()).toMatchObject({ name: 'Signe Testlege', 'helseid://claims/hpr/hpr_number': '900000101' });
  expect(jose.decodeJwt(tokens.access_token)).toMatchObject({
    ...{ aud: 'nhn:msh', scope: ['nhn:msh/api'], idp: 'test-persons', sub: tokens.claims()?.sub },
  });
  const renewed = await openid.refreshTokenGrant(system.config, String(tokens.refresh_token), undefined, {
    DPoP: system.DPoP,
  });
  expect(renewed).toMatchObject({ access_token: expect.any(String), rt_expires_in: expect.any(Number) });
});

test('a device code opens once, only for its client, and not without a proof', async () => {
  const device = await begin();
  const stranger = await journalSystem(node, { signInFlows: ['device'] });
  await logIn(openTestBrowser(), device);

  await expect(poll(device, stranger)).rejects.toMatchObject({ error: 'invalid_grant' });
  await expect(
    openid.genericGrantRequest(system.config, 'urn:ietf:params:oauth:grant-type:device_code', {
      device_code: device.device_code,
    }),
  ).rejects.toMatchObject({ error: 'invalid_grant' });
  const first = await poll(device);
  await expect(poll(device)).rejects.toMatchObject({ error: 'invalid_grant' });
  // Used twice, it may be in two hands: what it gave ends.
  await expect(
    openid.refreshTokenGrant(system.config, String(first.refresh_token), undefined, { DPoP: system.DPoP }),
  ).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('who says no, at the question or where persons are chosen, lets nobody in', async () => {
  for (const cancelAt of ['question', 'choice']) {
    const device = await begin();
    const browser = openTestBrowser();
    const confirm = await bringCode(browser, device.user_code);
    const no = cancelAt === 'question' ? { abort: 'yes' } : { confirm: 'yes' };
    let end = await follow(browser, await browser.submit(confirm, no), confirm.url);
    if (cancelAt === 'choice') end = await follow(browser, await browser.submit(end, { cancel: 'yes' }), end.url);
    expect(end.html).toContain('Innloggingen er avbrutt');
    await expect(poll(device)).rejects.toMatchObject({ error: 'access_denied' });
  }
});

test('the question names the system and the code, in a page that no script or frame gets into', async () => {
  const sick = await journalSystem(node, { signInFlows: ['device'], name: 'Journal "><script>alert(1)</script>' });
  const device = await openid.initiateDeviceAuthorization(sick.config, { scope: 'openid' });
  const browser = openTestBrowser();
  const response = await browser.get(String(device.verification_uri_complete), { 'accept-language': 'nn-NO,en;q=0.5' });
  const filled = { url: `${node.url}/connect/device`, html: await response.text() };

  expect(filled.html).toContain('Logg inn på ei anna eining');
  expect(filled.html).toContain(`value="${device.user_code}"`);
  expect(filled.html).not.toContain('<script');
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(response.headers.get('x-frame-options')).toBe('DENY');
  const confirm = await (await browser.submit(filled, { user_code: device.user_code })).text();
  expect(confirm).toContain('Journal &#34;&#62;&#60;script');
  expect(confirm).toContain(device.user_code);
  expect(confirm).not.toContain('<script');
});

test('a code is asked for again when it is not in use, and a form without its proof does nothing', async () => {
  const browser = openTestBrowser();
  expect((await bringCode(browser, 'BBBB-BBBB')).html).toContain('Koden gjelder ikke');
  const device = await begin();
  const page = await bringCode(browser, device.user_code);
  expect((await browser.submit(page, { xsrf: 'guessed', confirm: 'yes' })).headers.get('location')).toBeNull();
  expect((await openTestBrowser().submit(page, { confirm: 'yes' })).headers.get('location')).toBe('/connect/device');
  await logIn(browser, device);
  expect((await bringCode(browser, device.user_code)).html).toContain('Koden er brukt eller utløpt');
});

test('a client that was not given the flow has none', async () => {
  const plain = await journalSystem(node);
  await expect(openid.initiateDeviceAuthorization(plain.config, { scope: 'openid' })).rejects.toMatchObject({
    error: expect.stringMatching(/unauthorized_client|invalid_request/),
  });
  await expect(openid.initiateDeviceAuthorization(system.config, { scope: 'nhn:other/api' })).rejects.toThrow();
});
