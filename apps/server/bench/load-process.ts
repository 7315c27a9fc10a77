// Started by the benchmarks as a process of its own, so that the load's own work is not counted as the server's.
// Takes one load, does it, hands over what it has seen, and ends.
import { loadAccepts } from './accepting.ts';
import { loadConversations } from './conversing.ts';
import type { Load } from './load.ts';

if (!process.send) throw new Error('Started by a benchmark, never by hand');

process.once('message', (message) => void work(message as Load));

async function work(load: Load): Promise<void> {
  const result = await (load.kind === 'accepts' ? loadAccepts(load) : loadConversations(load));
  process.send?.(result, () => process.exit(0));
}
