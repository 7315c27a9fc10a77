import type { FastifyInstance } from 'fastify';
import { HostNotAvailable, PortNotAllowed, PortTaken } from './errors.ts';

export interface ListenOptions {
  port: number;
  host: string;
}

/** Starts to listen and gives the address; a port or host that cannot be had fails with one sentence that says what to change. */
export async function listen(original: FastifyInstance['listen'], { port, host }: ListenOptions): Promise<string> {
  try {
    return await original({ port, host });
  } catch (error) {
    throw translateListenError(error, host, port);
  }
}

/** What the operating system says, as one sentence for the person who started the server. */
export function translateListenError(error: unknown, host: string, port: number): unknown {
  const cause = { cause: error };
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new PortTaken(host, port, cause);
    case 'EACCES':
      return new PortNotAllowed(host, port, cause);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new HostNotAvailable(host, port, cause);
    default:
      return error;
  }
}
