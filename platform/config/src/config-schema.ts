import { type Static, Type } from 'typebox';
import { isNetwork } from './network-address.ts';

/** What a setting says of itself beside its type. Units stand last in the variable's name. */
export interface SettingNotes {
  /** The environment variable that holds it. */
  variable: string;
  description: string;
  /** May also be given as a file, named by the variable with `_FILE` at its end; never shown. */
  secret?: true;
  /** What holds when it is not given and the schema has no fixed default. */
  otherwise?: string;
  /** What is expected, in words, where type and limits do not say it. */
  expected?: string;
}

const notes = (variable: string, description: string, more: Omit<SettingNotes, 'variable' | 'description'> = {}) => ({
  variable,
  description,
  ...more,
});

/** A whole number within its limits; the unit stands in the variable's name. */
const Whole = (fallback: number, [minimum, maximum]: [number, number], about: SettingNotes) =>
  Type.Integer({ default: fallback, minimum, maximum, ...about });

const HttpSettings = Type.Object(
  {
    host: Type.String({
      default: '127.0.0.1',
      pattern: '^[^\\s/]+$',
      expected: 'an IP address or host name',
      ...notes('SAMBAND_HTTP_HOST', 'Address to listen on: `127.0.0.1` for this machine only, `0.0.0.0` for all.'),
    }),
    port: Whole(8080, [1, 65_535], notes('SAMBAND_HTTP_PORT', 'Port to listen on.')),
    publicUrl: Type.String({
      pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*)?$',
      expected: 'an http or https URL without query, such as https://samband.example.org',
      ...notes(
        'SAMBAND_HTTP_PUBLIC_URL',
        'URL under which clients see the server; tokens and proofs are bound to it.',
        {
          otherwise: '`http://localhost:` and the port',
        },
      ),
    }),
    trustProxy: Type.Array(Type.Refine(Type.String(), isNetwork), {
      default: [],
      expected: 'IP addresses or networks, parted by commas, such as 10.0.0.0/8,127.0.0.1',
      ...notes('SAMBAND_HTTP_TRUST_PROXY', 'Proxies whose `X-Forwarded-For` is believed; none by default.'),
    }),
    bodyLimitBytes: Whole(
      1_048_576,
      [1_024, 1_073_741_824],
      notes('SAMBAND_HTTP_BODY_LIMIT_BYTES', 'Largest request body where no larger one is meant, as documents are.'),
    ),
    largeBodiesMaxBytes: Whole(
      201_326_592,
      [52_428_800, 17_179_869_184],
      notes(
        'SAMBAND_HTTP_LARGE_BODIES_MAX_BYTES',
        'Memory for bodies above 256 kB that are on their way through, together; no organisation holds more than half.',
      ),
    ),
    largeBodyWaitMaxMs: Whole(
      10_000,
      [0, 600_000],
      notes('SAMBAND_HTTP_LARGE_BODY_WAIT_MAX_MS', 'How long a large body may wait, unread, for that memory.'),
    ),
    organizationRequestsPerS: Whole(
      500,
      [1, 1_000_000],
      notes(
        'SAMBAND_HTTP_ORGANIZATION_REQUESTS_PER_S',
        'Requests a second that one organisation may make in the long run; more are answered with 429 and `Retry-After`.',
      ),
    ),
    organizationBurst: Whole(
      2_000,
      [1, 1_000_000],
      notes('SAMBAND_HTTP_ORGANIZATION_BURST', 'Requests that one organisation may make at once after a pause.'),
    ),
    organizationRunningMax: Whole(
      64,
      [1, 100_000],
      notes('SAMBAND_HTTP_ORGANIZATION_RUNNING_MAX', 'Requests of one organisation that run at once; more wait.'),
    ),
    organizationWaitingMax: Whole(
      256,
      [0, 100_000],
      notes(
        'SAMBAND_HTTP_ORGANIZATION_WAITING_MAX',
        'Requests of one organisation that wait; more are answered with 429.',
      ),
    ),
    runningMax: Whole(
      512,
      [1, 100_000],
      notes(
        'SAMBAND_HTTP_RUNNING_MAX',
        'Requests that run at once; of those that wait, each organisation is let in in turn.',
      ),
    ),
    headerSizeMaxBytes: Whole(
      65_536,
      [4_096, 1_048_576],
      notes('SAMBAND_HTTP_HEADER_SIZE_MAX_BYTES', 'Largest head of a request: its URL and all header fields together.'),
    ),
    connectionsMax: Whole(
      10_000,
      [1, 1_000_000],
      notes('SAMBAND_HTTP_CONNECTIONS_MAX', 'Connections held open at once; further ones are closed at once.'),
    ),
    headersTimeoutMs: Whole(
      10_000,
      [100, 600_000],
      notes('SAMBAND_HTTP_HEADERS_TIMEOUT_MS', 'Time for the head of a request to arrive.'),
    ),
    requestTimeoutMs: Whole(
      120_000,
      [100, 3_600_000],
      notes('SAMBAND_HTTP_REQUEST_TIMEOUT_MS', 'Time for a whole request to arrive, the largest on the slowest line.'),
    ),
    answerTimeoutMs: Whole(
      30_000,
      [100, 3_600_000],
      notes('SAMBAND_HTTP_ANSWER_TIMEOUT_MS', 'Time for the answer to be ready after that.'),
    ),
    keepAliveTimeoutMs: Whole(
      72_000,
      [0, 3_600_000],
      notes(
        'SAMBAND_HTTP_KEEP_ALIVE_TIMEOUT_MS',
        'How long a connection may wait for its next request; longer than that of the load balancer in front.',
      ),
    ),
    drainDelayMs: Whole(
      0,
      [0, 600_000],
      notes(
        'SAMBAND_HTTP_DRAIN_DELAY_MS',
        'At a stop: how long `/readyz` says no before new requests are refused, for a load balancer to notice.',
      ),
    ),
    shutdownGraceMs: Whole(
      10_000,
      [0, 600_000],
      notes('SAMBAND_HTTP_SHUTDOWN_GRACE_MS', 'At a stop: how long what was accepted may take to finish.'),
    ),
  },
  { title: 'HTTP' },
);

const DatabaseSettings = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        pattern: '^postgres(ql)?://\\S+$',
        expected: 'a PostgreSQL URL, such as postgresql://samband:password@database.example.org/samband',
        ...notes('SAMBAND_DATABASE_URL', 'PostgreSQL server of your own.', {
          secret: true,
          otherwise: 'an own PostgreSQL is run, with its data in the data folder',
        }),
      }),
    ),
    poolMax: Whole(10, [2, 1_000], notes('SAMBAND_DATABASE_POOL_MAX', 'Connections to the database at once.')),
    statementTimeoutMs: Whole(
      30_000,
      [100, 3_600_000],
      notes('SAMBAND_DATABASE_STATEMENT_TIMEOUT_MS', 'Longest that one statement may run.'),
    ),
  },
  { title: 'Database' },
);

const IdentitySettings = Type.Object(
  {
    secret: Type.Optional(
      Type.String({
        minLength: 32,
        expected: 'at least 32 characters, as from `openssl rand -base64 48`',
        ...notes(
          'SAMBAND_IDENTITY_SECRET',
          'What the stored signing keys are encrypted with; the same on every node.',
          {
            secret: true,
            otherwise: 'made once and kept in the data folder',
          },
        ),
      }),
    ),
    issuer: Type.Optional(
      Type.String({
        pattern: '^https?://[^\\s?#]+$',
        expected: 'an http or https URL, as the provider writes itself in `iss`',
        ...notes('SAMBAND_IDENTITY_ISSUER', 'OpenID provider whose access tokens are taken, such as HelseID.', {
          otherwise: 'tokens are issued here',
        }),
      }),
    ),
    selfServiceKey: Type.Optional(
      Type.String({
        minLength: 32,
        expected: 'at least 32 characters, as from `openssl rand -base64 48`',
        ...notes(
          'SAMBAND_IDENTITY_SELF_SERVICE_KEY',
          'What vendors send as `api-key` to ask for a client; the same on every node.',
          { secret: true, otherwise: 'made once and kept in the data folder' },
        ),
      }),
    ),
    testPersons: Type.Boolean(
      notes(
        'SAMBAND_IDENTITY_TEST_PERSONS',
        'Lets anybody log in as one of a handful of invented persons; never where anything is about real ones.',
        { otherwise: '`on` with the demonstration, else `off`' },
      ),
    ),
    signingKeyPeriodDays: Whole(
      90,
      [2, 3_650],
      notes('SAMBAND_IDENTITY_SIGNING_KEY_PERIOD_DAYS', 'How long one key signs access tokens before the next does.'),
    ),
  },
  { title: 'Identity' },
);

const ExchangeSettings = Type.Object(
  {
    retention: Type.Boolean({
      default: false,
      ...notes(
        'SAMBAND_EXCHANGE_RETENTION',
        'Removes once a day what has had its time by the rules of `GET /exchange/retention`; `off` leaves it to an operator.',
      ),
    }),
    receiptLimits: Type.Array(Type.String({ pattern: '^[A-Z0-9_-]{1,100}=[1-9]\\d{0,3}$' }), {
      default: [],
      expected: 'message types with their hours, parted by commas, such as REQ_LAB=24,SVAR_LAB=48',
      ...notes(
        'SAMBAND_EXCHANGE_RECEIPT_LIMITS_HOURS',
        'Message types whose answer must come sooner, or may come later, than the national 96 hours from GenDate.',
      ),
    }),
  },
  { title: 'Exchange' },
);

const portOrNone = (about: SettingNotes) => Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535, ...about }));

const EbxmlSettings = Type.Object(
  {
    domains: Type.Array(Type.String({ pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' }), {
      default: [],
      expected: 'domains in lower case, parted by commas, such as edi.example.org',
      ...notes(
        'SAMBAND_EBXML_DOMAINS',
        'Mail domains of the EDI addresses whose messages are handled here; without any, ebXML is off.',
        { otherwise: '`edi.example` with the demonstration, else none' },
      ),
    }),
    host: Type.String({
      default: '127.0.0.1',
      pattern: '^[^\\s/]+$',
      expected: 'an IP address or host name',
      ...notes('SAMBAND_EBXML_HOST', 'Address that mail is listened for on, SMTP and POP3.'),
    }),
    smtpPort: portOrNone(
      notes('SAMBAND_EBXML_SMTP_PORT', 'Port on which ebXML mail is taken in; 0 for any that is free.', {
        otherwise: 'any that is free with the demonstration, else no mail is listened for',
      }),
    ),
    pop3Port: portOrNone(
      notes('SAMBAND_EBXML_POP3_PORT', 'Port from which members fetch the mail of their EDI mailboxes; 0 for any.', {
        otherwise: 'any that is free with the demonstration, else none',
      }),
    ),
    relay: Type.Optional(
      Type.String({
        pattern: '^smtps?://\\S+$',
        expected: 'an smtp or smtps URL, such as smtp://user:password@mail.example.org:587',
        ...notes('SAMBAND_EBXML_RELAY_URL', 'Mail server that outgoing ebXML mail is handed to.', {
          secret: true,
          otherwise: 'our own listener with the demonstration, else no mail is sent',
        }),
      }),
    ),
    mailbox: Type.Optional(
      Type.String({
        pattern: '^pop3s?://\\S+:\\S*@\\S+$',
        expected: 'a pop3 or pop3s URL with user and password, such as pop3s://edi:password@mail.example.org',
        ...notes('SAMBAND_EBXML_MAILBOX_URL', 'Mailbox on an outside mail server that ebXML mail is fetched from.', {
          secret: true,
          otherwise: 'none',
        }),
      }),
    ),
    mailboxPauseMs: Whole(
      60_000,
      [1_000, 3_600_000],
      notes('SAMBAND_EBXML_MAILBOX_PAUSE_MS', 'Pause between looking into that mailbox.'),
    ),
    http: Type.Boolean(
      notes('SAMBAND_EBXML_HTTP', 'Takes ebXML messages at `POST /ebxml/async` and `POST /ebxml/sync`.', {
        otherwise: '`on` where there are domains',
      }),
    ),
    postsPerS: Whole(
      200,
      [1, 100_000],
      notes('SAMBAND_EBXML_POSTS_PER_S', 'Posts a second that are looked at, of everybody together; more get 429.'),
    ),
    tlsCertificateFile: Type.Optional(
      Type.String({
        expected: 'a path to a PEM file',
        ...notes('SAMBAND_EBXML_TLS_CERTIFICATE_FILE', 'Certificate with its chain, for STARTTLS and POP3 STLS.', {
          otherwise: 'mail is spoken without TLS',
        }),
      }),
    ),
    tlsKeyFile: Type.Optional(
      Type.String({
        expected: 'a path to a PEM file',
        ...notes('SAMBAND_EBXML_TLS_KEY_FILE', 'Private key of that certificate.', { otherwise: 'none' }),
      }),
    ),
    trustFile: Type.Optional(
      Type.String({
        expected: 'a path to a PEM file',
        ...notes(
          'SAMBAND_EBXML_TRUST_FILE',
          'Certificates of the issuers whose enterprise certificates are believed.',
          {
            otherwise: 'the demonstration’s own issuer with it, else nobody',
          },
        ),
      }),
    ),
    certificatePolicies: Type.Array(Type.String({ pattern: '^[012](\\.(0|[1-9][0-9]*))+$' }), {
      default: [],
      expected: 'OIDs parted by commas, such as 2.16.578.1.26.1.3.2',
      ...notes(
        'SAMBAND_EBXML_CERTIFICATE_POLICIES',
        'Policies under which certificates of others must be issued, where the issuers are from the trust file.',
        { otherwise: 'those of Norwegian enterprise certificates' },
      ),
    }),
    revocationForgivenMs: Whole(
      86_400_000,
      [0, 2_592_000_000],
      notes(
        'SAMBAND_EBXML_REVOCATION_FORGIVEN_MS',
        'How long a certificate is trusted while nobody can say whether it was revoked; 0 refuses at once.',
      ),
    ),
    keysSecret: Type.Optional(
      Type.String({
        minLength: 32,
        expected: 'at least 32 characters, as from `openssl rand -base64 48`',
        ...notes(
          'SAMBAND_EBXML_KEYS_SECRET',
          'What the stored keys of our parties are sealed with; the same on every node.',
          {
            secret: true,
            otherwise: 'made once and kept in the data folder',
          },
        ),
      }),
    ),
  },
  { title: 'ebXML' },
);

const LogSettings = Type.Object(
  {
    level: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      default: 'info',
      ...notes('SAMBAND_LOG_LEVEL', 'The least important lines that are written.'),
    }),
    format: Type.Enum(['auto', 'json', 'text'], {
      default: 'auto',
      ...notes('SAMBAND_LOG_FORMAT', '`json` for machines, `text` for people, `auto` for text on a terminal only.'),
    }),
  },
  { title: 'Log' },
);

const TelemetrySettings = Type.Object(
  {
    endpoint: Type.Optional(
      Type.String({
        pattern: '^https?://\\S+$',
        expected: 'an http or https URL, such as http://localhost:4318',
        ...notes('SAMBAND_TELEMETRY_OTLP_ENDPOINT', 'OpenTelemetry collector that takes traces as OTLP over HTTP.', {
          otherwise: 'no traces',
        }),
      }),
    ),
  },
  { title: 'Telemetry' },
);

const DemoSettings = Type.Object(
  {
    enabled: Type.Boolean(
      notes('SAMBAND_DEMO', 'Makes a small country to play with, once; `off` starts empty.', {
        otherwise: '`on`, but `off` with a PostgreSQL server of your own or an identity provider outside',
      }),
    ),
    messagesPerMinute: Whole(
      12,
      [0, 600],
      notes(
        'SAMBAND_DEMO_MESSAGES_PER_MINUTE',
        'How many letters the country sends by itself; `0` leaves it without traffic of its own.',
      ),
    ),
  },
  { title: 'Demo' },
);

const DataSettings = {
  dataFolder: Type.String({
    default: '.samband',
    expected: 'a path',
    ...notes(
      'SAMBAND_DATA_FOLDER',
      'Where the own database and the keys are kept; relative to where Samband is started.',
    ),
  }),
};

/** Every setting there is: its type, its limits, its default and what it is for. */
export const ConfigSchema = Type.Object({
  ...DataSettings,
  http: HttpSettings,
  database: DatabaseSettings,
  identity: IdentitySettings,
  exchange: ExchangeSettings,
  ebxml: EbxmlSettings,
  log: LogSettings,
  telemetry: TelemetrySettings,
  demo: DemoSettings,
});

export type Config = Static<typeof ConfigSchema>;
