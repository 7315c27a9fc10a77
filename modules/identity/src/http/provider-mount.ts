import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FastifyPluginAsyncTypebox, rawMount } from '@samband/http';
import type { Provider } from 'oidc-provider';
import { providerPaths } from '../provider.ts';

/**
 * The provider's endpoints that are in use, under their public names; what else it knows (log-in, sessions) is not
 * reachable. It answers by itself, in the form of RFC 6749.
 */
export function providerMount(current: () => Promise<Provider>): FastifyPluginAsyncTypebox {
  return async (app) => {
    const { token, ...documents } = providerPaths;
    const handler = async (request: IncomingMessage, response: ServerResponse) =>
      (await current()).callback()(request, response);
    rawMount(app, { paths: [token], methods: ['POST'], handler });
    rawMount(app, { paths: Object.values(documents), methods: ['GET', 'HEAD'], quiet: true, handler });
  };
}
