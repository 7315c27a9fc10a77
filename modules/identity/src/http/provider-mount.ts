import { type FastifyPluginAsyncTypebox, rawMount } from '@samband/http';
import type { Provider } from 'oidc-provider';
import { providerPaths } from '../provider.ts';

/**
 * The provider's endpoints that are in use, under their public names; what else it knows (log-in, sessions) is not
 * reachable. It answers by itself, in the form of RFC 6749.
 */
export function providerMount(current: () => Promise<Provider>): FastifyPluginAsyncTypebox {
  return async (app) => {
    rawMount(app, {
      paths: Object.values(providerPaths),
      handler: async (request, response) => (await current()).callback()(request, response),
    });
  };
}
