import { createHash, createPrivateKey, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, migrate, openDatabase, startEmbeddedPostgres } from '@samband/db';
import { checkAccessToken, type TokenRules } from '../src/access-token.ts';
import { clockSkewSeconds, createAuthenticate, proofAgeSecondsMax } from '../src/authenticate.ts';
import { createBoundedCache } from '../src/bounded-cache.ts';
import { readCompactJws } from '../src/compact-jws.ts';
import { checkDpopProof, type ProofHeader } from '../src/dpop-proof.ts';
import { identityMigrations } from '../src/migrations.ts';
import { createProofStore, type ProofStore } from '../src/proof-store.ts';
import { jwkThumbprint, readPublicJwk } from '../src/public-jwk.ts';
import { deriveKey } from '../src/secret-box.ts';
import { signatureMatches } from '../src/signature-algorithms.ts';
import { generateSigningKey, openSigningKey, type SigningKey, signingAlgorithm } from '../src/signing-key.ts';
import { dpopProof, type KeyPair, keyPair, signJws } from '../src/test-forging.ts';
import { organizationNumberClaim } from '../src/token-claims.ts';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: number;
}

const rounds = 1_000;
const series = 5;
/** As many as wait at the same time at 2,000 requests a second and 30 ms each. */
const concurrency = 64;
const issuer = 'https://samband.example';
const url = `${issuer}/messages`;
const secret = 'a secret for benchmarks, long enough to count';
const clientId = randomUUID();

/**
 * CPU time of this process for one authenticated request, beside the bare signature checks that it cannot do without,
 * and then with the replay store on a real PostgreSQL. The best of five series.
 */
export async function run(): Promise<Figure[]> {
  const sealingKey = deriveKey(secret, 'signing-key');
  const ours = openSigningKey(await generateSigningKey(sealingKey, new Date()), sealingKey);
  const client = await keyPair('ES256');
  const accessToken = makeToken(ours, client);
  const proofs = await Promise.all(Array.from({ length: rounds * (series + 1) }, () => makeProof(client, accessToken)));
  return [
    ...(await measureParts(ours, accessToken, proofs)),
    ...(await withDatabase((database) => measureStored(ours, database, accessToken, proofs))),
  ];
}

async function measureParts(ours: SigningKey, accessToken: string, proofs: readonly string[]): Promise<Figure[]> {
  const rules = tokenRules(ours);
  const headers = createBoundedCache<string, ProofHeader>(1_000);
  const token = readCompactJws(accessToken, 8_192);
  const [firstProof = ''] = proofs;
  const proof = readCompactJws(firstProof, 8_192);
  if (!token || !proof) throw new Error('the samples are not compact JWS');
  const jwk = readPublicJwk(proof.header['jwk']);
  const request = { method: 'GET', url, accessTokenHash: hashOf(accessToken), keyThumbprint: jwkThumbprint(jwk) };
  const proofRules = { proofAgeSecondsMax, clockSkewSeconds, headers };
  checkDpopProof(firstProof, request, nowSeconds(), proofRules);
  const proofKey = headers.get(firstProof.slice(0, firstProof.indexOf('.')))?.key;
  if (!proofKey) throw new Error('the key of the proof was not kept');
  const whole = authenticateWith(ours, { use: async () => undefined });
  return [
    await measure(
      'bare ES256 verify',
      async () => void signatureMatches('ES256', proofKey, proof.signed, proof.signature),
    ),
    await measure(
      'bare PS256 verify, RSA-3072',
      async () => void signatureMatches('PS256', ours.key, token.signed, token.signature),
    ),
    await measure('access token, first time', () => checkAccessToken(accessToken, nowSeconds(), rules)),
    await measure('proof, key known', async () => void checkDpopProof(firstProof, request, nowSeconds(), proofRules)),
    { ...(await measure('authenticate, without the store', (n) => whole(accessToken, proofs[n] ?? ''))), limit: 0.33 },
  ];
}

async function measureStored(
  ours: SigningKey,
  database: Database,
  accessToken: string,
  proofs: readonly string[],
): Promise<Figure[]> {
  const acceptedSeconds = proofAgeSecondsMax + clockSkewSeconds;
  const store = createProofStore({ database, acceptedSeconds, clockSkewSeconds, nonceKey: deriveKey(secret, 'bench') });
  const whole = authenticateWith(ours, store);
  const work = (n: number) => whole(accessToken, proofs[n] ?? '');
  return [await measure(`authenticate with the store, ${concurrency} at a time`, work, concurrency)];
}

/** The clock stands still, so that no proof of a long run grows old. */
const startedAt = new Date();
const now = () => startedAt;
const nowSeconds = () => startedAt.getTime() / 1000;

function authenticateWith(ours: SigningKey, proofStore: ProofStore) {
  const activeClients = { isActive: async () => true, forget: () => undefined };
  const authenticate = createAuthenticate({ now, activeClients, proofStore, tokenRules: tokenRules(ours) });
  return (accessToken: string, dpop: string) =>
    authenticate({ method: 'GET', url, scope: 'nhn:msh/api', headers: { authorization: `DPoP ${accessToken}`, dpop } });
}

function tokenRules(ours: SigningKey): TokenRules {
  return {
    issuer,
    audiences: new Set(['nhn:msh']),
    types: new Set(['at+jwt']),
    clockSkewSeconds,
    findKey: async (kid) => (kid === ours.kid ? ours : undefined),
  };
}

function makeToken(ours: SigningKey, client: KeyPair): string {
  const iat = Math.floor(nowSeconds());
  const claims = {
    iss: issuer,
    aud: 'nhn:msh',
    sub: clientId,
    client_id: clientId,
    iat,
    exp: iat + 300,
    jti: randomUUID(),
  };
  const cnf = { jkt: jwkThumbprint(readPublicJwk(client.publicJwk)) };
  const ownKey = {
    alg: signingAlgorithm,
    privateKey: createPrivateKey({ key: ours.privateJwk, format: 'jwk' }),
    publicJwk: client.publicJwk,
  };
  return signJws(
    ownKey,
    { typ: 'at+jwt', kid: ours.kid },
    { ...claims, cnf, scope: 'nhn:msh/api', [organizationNumberClaim]: '310000019' },
  );
}

function makeProof(client: KeyPair, accessToken: string): Promise<string> {
  return dpopProof(client, { method: 'GET', url, accessToken }, { claims: { iat: Math.floor(nowSeconds()) } });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** CPU-ms of this process, user and system, for one piece of work; `n` never comes twice. */
async function measure(name: string, work: (n: number) => Promise<unknown>, atATime = 1): Promise<Figure> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= series; round += 1) {
    const before = process.cpuUsage();
    for (let n = 0; n < rounds; n += atATime) {
      const size = Math.min(atATime, rounds - n);
      await Promise.all(Array.from({ length: size }, (_, i) => work(round * rounds + n + i)));
    }
    const { user, system } = process.cpuUsage(before);
    // The first round only warms up.
    if (round > 0) best = Math.min(best, (user + system) / 1000 / rounds);
  }
  return { name, value: best, unit: 'CPU-ms' };
}

async function withDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'samband-bench-'));
  const server = await startEmbeddedPostgres({ dataFolder, isDisposable: true });
  const database = await openDatabase({ url: server.url });
  try {
    await migrate(database, [identityMigrations]);
    return await work(database);
  } finally {
    await database.close();
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
