import type { Provider } from 'oidc-provider';
import { createProvider, type ProviderOptions } from './provider.ts';
import type { SigningKeys } from './signing-keys.ts';

/** A provider that signs with today's keys: made anew when they change, and kept when they cannot be asked for. */
export function createCurrentProvider(
  keys: SigningKeys,
  options: Omit<ProviderOptions, 'keys'>,
): () => Promise<Provider> {
  let built: { provider: Provider; keys: ProviderOptions['keys'] } | undefined;

  return async () => {
    const wanted = await keys.current().catch((error: unknown) => {
      if (!built) throw error;
      options.log.warn({ err: error }, 'signing keys could not be read again');
      return built.keys;
    });
    if (built?.keys !== wanted) {
      built = { provider: createProvider({ ...options, keys: wanted }), keys: wanted };
    }
    return built.provider;
  };
}
