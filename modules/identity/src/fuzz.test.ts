import { testDatabase } from '@samband/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Unauthenticated } from './errors.ts';
import { identityMigrations } from './migrations.ts';
import { dpopProof } from './test-forging.ts';
import { fetchToken, makeClient, startNode } from './test-network.ts';

const database = await testDatabase([identityMigrations]);
// The clock stops once the token is there, so that what is refused is refused for what was changed, not for its age.
let stoppedAt: Date | undefined;
const node = await startNode(database, { now: () => stoppedAt ?? new Date() });
const url = `${node.url}/who-am-i`;
const client = await makeClient(node);
const accessToken = await fetchToken(node.url, client);
stoppedAt = new Date();
const claims = { iat: Math.floor(stoppedAt.getTime() / 1000) };
const proof = await dpopProof(client.key, { method: 'GET', url, accessToken }, { claims });

async function authenticate(token: string, dpop: string) {
  return node.identity.authenticate({
    method: 'GET',
    url,
    scope: 'nhn:msh/api',
    headers: { authorization: `DPoP ${token}`, dpop },
  });
}

/** What a fault on the wire or a curious attacker does to a text. */
const mutations = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), at: fc.nat(), by: fc.string({ minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), by: fc.string({ minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(), by: fc.constant('') }),
  fc.record({ kind: fc.constant('swap-parts' as const), at: fc.nat(2), by: fc.constant('') }),
  fc.record({ kind: fc.constant('claim' as const), at: fc.nat(), by: fc.string() }),
  fc.record({ kind: fc.constant('header' as const), at: fc.nat(), by: fc.string() }),
);
type Mutation = typeof mutations extends fc.Arbitrary<infer Value> ? Value : never;

function mutate(text: string, { kind, at, by }: Mutation): string {
  const position = at % text.length;
  const parts = text.split('.');
  switch (kind) {
    case 'replace':
      return text.slice(0, position) + by + text.slice(position + by.length);
    case 'insert':
      return text.slice(0, position) + by + text.slice(position);
    case 'remove':
      return text.slice(0, position) + text.slice(position + 1);
    case 'swap-parts':
      return [parts[at % 3], parts[(at + 1) % 3], parts[(at + 2) % 3]].join('.');
    case 'claim':
      return [parts[0], changeMember(parts[1] ?? '', at, by), parts[2]].join('.');
    case 'header':
      return [changeMember(parts[0] ?? '', at, by), parts[1], parts[2]].join('.');
  }
}

function changeMember(part: string, at: number, by: string): string {
  const value = JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  const names = Object.keys(value);
  const changed = { ...value, [names[at % names.length] ?? 'x']: by };
  return Buffer.from(JSON.stringify(changed)).toString('base64url');
}

test('no mutation of a valid token and proof is ever accepted, and none is taken for a fault of ours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.option(mutations), fc.option(mutations), async (ofToken, ofProof) => {
      const token = ofToken ? mutate(accessToken, ofToken) : accessToken;
      const dpop = ofProof ? mutate(proof, ofProof) : proof;
      fc.pre(token !== accessToken || dpop !== proof);
      const answer = await authenticate(token, dpop).catch((error: unknown) => error);
      expect(answer).toBeInstanceOf(Unauthenticated);
    }),
    { numRuns: 2_000 },
  );
  // The untouched pair is still good: what was refused above was refused for what was changed.
  await expect(authenticate(accessToken, proof)).resolves.toMatchObject({ clientId: client.clientId });
});

test('no text at all in the place of a token or a proof makes the check stumble', async () => {
  const part = fc.oneof(
    fc.string(),
    fc.json().map((text) => Buffer.from(text).toString('base64url')),
    fc.base64String(),
  );
  const jws = fc.tuple(part, part, part).map((parts) => parts.join('.'));
  await fc.assert(
    fc.asyncProperty(fc.oneof(jws, fc.string()), fc.oneof(jws, fc.string()), async (token, dpop) => {
      expect(await authenticate(token, dpop).catch((error: unknown) => error)).toBeInstanceOf(Unauthenticated);
      expect(await authenticate(accessToken, dpop).catch((error: unknown) => error)).toBeInstanceOf(Unauthenticated);
    }),
    { numRuns: 500 },
  );
});
