import {
  type AddressRegister,
  addressRegisterMigrations,
  createAddressRegister,
  parseHerId,
} from '@samband/address-register';
import type { Database } from '@samband/db';
import { testDatabase } from '@samband/testing';
import { type Answer, createExchange, type ExchangeOptions, exchangeMigrations, type Submission } from './index.ts';
import { gpOffice, hospital, nursingHome, type SampleDialog, sampleDialog } from './sample-dialog.ts';

export const atHospital = { clientId: 'hospital-client', organizationNumber: '310001015' };
export const atGpOffice = { clientId: 'gp-client', organizationNumber: '310004049' };
export const atMunicipality = { clientId: 'municipality-client', organizationNumber: '310010103' };

export const generatedAt = '2026-03-02T07:59:00Z';

export interface TestExchangeOptions extends Pick<ExchangeOptions, 'transports' | 'limits' | 'log' | 'metrics'> {
  /** HER-ids that the register routes by the transport `test-push`, in place of a mailbox. */
  readonly pushedTo?: readonly number[];
  /** The parties are there already. */
  readonly isPopulated?: boolean;
}

/** An exchange on a database of its own, with a hospital, a GP office and a nursing home, and a clock that the test sets. */
export async function openTestExchange(
  given?: Database,
  { isPopulated = false, pushedTo = [], ...options }: TestExchangeOptions = {},
) {
  const database = given ?? (await testDatabase([addressRegisterMigrations, exchangeMigrations]));
  const clock = { now: new Date('2026-03-02T08:00:00Z') };
  // A busy machine is no outage: no copy may serve in the place of the register.
  const register = createAddressRegister({ database, directory: { patienceMs: 60_000 } });
  const routed = { ...register, resolveReceivers: routeBy(register.resolveReceivers, pushedTo) };
  const exchange = createExchange({ database, register: routed, now: () => clock.now, ...options });
  const by = { clientId: 'test', mayChange: 'any' } as const;
  for (const [party, { organizationNumber }] of isPopulated
    ? []
    : ([
        [hospital, atHospital],
        [gpOffice, atGpOffice],
        [nursingHome, atMunicipality],
      ] as const)) {
    const parentHerId = parseHerId(party.organizationHerId);
    const name = `Virksomhet ${parentHerId}`;
    await register.createParty({ kind: 'organization', herId: parentHerId, name, organizationNumber }, by);
    await register.createParty({ kind: 'service', herId: parseHerId(party.herId), name: party.name, parentHerId }, by);
  }

  /** The kinds of all events of one message, in order. */
  async function kindsOf(id: string): Promise<string[]> {
    const traced = (await exchange.trace(id)).find(({ message }) => message.id === id);
    return traced?.events.map((event) => event.kind) ?? [];
  }

  return { database, clock, register, exchange, kindsOf };
}

/** The register with other transports for some: it knows of mailboxes only, until there are modules that push. */
function routeBy(
  resolve: AddressRegister['resolveReceivers'],
  pushedTo: readonly number[],
): AddressRegister['resolveReceivers'] {
  return async (...asked) => {
    const receivers = await resolve(...asked);
    return receivers.map((receiver) =>
      pushedTo.includes(receiver.herId) ? { ...receiver, transport: 'test-push' as 'mailbox' } : receiver,
    );
  };
}

/** From the hospital to the GP office, and to whoever gets a copy. */
export function submission(wanted: SampleDialog = {}, overrides: Partial<Submission> = {}): Submission {
  return {
    bytes: sampleDialog({ generatedAt, ...wanted }),
    senderHerId: hospital.herId,
    receiverHerIds: wanted.copyTo ? [gpOffice.herId, wanted.copyTo.herId] : [gpOffice.herId],
    transport: 'edi-api',
    submittedBy: atHospital,
    ...overrides,
  };
}

/** The GP office approves. */
export function approval(originalMessageId: string, overrides: Partial<Answer> = {}): Answer {
  return { originalMessageId, receiverHerId: gpOffice.herId, status: 'ok', ...overrides };
}
