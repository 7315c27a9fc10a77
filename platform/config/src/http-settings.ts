import { Type } from 'typebox';
import { isNetwork } from './network-address.ts';
import { notes, Whole } from './setting-notes.ts';

export const HttpSettings = Type.Object(
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
