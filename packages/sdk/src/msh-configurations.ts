import type { CallOptions } from './caller.ts';
import type { PutMshConfigurationsBody } from './generated/api.ts';
import type { Answered, Operate } from './operation.ts';

/**
 * How one HER-id wants to be served; the national service asks for one before it hands out messages.
 * `clientLocked`: no other client may serve this HER-id (others are answered 423, error 1210).
 */
export type MshConfiguration = PutMshConfigurationsBody['configurations'][number];

export function mshConfigurationCalls(operate: Operate) {
  return {
    async putMshConfigurations(configurations: readonly MshConfiguration[], options: CallOptions = {}): Promise<void> {
      await operate('putMshConfigurations', { body: { configurations } }, options);
    },

    async deleteMshConfigurations(herIds: readonly number[], options: CallOptions = {}): Promise<void> {
      await operate('deleteMshConfigurations', { query: { HerIds: herIds } }, options);
    },

    /** Asks whether the network is there and knows us. The time is the network's own. */
    ping: (options: CallOptions = {}): Promise<Answered<'ping'>> => operate('ping', {}, options),
  };
}
