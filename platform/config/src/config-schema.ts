import { type Static, Type } from 'typebox';
import { EbxmlSettings } from './ebxml-settings.ts';
import { HttpSettings } from './http-settings.ts';
import { notes, Whole } from './setting-notes.ts';

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
