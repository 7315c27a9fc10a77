import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { problems } from '@samband/http';
import type { AddressRegister } from '../address-register.ts';
import type { CommunicationParty } from '../communication-party.ts';
import { CertificateNotInUse } from '../errors.ts';
import { flatParty } from '../flat-party.ts';
import { type HerId, parseHerId } from '../her-id.ts';
import { READ_SCOPE, shown } from './bodies.ts';
import {
  CertificateUseParams,
  FlatCertificateBody,
  FlatCertificatesBody,
  FlatEventsBody,
  FlatEventsQuery,
  FlatExportBody,
  FlatPartiesBody,
  FlatPartyBody,
  HerIdsBody,
} from './cp-api-schemas.ts';
import { HerIdParams } from './schemas.ts';

/** Where clients of the national API find its paths and shapes: give them this as their base address. */
const ROOT = '/cp-api/v1';
const EVENTS_PER_ANSWER = 1_000;
const tags = ['Communication Party API'];

/** The register in the paths and shapes of the current national Communication Party API, so that its clients work here. */
export function communicationPartyApiRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(partyRoutes(register));
    await app.register(certificateRoutes(register));
  };
}

function partyRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: READ_SCOPE };
  return async (app) => {
    app.get(
      `${ROOT}/communicationparty/:herId`,
      {
        schema: {
          operationId: 'getFlatCommunicationParty',
          summary: 'One communication party, in the flat shape',
          tags,
          params: HerIdParams,
          response: { 200: FlatPartyBody, ...problems(400, 404) },
        },
        config,
      },
      async (request) => {
        const party = await register.getParty(parseHerId(request.params.herId));
        const flatten = await flattening(register, [party]);
        return flatten(party);
      },
    );

    app.post(
      `${ROOT}/communicationparty`,
      {
        schema: {
          operationId: 'lookUpFlatCommunicationParties',
          summary: 'Up to 100 communication parties, in the order asked; those that do not exist are left out',
          tags,
          body: HerIdsBody,
          response: { 200: FlatPartiesBody, ...problems(400) },
        },
        config,
      },
      async ({ body }) => {
        const parties = await register.findParties(body.map(parseHerId));
        return parties.map(await flattening(register, parties));
      },
    );

    app.get(
      `${ROOT}/export`,
      {
        schema: {
          operationId: 'exportHerIds',
          summary:
            'Every HER-id, and the number of the last event: look the parties up, then follow the events after it',
          tags,
          response: { 200: FlatExportBody },
        },
        config,
      },
      () => register.herIds(),
    );

    app.get(
      `${ROOT}/event`,
      {
        schema: {
          operationId: 'listFlatEvents',
          summary: 'Up to 1000 events from a sequence number on, that one included; also those of what was inherited',
          tags,
          querystring: FlatEventsQuery,
          response: { 200: FlatEventsBody, ...problems(400) },
        },
        config,
      },
      async ({ query: { fromSequenceNumber = 1 } }) => {
        const events = await register.events({ after: Math.max(fromSequenceNumber - 1, 0), limit: EVENTS_PER_ANSWER });
        return events.map(({ sequence, herId, kind, recordedAt }) => ({
          sequenceNumber: sequence,
          herId,
          eventType:
            kind === 'created' ? ('CommunicationPartyCreated' as const) : ('CommunicationPartyUpdated' as const),
          eventTime: recordedAt.toISOString(),
        }));
      },
    );
  };
}

function certificateRoutes(register: AddressRegister): FastifyPluginAsyncTypebox {
  const config = { scope: READ_SCOPE };
  return async (app) => {
    app.get(
      `${ROOT}/certificate/:herId/:use`,
      {
        schema: {
          operationId: 'getFlatCertificate',
          summary: 'The newest certificate in use for signing or encryption, with its value',
          tags,
          params: CertificateUseParams,
          response: { 200: FlatCertificateBody, ...problems(400, 404) },
        },
        config,
      },
      async ({ params: { herId, use } }) => {
        const party = await register.getParty(parseHerId(herId));
        const newest = party.certificates.find((each) => each.use === use);
        if (!newest?.value) throw new CertificateNotInUse({ herId: party.herId, use });
        return shown({ ...newest, certificateValue: newest.value });
      },
    );

    app.get(
      `${ROOT}/certificate/:herId/:use/history`,
      {
        schema: {
          operationId: 'listFlatCertificates',
          summary: 'Every certificate that the party, or its organisation, has or had for this use',
          tags,
          params: CertificateUseParams,
          response: { 200: FlatCertificatesBody, ...problems(400, 404) },
        },
        config,
      },
      async ({ params: { herId, use } }) => {
        const history = await register.certificateHistory(parseHerId(herId));
        const ofUse = history.filter((each) => each.use === use);
        return shown(ofUse.map(({ value, ...each }) => ({ ...each, certificateValue: value })));
      },
    );
  };
}

/** How to flatten these parties, with what it takes beside them: their organisations, and what stands below them. */
async function flattening(register: AddressRegister, parties: readonly CommunicationParty[]) {
  const parentHerIds = new Set(parties.flatMap((party) => party.parentHerId ?? []));
  const parents = byHerId(await register.findParties([...parentHerIds]));
  const organizations = parties.filter((party) => party.kind === 'organization').map((party) => party.herId);
  const units = await register.unitsOf(organizations);
  return (party: CommunicationParty) => {
    const parent = party.parentHerId === undefined ? undefined : parents.get(party.parentHerId);
    return shown(flatParty(party, { parent, units: units.get(party.herId) }));
  };
}

const byHerId = (parties: readonly CommunicationParty[]): Map<HerId, CommunicationParty> =>
  new Map(parties.map((party) => [party.herId, party]));
