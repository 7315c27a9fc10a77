import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FastifyPluginAsyncTypebox, rawMount } from '@samband/http';
import type { ProviderDoor } from '../provider-door.ts';
import { approvalPath, interactionPath, providerPaths, signInPaths } from '../provider-paths.ts';

/**
 * The provider's endpoints that are in use, under their public names; what else it knows is not reachable, and where
 * nobody can log in that is all that has to do with it. It answers by itself, in the form of RFC 6749.
 */
export function providerMount(door: () => Promise<ProviderDoor>, hasPersons: boolean): FastifyPluginAsyncTypebox {
  return async (app) => {
    const { token, introspection, ...documents } = providerPaths;
    const handler = async (request: IncomingMessage, response: ServerResponse) =>
      (await door()).answer(request, response);
    rawMount(app, { paths: [token, introspection], methods: ['POST'], handler });
    rawMount(app, { paths: Object.values(documents), methods: ['GET', 'HEAD'], quiet: true, handler });
    if (!hasPersons) return;
    const { authorization, pushed_authorization_request: par, userinfo, end_session: end, revocation } = signInPaths;
    const { device_authorization: device, code_verification: code, backchannel_authentication: ciba } = signInPaths;
    rawMount(app, { paths: [device, ciba], methods: ['POST'], handler });
    rawMount(app, { paths: [code], methods: ['GET', 'POST'], handler });
    rawMount(app, { paths: [`${code}/:uid`], methods: ['GET'], handler });
    rawMount(app, { paths: [par, revocation, `${end}/confirm`], methods: ['POST'], handler });
    rawMount(app, { paths: [authorization, `${authorization}/:uid`, `${end}/success`], methods: ['GET'], handler });
    rawMount(app, { paths: [userinfo, end], methods: ['GET', 'POST'], handler });
    rawMount(app, {
      paths: [`${interactionPath}/:uid`],
      methods: ['GET', 'POST'],
      handler: async (request, response) => (await door()).pages?.signIn(request, response),
    });
    rawMount(app, {
      paths: [approvalPath],
      methods: ['GET', 'POST'],
      handler: async (request, response) => (await door()).pages?.approvals(request, response),
    });
  };
}
