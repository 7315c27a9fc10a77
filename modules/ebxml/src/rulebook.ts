import { type AddressRegister, type CommunicationParty, parseHerId } from '@samband/address-register';
import { createMicroBatcher, type Database } from '@samband/db';
import type { Logger } from '@samband/log';
import type { Arrived } from './arrived.ts';
import { createPartyMemory } from './party-memory.ts';
import { type Breach, countBrokenRules } from './rule-counts.ts';
import { checkRules } from './rules/check-rules.ts';
import { type Reaction, reactionTo } from './rules/reaction.ts';
import type { RuleFinding } from './rules/rule.ts';
import type { RegisteredParty, RuleContext } from './rules/rule-context.ts';
import { schemaFaultsOf } from './rules/schema-faults.ts';

export interface RulebookParts {
  readonly database: Database;
  readonly register: Pick<AddressRegister, 'findParties' | 'resolveReceiver'>;
  readonly now: () => Date;
  readonly log?: Logger | undefined;
}

/** The national rules at work: asked of everything that comes in, and counted. */
export interface Rulebook {
  /** What the message gets by its rules (HITS 1172 §5.5), with all that the steps before have found out about it. */
  reactionTo(arrived: Arrived): Promise<Reaction>;
  /** Counts what the message breaks. It is here already: a count that fails is told of, and stops nothing. */
  count(arrived: Arrived): Promise<void>;
  /** Other content under known ids: an alarm of its own, apart from true duplicates (HITS 1172 §5.8.2). */
  falseReunion(arrived: Arrived, firstId: string): void;
}

export function createRulebook({ database, register, now, log }: RulebookParts): Rulebook {
  const memory = createPartyMemory<RegisteredParty | 'unknown'>(register);
  // What one partner breaks in a day is one row, and one at a time has it until the commit: so one lane, with all that waits.
  const countTogether = createMicroBatcher<Breach, undefined>({
    async flush(breaches) {
      await countBrokenRules(database, breaches);
      return breaches.map(() => undefined);
    },
    lanes: 1,
  });

  async function registered(herId: number | undefined): Promise<RegisteredParty | 'unknown'> {
    if (herId === undefined) return 'unknown';
    return memory(herId, 'registered', async () => {
      const [party] = await register.findParties([parseHerId(herId)]);
      return party ? asRegistered(party) : 'unknown';
    });
  }

  async function findingsOf(arrived: Arrived): Promise<readonly RuleFinding[]> {
    const { taken, read, found } = arrived;
    if (arrived.findings) return arrived.findings;
    const { soap, header } = read;
    const context: RuleContext = {
      ...found,
      wire: taken.wire === 'smtp' || taken.wire === 'pop3' ? 'mail' : 'http',
      sender: await registered(header?.from?.herId),
      receiver: await registered(header?.to?.herId),
      ...(soap && read.envelope && { schemaFaults: schemaFaultsOf(soap) }),
    };
    arrived.findings = checkRules(read, context);
    return arrived.findings;
  }

  return {
    reactionTo: async (arrived) => reactionTo(arrived.read, await findingsOf(arrived)),

    async count(arrived) {
      try {
        const broken = (await findingsOf(arrived)).map(({ rule, severity }) => ({ rule, severity }));
        if (broken.length === 0) return;
        const partnerHerId = arrived.read.header?.from?.herId;
        await countTogether({ partnerHerId, receivedId: arrived.taken.id, at: now(), broken });
      } catch (error) {
        log?.warn({ err: error, receivedId: arrived.taken.id }, 'broken rules were not counted');
      }
    },

    falseReunion({ taken, read }, firstId) {
      const { from, messageId } = read.header ?? {};
      const facts = { receivedId: taken.id, firstId, partnerHerId: from?.herId, envelopeId: messageId };
      log?.error(facts, 'false reunion: other content under an ebXML MessageId that has been used');
    },
  };
}

function asRegistered({ kind, electronicAddresses, certificates }: CommunicationParty): RegisteredParty {
  return {
    type: kind,
    addresses: electronicAddresses.map(({ value }) => value),
    signingCertificates: certificates
      .filter(({ use, value }) => use === 'signing' && value !== undefined)
      .map(({ value = '' }) => Buffer.from(value, 'base64')),
  };
}
