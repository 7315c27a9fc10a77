import type { NetworkProblem } from '@samband/sdk';
import type { Need } from './local/choose-client.ts';
import { type OpenNetwork, openNetworks } from './open-network.ts';
import type { Shell } from './shell.ts';

const TRIES_MAX = 50;

/**
 * Asks with one local client after the other until one may see what is asked for: a message is shown only to its
 * parties, and whose it is cannot be known before. The last refusal stands when nobody may.
 */
export async function firstThatSees<T>(shell: Shell, need: Need, ask: (open: OpenNetwork) => Promise<T>) {
  const open = (await openNetworks(shell, need)).slice(0, TRIES_MAX);
  let refusal: unknown;
  for (const candidate of open) {
    try {
      return { ...candidate, found: await ask(candidate) };
    } catch (thrown) {
      if (!isNotForUs(thrown)) throw thrown;
      refusal ??= thrown;
    }
  }
  throw refusal;
}

function isNotForUs(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || thrown.name !== 'NetworkProblem') return false;
  const { status } = thrown as NetworkProblem;
  return status === 404 || status === 403;
}
