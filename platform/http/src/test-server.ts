import { createLogger, isIdentityNumber } from '@samband/log';
import { createMetrics } from '@samband/telemetry';
import type { Caller } from './caller.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from './create-http-server.ts';

export const PUBLIC_URL = 'https://samband.example.org';

/** Who calls in these tests when the request has `authorization: DPoP good`. */
export const CALLER: Caller = {
  clientId: 'client-1',
  organizationNumber: '999999999',
  scopes: new Set(['test/read']),
};

/** A synthetic identity number (month + 80), put together here so that none is written down. */
export const IDENTITY_NUMBER =
  Array.from({ length: 100 }, (_, control) => `018990002${String(control).padStart(2, '0')}`).find(isIdentityNumber) ??
  '';

export interface TestServer {
  server: HttpServer;
  /** What was logged, line by line. */
  lines(): Record<string, unknown>[];
}

/** A server as the tests of this package need it: its log kept in memory. */
export function createTestServer(options: Partial<HttpServerOptions> = {}): TestServer {
  const lines: string[] = [];
  const server = createHttpServer({
    log: createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
    metrics: createMetrics(),
    publicUrl: PUBLIC_URL,
    authenticate: async () => CALLER,
    ...options,
  });
  return { server, lines: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}
