import { Readable } from 'node:stream';
import type { Io } from './io.ts';
import { runSamband } from './run-samband.ts';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

interface Circumstances {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  readonly isTTY?: boolean;
}

/** Runs the command as a shell would, and collects what it prints. */
export async function run(argv: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
  const { cwd = process.cwd(), stdin = '', signal = new AbortController().signal, isTTY = false } = circumstances;
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const io: Io = {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: { write: (chunk) => out.push(Buffer.from(chunk)), isTTY },
    stderr: { write: (chunk) => err.push(Buffer.from(chunk)), isTTY },
    cwd,
    signal,
    allowColours: true,
  };
  const exitCode = await runSamband(argv, io);
  const bytes = Buffer.concat(out);
  return { exitCode, bytes, stdout: bytes.toString(), stderr: Buffer.concat(err).toString() };
}

/** The JSON documents that were printed, one a line. */
export function records(ran: Ran): Record<string, unknown>[] {
  const lines = ran.stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line));
}
