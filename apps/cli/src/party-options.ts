import { type Command, InvalidArgumentError } from 'commander';
import { herId, organizationNumber } from './arguments.ts';

export const PARTY_KINDS = ['organization', 'service', 'person', 'department'] as const;

/** What can be said of a party on the command line, when it is made and when it is changed. */
export interface PartyOptions {
  readonly name?: string;
  readonly displayName?: string;
  readonly parent?: number;
  readonly organizationNumber?: string;
  readonly businessType?: string;
  readonly serviceCode?: { readonly system: string; readonly code: string };
  readonly municipality?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly hprNumber?: string;
  readonly ediAddress?: string;
}

export function withPartyOptions(command: Command): Command {
  return command
    .option('--name <name>', 'the registered name')
    .option('--display-name <name>', 'the name to show and to write in documents')
    .option('--parent <herId>', 'the organisation that the unit belongs to', herId)
    .option('--organization-number <nine digits>', 'organisation number', organizationNumber)
    .option('--business-type <code>', 'what the organisation is, code of 9040, as in 101 or 103')
    .option('--service-code <system:code>', 'what the service is, as in 8666:05', serviceCode)
    .option('--municipality <four digits>', 'municipality number')
    .option('--given-name <name>', 'of a person')
    .option('--family-name <name>', 'of a person')
    .option('--hpr-number <number>', 'of a person, in the register of health personnel')
    .option('--edi-address <address>', 'electronic address of type E_EDI');
}

/** The body that the address register takes; only what was said. */
export function partyBody(options: PartyOptions): Record<string, unknown> {
  const { parent, givenName, familyName, hprNumber, ediAddress, ...same } = options;
  const person = givenName === undefined && familyName === undefined ? undefined : { givenName, familyName, hprNumber };
  return {
    ...same,
    ...(parent !== undefined && { parentHerId: parent }),
    ...(person && { person }),
    ...(ediAddress !== undefined && { electronicAddresses: [{ type: 'E_EDI', value: ediAddress }] }),
  };
}

function serviceCode(text: string): { system: string; code: string } {
  const [, system, code] = /^([\d.]+):(\S+)$/.exec(text) ?? [];
  if (system && code) return { system, code };
  throw new InvalidArgumentError('Write the code system, a colon and the code, as in 8666:05.');
}
