import type { Database } from '@samband/db';
import { type Caller, createHttpServer } from '@samband/http';
import { createLogger } from '@samband/log';
import { createMetrics } from '@samband/telemetry';
import { createAddressRegister } from '../address-register.ts';
import { HOSPITAL, MUNICIPALITY } from '../country-for-tests.ts';
import { addressRegisterRoutes } from './routes.ts';

const CALLERS: Record<string, Caller> = {
  reader: caller(HOSPITAL, 'read'),
  member: caller(HOSPITAL, 'read', 'write'),
  stranger: caller(MUNICIPALITY, 'read', 'write'),
  operator: caller(MUNICIPALITY, 'read', 'write', 'write-all'),
};

function caller(organizationNumber: string, ...rights: string[]): Caller {
  const scopes = new Set(rights.map((right) => `samband:address-register/${right}`));
  return { clientId: `client-of-${organizationNumber}`, organizationNumber, scopes };
}

const isXml = (headers: Record<string, unknown>): boolean => String(headers['content-type']).includes('/xml');

/** The register behind a real HTTP server; who calls is named in `authorization`. */
export async function registerServer(database: Database) {
  const register = createAddressRegister({ database });
  const app = createHttpServer({
    log: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    publicUrl: 'http://localhost:8080',
    authenticate: async ({ headers }) => CALLERS[headers.authorization ?? ''] as Caller,
  });
  await app.register(addressRegisterRoutes(register));

  async function call(
    as: string,
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
    headers: object = {},
  ) {
    const response = await app.inject({
      method,
      url,
      headers: { authorization: as, ...headers },
      ...(body && { payload: body }),
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.body === '' || isXml(response.headers) ? response.body : response.json(),
    };
  }
  return { register, app, call };
}
