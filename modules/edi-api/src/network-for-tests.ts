import { addressRegisterMigrations, createAddressRegister, parseHerId } from '@samband/address-register';
import { DomainError } from '@samband/errors';
import { createExchange, exchangeMigrations, exchangeRoutes } from '@samband/exchange';
import { type Caller, createHttpServer } from '@samband/http';
import { createLogger } from '@samband/log';
import { createMetrics } from '@samband/telemetry';
import { testDatabase } from '@samband/testing';
import { documentForTests, gpOffice, hospital, nursingHome, type WantedDocument } from './document-for-tests.ts';
import { ediApiMigrations, ediApiRoutes } from './index.ts';
import { openStream } from './stream-for-tests.ts';

const organizations = { hospital: '310001015', gpOffice: '310004049', municipality: '310010103' };
const all = ['nhn:msh/api', 'samband:exchange/trace'];

/** Who may call in the tests; the name is the whole of the credentials. */
const callers = {
  hospital: caller(organizations.hospital, 'hospital', all),
  hospitalOther: caller(organizations.hospital, 'hospital-other', all),
  gpOffice: caller(organizations.gpOffice, 'gp-office', all),
  gpOfficeOther: caller(organizations.gpOffice, 'gp-office-other', all),
  municipality: caller(organizations.municipality, 'municipality', all),
  withoutScope: caller(organizations.hospital, 'without-scope', ['samband:exchange/trace']),
};
export type CallerName = keyof typeof callers | 'nobody';

function caller(organizationNumber: string, clientId: string, scopes: readonly string[]): Caller {
  return { clientId, organizationNumber, scopes: new Set(scopes) };
}

class Unknown extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'token-missing';
  constructor() {
    super('The request has no token');
  }
}

export interface Called {
  readonly as?: CallerName;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
  readonly body: any;
}

/** EDI 2.0 on a real port, with register, exchange and PostgreSQL behind it; a hospital, a GP office and a nursing home. */
export async function openEdiNetwork() {
  /** How long the callers' tokens last; a test shortens it. */
  const token = { lifetimeMs: 300_000 };
  const goneClients = new Set<string>();
  const database = await testDatabase([addressRegisterMigrations, exchangeMigrations, ediApiMigrations]);
  // A busy machine is no outage: no copy may serve in the place of the register.
  const register = createAddressRegister({ database, directory: { patienceMs: 60_000 } });
  const by = { clientId: 'test', mayChange: 'any' } as const;
  for (const [party, organizationNumber] of [
    [hospital, organizations.hospital],
    [gpOffice, organizations.gpOffice],
    [nursingHome, organizations.municipality],
  ] as const) {
    const parentHerId = parseHerId(party.organizationHerId);
    const name = `Virksomhet ${parentHerId}`;
    await register.createParty({ kind: 'organization', herId: parentHerId, name, organizationNumber }, by);
    await register.createParty({ kind: 'service', herId: parseHerId(party.herId), name: party.name, parentHerId }, by);
  }
  const exchange = createExchange({ database, register });
  const logged: string[] = [];
  const server = createHttpServer({
    log: createLogger({ level: 'trace', format: 'json', destination: { write: (line) => logged.push(line) } }),
    metrics: createMetrics(),
    publicUrl: 'http://localhost:8080',
    authenticate: async ({ headers }) => {
      const found = callers[headers.authorization as keyof typeof callers];
      if (found === undefined) throw new Unknown();
      return { ...found, expiresAt: new Date(Date.now() + token.lifetimeMs) };
    },
  });
  await server.register(exchangeRoutes(exchange));
  const isClientActive = async (clientId: string) => !goneClients.has(clientId);
  await server.register(ediApiRoutes({ database, exchange, register, isClientActive }));
  const url = await server.listen({ host: '127.0.0.1', port: 0 });

  async function call(method: string, path: string, { as = 'hospital', body, headers = {} }: Called = {}) {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: as,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const answered: Answered = {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    };
    return answered;
  }

  /** Sends a document, from the hospital to the GP office where nothing else is wanted, and gives its id. */
  async function sent(
    wanted: WantedDocument = {},
    overrides: object = {},
    as: CallerName = 'hospital',
  ): Promise<string> {
    const answer = await call('POST', '/messages', { as, body: { ...submission(wanted), ...overrides } });
    if (answer.status !== 202) throw new Error(`not accepted: ${answer.text}`);
    return answer.body.id;
  }

  const stream = (path: string, as: CallerName = 'gpOffice') => openStream(`${url}${path}`, as);

  const close = () => server.stop();
  return { url, database, register, exchange, logged, call, sent, stream, token, goneClients, close, by };
}

/** The body of `POST /messages`, with what EDI 2.0 asks for and no more. */
export function submission(wanted: WantedDocument = {}) {
  return {
    businessDocument: documentForTests(wanted).toString('base64'),
    senderHerId: wanted.sender?.herId ?? hospital.herId,
    receiverHerIds: [wanted.receiver?.herId ?? gpOffice.herId],
    contentType: 'application/xml',
    contentTransferEncoding: 'base64',
  };
}
