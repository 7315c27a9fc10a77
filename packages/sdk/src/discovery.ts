import { type Answer, exchange, type Patience } from './answer.ts';
import { NetworkProblem } from './network-problem.ts';
import { readProblem } from './read-problem.ts';

/** What we need from the issuer's own description. */
export interface IssuerMetadata {
  readonly issuer: string;
  readonly tokenEndpoint: string;
}

interface DiscoveryOptions extends Patience {
  readonly fetch: typeof globalThis.fetch;
  readonly issuer: string;
  readonly nowMs: number;
}

/**
 * Reads `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0 §4). The issuer named in it must be the one
 * we asked (§4.3): otherwise tokens would be asked from, and proofs made for, somebody else.
 */
export async function discover(options: DiscoveryOptions): Promise<IssuerMetadata> {
  const asked = withoutSlash(options.issuer);
  const url = `${asked}/.well-known/openid-configuration`;
  const outgoing = { method: 'GET', url, headers: { accept: 'application/json' } };
  const answer = await exchange(options.fetch, outgoing, options);
  if (!answer.ok) throw readProblem(answer, options.nowMs);
  const { issuer, token_endpoint: tokenEndpoint } = parse(answer, url);
  if (typeof issuer !== 'string' || typeof tokenEndpoint !== 'string') throw notAnIssuer(url, answer.status);
  if (withoutSlash(issuer) !== asked) throw anotherIssuer(asked, issuer, answer.status);
  return { issuer, tokenEndpoint };
}

function parse(answer: Answer, url: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(answer.text()) };
  } catch {
    throw notAnIssuer(url, answer.status);
  }
}

function notAnIssuer(url: string, status: number): NetworkProblem {
  const detail = `${url} does not describe an OpenID issuer. Check that the address is that of a Samband server.`;
  return new NetworkProblem({ status, title: 'This is not a network', detail, code: 'issuer-unreadable' });
}

function anotherIssuer(asked: string, issuer: string, status: number): NetworkProblem {
  const detail = `The server at ${asked} calls itself ${issuer}. Use that address.`;
  return new NetworkProblem({ status, title: 'The server has another name', detail, code: 'issuer-mismatch' });
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
