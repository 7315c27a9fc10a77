import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import type { JWK } from 'jose';
import { type Answer, type HttpConnection, openHttpConnection } from './http-connection.ts';

/** A client of the network with the unit that it acts for, as the load process is told of it. */
export interface LoadParty {
  readonly clientId: string;
  readonly privateJwk: JWK;
  readonly organizationHerId: number;
  readonly herId: number;
}

export interface LoadClient {
  readonly party: LoadParty;
  /** Calls the API with a token and a fresh proof, over any of the client's connections. Rejects when the line breaks. */
  call(method: 'GET' | 'POST', path: string, body?: Uint8Array): Promise<Answer>;
  close(): void;
}

const tokenRenewedAfterMs = 200_000;

/** A client with real tokens and a proof for each call (private_key_jwt, DPoP), ES256, over so many connections. */
export function openLoadClient(url: string, party: LoadParty, connectionsMax: number): LoadClient {
  const port = Number(new URL(url).port);
  const prove = createProver();
  const all: HttpConnection[] = [];
  const free: HttpConnection[] = [];
  const queue: ((connection: HttpConnection) => void)[] = [];
  let nonce: string | undefined;
  let token: { readonly value: string; readonly hash: string; readonly fetchedAt: number } | undefined;

  async function borrow(): Promise<HttpConnection> {
    const idle = free.pop();
    if (idle) return idle;
    if (all.length >= connectionsMax) return new Promise((resolve) => queue.push(resolve));
    const opened = openHttpConnection(port);
    all.push(opened);
    return opened;
  }

  function giveBack(connection: HttpConnection): void {
    const next = queue.shift();
    if (next) next(connection);
    else free.push(connection);
  }

  async function fetchToken(connection: HttpConnection): Promise<string> {
    let tokenNonce: string | undefined;
    for (let attempt = 0; attempt < 3; attempt++) {
      const answer = await connection.send(
        `POST /connect/token HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-type: application/x-www-form-urlencoded\r\n` +
          `dpop: ${prove({ htm: 'POST', htu: `${url}/connect/token`, ...(tokenNonce && { nonce: tokenNonce }) })}\r\n`,
        Buffer.from(tokenRequest(url, party)),
      );
      if (answer.status === 200) return (JSON.parse(answer.body.toString()) as { access_token: string }).access_token;
      tokenNonce = nonceIn(answer);
      if (!tokenNonce) throw new Error(`no token: ${answer.status} ${answer.body.toString().slice(0, 300)}`);
    }
    throw new Error('no token: the server keeps asking for another nonce');
  }

  return {
    party,
    async call(method, path, body) {
      const connection = await borrow();
      try {
        if (!token || Date.now() - token.fetchedAt > tokenRenewedAfterMs) {
          const value = await fetchToken(connection);
          token = { value, hash: createHash('sha256').update(value).digest('base64url'), fetchedAt: Date.now() };
        }
        const { value, hash } = token;
        const htu = `${url}${path.split('?', 1)[0]}`;
        const head = () =>
          `${method} ${path} HTTP/1.1\r\nhost: localhost:${port}\r\napi-version: 3\r\nnhn-source-system: Load, v1.0\r\n` +
          `authorization: DPoP ${value}\r\ndpop: ${prove({ htm: method, htu, ath: hash, ...(nonce && { nonce }) })}\r\n` +
          (body ? 'content-type: application/json\r\n' : '');
        const answer = await connection.send(head(), body);
        nonce = nonceIn(answer) ?? nonce;
        // After a crash the server asks for proofs that hold its own nonce (RFC 9449 §9).
        if (answer.status === 401 && nonceIn(answer)) return await connection.send(head(), body);
        if (answer.status === 401) token = undefined;
        return answer;
      } finally {
        giveBack(connection);
      }
    },
    close: () => all.forEach((connection) => void connection.close()),
  };
}

function nonceIn({ head }: Answer): string | undefined {
  return /\r\ndpop-nonce: (\S+)/i.exec(head)?.[1];
}

/** Proofs of possession (RFC 9449) with a key that lives as long as the client. */
function createProver(): (claims: object) => string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = createPublicKey(privateKey).export({ format: 'jwk' });
  const header = encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } });
  return (claims) => signed(header, { jti: randomUUID(), iat: Math.floor(Date.now() / 1_000), ...claims }, privateKey);
}

function tokenRequest(issuer: string, { clientId, privateJwk }: LoadParty): string {
  const now = Math.floor(Date.now() / 1_000);
  const header = encode({ typ: 'client-authentication+jwt', alg: 'ES256', kid: privateJwk.kid });
  const claims = { iss: clientId, sub: clientId, aud: issuer, jti: randomUUID(), iat: now, nbf: now, exp: now + 30 };
  return new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'nhn:msh/api',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: signed(header, claims, createPrivateKey({ key: privateJwk as never, format: 'jwk' })),
  }).toString();
}

function signed(header: string, claims: object, key: KeyObject): string {
  const text = `${header}.${encode(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
