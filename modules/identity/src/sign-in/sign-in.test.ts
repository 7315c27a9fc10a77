import { testDatabase } from '@samband/testing';
import * as jose from 'jose';
import { sql } from 'kysely';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { identityMigrations } from '../migrations.ts';
import { organizationNumber, startNode } from '../test-network.ts';
import { afterSignOutUri, everything, exchange, follow, journalSystem, signIn } from './journal-system-for-tests.ts';

const database = await testDatabase([identityMigrations]);
const node = await startNode(database, { testPersons: true });
const pid = expect.stringMatching(/^\d{11}$/);

test('an unmodified openid-client logs a person in, calls an API, renews for a unit, asks userinfo and logs out', async () => {
  const unit = '310000116';
  const system = await journalSystem(node, { childOrganizationNumbers: [unit] });
  const { config, DPoP } = system;
  const signedIn = await signIn(system);
  const tokens = await exchange(system, signedIn);

  expect([...signedIn.returned.searchParams.keys()].sort()).toEqual(['code', 'iss', 'state']);
  expect(tokens).toMatchObject({ token_type: 'dpop', expires_in: 300 });
  expect(Number(tokens['rt_expires_in'])).toBeGreaterThan(3_600);
  expect(tokens.claims()).toMatchObject({
    ...{ name: 'Signe Testlege', given_name: 'Signe', family_name: 'Testlege' },
    'helseid://claims/identity/pid': pid,
    'helseid://claims/identity/pid_pseudonym': expect.any(String),
    'helseid://claims/identity/security_level': '4',
    'helseid://claims/identity/assurance_level': 'high',
    'helseid://claims/hpr/hpr_number': '900000101',
  });
  const accessToken = jose.decodeJwt(tokens.access_token);
  expect(accessToken).toMatchObject({
    ...{ aud: 'nhn:msh', scope: ['nhn:msh/api'], client_id: system.client.clientId, idp: 'test-persons' },
    ...{ sub: tokens.claims()?.sub, amr: ['external'], sid: expect.any(String), auth_time: expect.any(Number) },
    'helseid://claims/identity/pid': pid,
    'helseid://claims/client/claims/orgnr_parent': organizationNumber,
  });

  const url = new URL(`${node.url}/who-am-i`);
  const called = await openid.fetchProtectedResource(config, tokens.access_token, url, 'GET', undefined, undefined, {
    DPoP,
  });
  expect(await called.json()).toMatchObject({
    clientId: system.client.clientId,
    organizationNumber,
    scopes: ['nhn:msh/api'],
  });

  const identifier = { system: 'urn:oid:2.16.578.1.12.4.1.4.101', type: 'ENH', value: unit };
  system.withAssertionDetails({ type: 'helseid_authorization', practitioner_role: { organization: { identifier } } });
  const renewed = await openid.refreshTokenGrant(config, String(tokens.refresh_token), undefined, { DPoP });
  expect(jose.decodeJwt(renewed.access_token)).toMatchObject({
    ...{ sub: accessToken.sub, sid: accessToken['sid'], auth_time: accessToken['auth_time'] },
    'helseid://claims/client/claims/orgnr_child': unit,
  });
  expect(renewed.refresh_token).not.toBe(tokens.refresh_token);

  system.withAssertionDetails(undefined);
  const forUserinfo = { scope: 'openid profile helseid://scopes/identity/pid' };
  const opened = await openid.refreshTokenGrant(config, String(renewed.refresh_token), forUserinfo, { DPoP });
  const info = await openid.fetchUserInfo(config, opened.access_token, String(accessToken.sub), { DPoP });
  expect(info).toMatchObject({ name: 'Signe Testlege', 'helseid://claims/identity/pid': pid });
  expect(info).not.toHaveProperty('helseid://claims/hpr/hpr_number');

  const endUrl = openid.buildEndSessionUrl(config, {
    ...{ post_logout_redirect_uri: afterSignOutUri, id_token_hint: String(tokens.id_token), state: 'bye' },
  });
  const { browser } = signedIn;
  const page = await follow(browser, await browser.get(endUrl.href), endUrl.href);
  const left = await browser.submit(page, { logout: 'yes' });
  expect(left.headers.get('location')).toBe(`${afterSignOutUri}?state=bye`);
  await expect(
    openid.refreshTokenGrant(config, String(opened.refresh_token), undefined, { DPoP }),
  ).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test('who logs in elsewhere within the session is not asked again, and is another pseudonym there', async () => {
  const [first, second] = [await journalSystem(node), await journalSystem(node)];
  const scope = 'openid helseid://scopes/identity/pid_pseudonym';
  const one = await signIn(first, { parameters: { scope }, name: 'Syntetisk' });
  const other = await signIn(second, { parameters: { scope, prompt: 'none' }, browser: one.browser });
  const pseudonyms = [await exchange(first, one), await exchange(second, other)].map((tokens) => tokens.claims());

  expect(pseudonyms[0]?.sub).toBe(pseudonyms[1]?.sub);
  expect(new Set(pseudonyms.map((claims) => claims?.['helseid://claims/identity/pid_pseudonym'])).size).toBe(2);
  expect(pseudonyms[0]).not.toHaveProperty('helseid://claims/identity/pid');
});

test('a log-in goes on from node to node, and its cookies are for this browser alone', async () => {
  const twin = await startNode(database, { testPersons: true, issuer: node.url });
  const system = await journalSystem(node);
  const signedIn = await signIn(system, { formAt: twin.url });
  system.config[openid.customFetch] = (url, options) => fetch(url.replace(node.url, twin.url), options as RequestInit);

  expect(await exchange(system, signedIn)).toMatchObject({ refresh_token: expect.any(String) });
  const session = signedIn.browser.cookies.get('samband_session');
  expect(session?.attributes).toMatch(/httponly/i);
  expect(session?.attributes).toMatch(/samesite=lax/i);
});

test('nothing of a person, a code or a token stands readable in the database', async () => {
  const system = await journalSystem(node);
  const signedIn = await signIn(system, { name: 'Oppdiktet' });
  const tokens = await exchange(system, signedIn);
  const { rows } = await sql<{ text: string; sealed: Buffer }>`
    select record::text as text, sealed from identity.provider_record as record
  `.execute(database.db);
  const text = rows.map((row) => row.text + row.sealed.toString('latin1')).join();
  expect(rows.length).toBeGreaterThan(2);
  for (const secret of [
    String(tokens.refresh_token),
    String(tokens.claims()?.['helseid://claims/identity/pid']),
    'Oppdiktet',
  ]) {
    expect(text.includes(secret)).toBe(false);
  }
});

test('the metadata names what there is', async () => {
  const metadata = await (await fetch(`${node.url}/.well-known/openid-configuration`)).json();
  expect(metadata).toMatchObject({
    authorization_endpoint: `${node.url}/connect/authorize`,
    pushed_authorization_request_endpoint: `${node.url}/connect/par`,
    userinfo_endpoint: `${node.url}/connect/userinfo`,
    end_session_endpoint: `${node.url}/connect/endsession`,
    revocation_endpoint: `${node.url}/connect/revocation`,
    require_pushed_authorization_requests: true,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    grant_types_supported: expect.arrayContaining(['authorization_code', 'client_credentials', 'refresh_token']),
    response_types_supported: ['code'],
    scopes_supported: expect.arrayContaining(everything.split(' ')),
    claims_supported: expect.arrayContaining(['helseid://claims/identity/pid', 'helseid://claims/hpr/hpr_number']),
  });
});
