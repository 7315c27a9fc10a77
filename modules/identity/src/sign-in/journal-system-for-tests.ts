import * as jose from 'jose';
import * as openid from 'openid-client';
import type { ClientInput } from '../client.ts';
import { makeClient, type Node } from '../test-network.ts';
import { type Browser, openTestBrowser, personButton } from './browser-for-tests.ts';

export const redirectUri = 'https://journal.example/signed-in';
export const afterSignOutUri = 'https://journal.example/signed-out';
export const everything = [
  ...['openid', 'profile', 'offline_access', 'nhn:msh/api', 'helseid://scopes/hpr/hpr_number'],
  ...['pid', 'pid_pseudonym', 'security_level', 'assurance_level'].map((name) => `helseid://scopes/identity/${name}`),
].join(' ');

/** A system that logs persons in with an unmodified openid-client. */
export async function journalSystem(node: Node, changes: Partial<ClientInput> = {}) {
  const client = await makeClient(node, 'ES256', {
    ...{ redirectUris: [redirectUri], postLogoutRedirectUris: [afterSignOutUri], ...changes },
  });
  const jwk = client.key.privateKey.export({ format: 'jwk' }) as jose.JWK;
  const privateKey = (await jose.importJWK(jwk, 'ES256')) as jose.CryptoKey;
  let details: openid.JsonValue | undefined;
  const authentication = openid.PrivateKeyJwt(privateKey, {
    [openid.modifyAssertion]: (_header, payload) =>
      void Object.assign(payload, details && { assertion_details: details }),
  });
  const config = await openid.discovery(new URL(node.url), client.clientId, undefined, authentication, {
    execute: [openid.allowInsecureRequests],
  });
  const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair('ES256'));
  return {
    ...{ client, config, DPoP },
    /** Goes into every client assertion from now on. */
    withAssertionDetails: (value: openid.JsonValue | undefined) => {
      details = value;
    },
  };
}

export type JournalSystem = Awaited<ReturnType<typeof journalSystem>>;

/** Pushes a request; gives where to send the person, and what the answer is checked with. */
export async function push({ config }: JournalSystem, parameters: Record<string, string> = {}) {
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const url = await openid.buildAuthorizationUrlWithPAR(config, {
    ...{ redirect_uri: redirectUri, scope: everything, state, code_challenge_method: 'S256' },
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    ...parameters,
  });
  return { url: url.href, verifier, state };
}

/** Follows redirects of the provider until it answers with a page, or sends the person back. */
export async function follow(browser: Browser, first: Response, base: string): Promise<{ url: string; html: string }> {
  let [response, url] = [first, base];
  for (let hops = 0; hops < 5; hops += 1) {
    const location = response.headers.get('location');
    if (location === null) return { url, html: await response.text() };
    url = new URL(location, url).href;
    if (new URL(url).origin !== new URL(base).origin) return { url, html: '' };
    response = await browser.get(url);
  }
  throw new Error('the provider redirects in a circle');
}

/** Logs a person in, from the pushed request to the redirect with the code. */
export async function signIn(
  system: JournalSystem,
  {
    parameters,
    browser = openTestBrowser(),
    name = 'Testlege',
    formAt,
  }: {
    parameters?: Record<string, string>;
    browser?: Browser;
    name?: string;
    /** The node that gets the form; the one that showed it unless said otherwise. */
    formAt?: string;
  } = {},
) {
  const pushed = await push(system, parameters);
  const page = await follow(browser, await browser.get(pushed.url), pushed.url);
  if (page.html === '') return { ...pushed, browser, returned: new URL(page.url) };
  const answer = await browser.submit({ ...page, url: formAt ?? page.url }, { person: personButton(page.html, name) });
  const end = await follow(browser, answer, page.url);
  return { ...pushed, browser, returned: new URL(end.url) };
}

/** Exchanges the code for tokens. */
export function exchange(
  { config, DPoP }: JournalSystem,
  { returned, verifier, state }: { returned: URL; verifier: string; state: string },
  options: openid.DPoPOptions = { DPoP },
) {
  const checks = { pkceCodeVerifier: verifier, expectedState: state };
  return openid.authorizationCodeGrant(config, returned, checks, undefined, options);
}
