import { join } from 'node:path';
import {
  type AddressRegister,
  addressRegisterMigrations,
  addressRegisterRoutes,
  createAddressRegister,
} from '@samband/address-register';
import type { Config } from '@samband/config';
import { assertDurable, type Database, migrate, openDatabase } from '@samband/db';
import type { Ebxml, MailSender, Wires } from '@samband/ebxml';
import { ediApiMigrations, ediApiRoutes } from '@samband/edi-api';
import {
  createExchange,
  type Exchange,
  exchangeMigrations,
  exchangeRoutes,
  startHousekeeping,
} from '@samband/exchange';
import { createHttpServer } from '@samband/http';
import { createIdentity, type Identity, identityMigrations } from '@samband/identity';
import type { Logger } from '@samband/log';
import { createMetrics, type Metrics } from '@samband/telemetry';
import { testCentreRoutes } from '@samband/test-centre';
import type { DataFolder } from './data-folder.ts';
import { boardRoutes } from './demo/board/board-routes.ts';
import { ensureOperator } from './operator.ts';
import { portal } from './portal.ts';
import { scopeCatalogue } from './scopes.ts';

/** The running network, as the demonstration and the tests see it. */
export interface RunningNetwork {
  readonly url: string;
  readonly register: AddressRegister;
  readonly identity: Identity;
  readonly exchange: Exchange;
  /** The internal mail leg, where the demonstration has one. */
  readonly mail?: RunningMail;
}

/** Mail from and to our own listeners. */
export interface RunningMail {
  readonly handler: Ebxml;
  readonly wires: Wires;
  readonly host: string;
  readonly sender: MailSender;
}

const migrations = [identityMigrations, addressRegisterMigrations, exchangeMigrations, ediApiMigrations];
const problemPagesFolder = join(import.meta.dirname, '../../../docs/problems');

/**
 * Builds the modules on one another and opens the door last, when everything behind it is ready. What must be stopped
 * again is added to `stops`, in the order in which it was started.
 */
export async function startNetwork(
  config: Config & { readonly database: { readonly url: string } },
  data: DataFolder,
  log: Logger,
  stops: (() => Promise<void>)[],
): Promise<RunningNetwork> {
  const database = await connectDatabase(config.database, stops);
  // Read only where it is wanted: mail, signatures and agreements are a good part of what a start has to read.
  const ebxml = config.ebxml.domains.length > 0 ? await import('./message-handler.ts') : undefined;
  const applied = await migrate(database, ebxml ? [...migrations, ebxml.ebxmlMigrations] : migrations);
  if (applied.length > 0) log.info({ migrations: applied.length }, 'database brought up to date');

  const metrics = createMetrics();
  watchPool(metrics, database);
  const register = createAddressRegister({
    database,
    onRegisterFailure: (error) => log.warn({ err: error }, 'address register unreadable: last known good copies serve'),
  });
  const following = await register.follow();
  stops.push(() => following.close());
  const identity = await createIdentity({
    database,
    log,
    publicUrl: config.http.publicUrl,
    scopes: scopeCatalogue,
    outsideIssuer: config.identity.issuer,
    secret: config.identity.secret ?? (await data.identitySecret()),
    selfServiceKey: config.identity.selfServiceKey ?? (await data.selfServiceKey()),
    signingKeyPeriodDays: config.identity.signingKeyPeriodDays,
    testPersons: config.identity.testPersons,
  });
  stops.push(() => identity.close());
  await ensureOperator(identity, data.clients, log);
  const message = await ebxml?.openMessageHandler({ config, data, database, register, exchange: () => exchange, log });
  const handler = message?.handler;
  const transports = handler ? [handler.transport] : [];
  const exchange = createExchange({ database, register, log, metrics, limits: limitsOf(config), transports });
  const running = await message?.start();
  if (running) stops.push(() => running.stop());
  const background = exchange.start();
  stops.push(() => background.stop());
  const { retention } = exchange;
  const isRetentionOn = config.exchange.retention;
  const housekeeping = await startHousekeeping({ database, retention, isRetentionOn, log, metrics });
  stops.push(() => housekeeping.stop());

  const server = createHttpServer({
    ...config.http,
    log,
    metrics,
    authenticate: identity.authenticate,
    readiness: [{ name: 'database', check: () => canRead(database) }],
    problemPagesFolder,
    webApp: portal,
    // A demo country makes hundreds of calls a minute: what it printed at the start must stay on the screen.
    quietSuccesses: config.demo.enabled,
    schemasCompiled: 'when-needed',
  });
  await server.register(identity.routes);
  await server.register(addressRegisterRoutes(register));
  await server.register(exchangeRoutes(exchange));
  await server.register(ediApiRoutes({ database, exchange, register, isClientActive: isActiveIn(identity) }));
  if (handler) await server.register(handler.operatorRoutes());
  if (handler && config.ebxml.http) await server.register(handler.messageRoutes(config.ebxml.postsPerS));
  await server.register(testCentreRoutes());
  const { host, port, publicUrl } = config.http;
  if (config.demo.enabled) await server.register(boardRoutes({ exchange, clients: data.clients, url: publicUrl }));
  await server.listen({ host, port });
  stops.push(() => server.stop());
  stops.push(
    await data.announce({ url: publicUrl, issuer: config.identity.issuer ?? publicUrl, startedAt: new Date() }),
  );
  log.info({ url: publicUrl }, 'ready');
  const sender = running?.ownMail;
  const mail = handler && sender && { handler, wires: running.wires, host: config.ebxml.host, sender };
  return { url: publicUrl, register, identity, exchange, ...(mail && { mail }) };
}

async function connectDatabase(
  { url, poolMax, statementTimeoutMs }: Config['database'] & { readonly url: string },
  stops: (() => Promise<void>)[],
): Promise<Database> {
  const database = await openDatabase({ url, poolMax, statementTimeoutMs, applicationName: 'samband' });
  stops.push(() => database.close());
  await assertDurable(database);
  return database;
}

/** `REQ_LAB=24` is 24 hours for that type of message. */
function limitsOf({ exchange: { receiptLimits } }: Config) {
  const hours = receiptLimits.map((limit) => limit.split('=')).map(([type, count]) => [type, Number(count)]);
  return { receiptHoursByType: Object.fromEntries(hours) as Record<string, number> };
}

/** A client that another provider knows is not ours to judge: only one that was disabled here counts as gone. */
function isActiveIn(identity: Identity): (clientId: string) => Promise<boolean> {
  return async (clientId) => (await identity.findClient(clientId))?.disabledAt === undefined;
}

async function canRead(database: Database): Promise<void> {
  await database.pool.query('select 1');
}

function watchPool(metrics: Metrics, database: Database): void {
  metrics.gaugeOf('database_connections', 'Connections to the database', () => database.metrics().total);
  metrics.gaugeOf('database_connections_idle', 'Connections that nobody uses', () => database.metrics().idle);
  metrics.gaugeOf('database_connections_max', 'The most connections there can be', () => database.metrics().max);
  metrics.gaugeOf('database_waiting', 'Calls that wait for a connection', () => database.metrics().waiting);
}
