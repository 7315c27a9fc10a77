import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { type AssertionDetail, assertionDetail } from './assertion-details.ts';
import { connect } from './connect.ts';
import { createKeyPair } from './signing-key.ts';
import { startTestServer } from './test-server.ts';

const organization = (system: string, value: string) => ({
  type: 'helseid_authorization',
  practitioner_role: { organization: { identifier: { system, type: 'ENH', value } } },
});
const journal = { type: 'nhn:sfm:journal-id', value: { journal_id: 'j-1' } };

test.each<[string, AssertionDetail[], unknown]>([
  ['nothing', [], undefined],
  [
    'an organisation, for a client of many',
    [assertionDetail.multiTenant('999888777')],
    organization('urn:oid:1.0.6523', 'NO:ORGNR:999888777:'),
  ],
  [
    'its unit too',
    [assertionDetail.multiTenant('999888777', '888777666')],
    organization('urn:oid:1.0.6523', 'NO:ORGNR:999888777:888777666'),
  ],
  [
    'a unit, for a client of one',
    [assertionDetail.singleTenant('888777666')],
    organization('urn:oid:2.16.578.1.12.4.1.4.101', '888777666'),
  ],
  ['several in a list', [assertionDetail.journalId('j-1'), journal], [journal, journal]],
])('the assertion says on whose behalf: %s', async (_, assertionDetails, claim) => {
  const { privateJwk, publicJwk } = await createKeyPair();
  const server = await startTestServer({ clientId: 'journal', publicJwk, answer: () => ({ status: 200, body: {} }) });

  await connect({ apiUrl: server.url, clientId: 'journal', privateJwk, assertionDetails }).ping();
  await server.stop();

  const claims = server.tokenRequests.map((form) => decodeJwt(form.get('client_assertion') ?? ''));
  for (const { assertion_details: details } of claims) expect(details).toEqual(claim);
});
