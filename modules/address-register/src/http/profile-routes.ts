import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { problems } from '@samband/http';
import type { AddressRegister } from '../address-register.ts';
import type { HeldProfile } from '../agreements/agreement-store.ts';
import { isSameProcess } from '../agreements/change-processes.ts';
import type { ProcessKey } from '../agreements/process-catalogue.ts';
import { writeProfile } from '../agreements/write-agreement.ts';
import { parseHerId } from '../her-id.ts';
import {
  CPPA,
  HeldProcessesBody,
  ProcessKeysBody,
  ProcessParams,
  ProfileBody,
  ProfilesBody,
  cppaTags as tags,
} from './agreement-schemas.ts';
import { changedBy, READ_SCOPE, shown, WRITE_SCOPE } from './bodies.ts';
import { HerIdParams } from './schemas.ts';
import { sendXml, wantsXml, XML_OR_JSON } from './xml-or-json.ts';

/** Profiles in the paths of the national CPPA service, and the processes that they follow from. */
export function profileRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(readingRoutes(register));
    await app.register(processRoutes(register));
  };
}

function readingRoutes({ agreements }: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: READ_SCOPE };
  return async (app) => {
    app.get(
      `${CPPA}/Profiles/:herId`,
      {
        schema: {
          operationId: 'getProfile',
          summary: 'The profile (CPP) of a party, as JSON or as XML',
          tags,
          params: HerIdParams,
          response: { 200: ProfileBody, ...problems(400, 404) },
        },
        config: { ...config, produces: XML_OR_JSON },
      },
      async (request, reply) => {
        const profile = await agreements.profile(parseHerId(request.params.herId));
        if (wantsXml(request)) return sendXml(reply, writeProfile(profile.cppId, profile.content));
        return bodyOf(profile);
      },
    );

    app.get(
      `${CPPA}/Profiles/:herId/History`,
      {
        schema: {
          operationId: 'listProfiles',
          summary: 'The last 200 profiles that a party had, the newest first',
          tags,
          params: HerIdParams,
          response: { 200: ProfilesBody, ...problems(400) },
        },
        config,
      },
      async ({ params }) => (await agreements.profileHistory(parseHerId(params.herId))).map(bodyOf),
    );

    app.get(
      `${CPPA}/Profiles/:herId/Processes`,
      {
        schema: {
          operationId: 'listSupportedProcesses',
          summary: 'The processes that a party supports, in which versions and roles',
          tags,
          params: HerIdParams,
          response: { 200: HeldProcessesBody, ...problems(400) },
        },
        config,
      },
      async ({ params }) => shown(await agreements.processesOf(parseHerId(params.herId))),
    );
  };
}

/** What a change makes of the processes that a party has. */
type Change = (held: readonly ProcessKey[], given: readonly ProcessKey[]) => readonly ProcessKey[];

const without: Change = (held, given) => held.filter((each) => !given.some((one) => isSameProcess(one, each)));
const replace: Change = (_held, given) => given;
const add: Change = (held, given) => [...without(held, given), ...given];

function processRoutes({ agreements }: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: WRITE_SCOPE };
  const response = { 200: HeldProcessesBody, ...problems(400, 403, 404) };
  const changes = [
    ['POST', 'addSupportedProcesses', 'Add processes to those that a party supports', add],
    ['PATCH', 'changeSupportedProcesses', 'Add processes, and leave those that are not named', add],
    ['PUT', 'replaceSupportedProcesses', 'Make these the processes that a party supports', replace],
    ['DELETE', 'removeSupportedProcesses', 'Withdraw these processes', without],
  ] as const;
  return async (app) => {
    async function apply(
      herId: string,
      given: readonly ProcessKey[],
      change: Change,
      by: ReturnType<typeof changedBy>,
    ) {
      const party = parseHerId(herId);
      await agreements.changeProcesses(party, (held) => change(held, given), by);
      return shown(await agreements.processesOf(party));
    }

    for (const [method, operationId, summary, change] of changes) {
      app.route({
        method,
        url: `${CPPA}/Profiles/:herId/Processes`,
        schema: { operationId, summary, tags, params: HerIdParams, body: ProcessKeysBody, response },
        config,
        handler: ({ params, body, caller }) => apply(params.herId, body, change, changedBy(caller)),
      });
    }

    for (const [method, operationId, summary, change] of [
      ['PUT', 'addSupportedProcess', 'Add one process in one version and role', add],
      ['DELETE', 'removeSupportedProcess', 'Withdraw one process in one version and role', without],
    ] as const) {
      app.route({
        method,
        url: `${CPPA}/Profiles/:herId/Processes/:uuid/:version/:role`,
        schema: { operationId, summary, tags, params: ProcessParams, response },
        config,
        handler: ({ params: { herId, ...key }, caller }) => apply(herId, [key], change, changedBy(caller)),
      });
    }
  };
}

function bodyOf({ cppId, content, madeAt, supersededAt }: HeldProfile) {
  return shown({ cppId, madeAt, ...(supersededAt && { supersededAt }), party: content });
}
