import { totalmem } from 'node:os';

const MIB = 1024 * 1024;
const SHARED_BUFFERS_MIN_MIB = 128;
const SHARED_BUFFERS_MAX_MIB = 512;
/** One part in eight of the memory, within the bounds above: the rest serves the programs and the page cache. */
const SHARED_BUFFERS_PART = 8;

export type Settings = Readonly<Record<string, string>>;

/** What makes a commit survive a crash and a power cut. All are PostgreSQL's defaults; said aloud so that no file undoes them. */
const DURABLE: Settings = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

/** For data that is thrown away after a test. */
const DISPOSABLE: Settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

/** Command-line settings, which outrank every file in the data folder. */
export function serverSettings(places: { socketFolder: string; base: string }, isDisposable: boolean): Settings {
  return {
    ...(isDisposable ? DISPOSABLE : DURABLE),
    listen_addresses: '', // no TCP: nothing to reach from outside, and the bundled OpenSSL 1.1.1 is past its end
    port: '5432',
    unix_socket_directories: quoteListItem(places.socketFolder),
    unix_socket_permissions: '0777', // the folder is the first door (0700), peer authentication the second
    hba_file: `${places.base}/pg_hba.conf`,
    ident_file: `${places.base}/pg_ident.conf`,
    shared_buffers: `${sharedBuffersMib()}MB`,
    wal_buffers: '16MB',
    // Large enough that checkpoints are rare, small enough that recovery after a crash replays it in a second or two.
    max_wal_size: '1GB',
    min_wal_size: '256MB',
    max_connections: '100',
    jit: 'off', // our statements take milliseconds; compiling them takes longer
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    // A statement or a row in the log could be a patient's: neither DETAIL (row values) nor the statement is written.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  };
}

/** The setting is a list: a comma or a space in the path must not part it. */
function quoteListItem(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}

export function sharedBuffersMib(memoryBytes = availableMemoryBytes()): number {
  const part = Math.floor(memoryBytes / MIB / SHARED_BUFFERS_PART);
  return Math.min(SHARED_BUFFERS_MAX_MIB, Math.max(SHARED_BUFFERS_MIN_MIB, part));
}

/** The machine's memory, or the limit of the container we are in. */
function availableMemoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

export function asArguments(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
