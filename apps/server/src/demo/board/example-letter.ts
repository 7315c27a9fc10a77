import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PartyAddress, readdress } from '@samband/standards';
import { type DemoOrganization, demoCountry } from '../country.ts';

/** The ward that writes, and the office that it writes to. */
export const letterFrom = 8100101;
export const letterTo = 8100311;

const file = join(import.meta.dirname, '../../../../../examples/discharge-letter.xml');

export const organizationOf = (herId: number): DemoOrganization => {
  const found = demoCountry.find(({ units }) => units.some((unit) => unit.herId === herId));
  if (!found) throw new Error(`no unit ${herId} in the demo country`);
  return found;
};

/** The discharge letter of the examples, from the ward to the office, with a MsgId and a time of its own. */
export async function exampleLetter(): Promise<Uint8Array> {
  return readdress(await readFile(file), {
    sender: addressOf(letterFrom),
    receiver: addressOf(letterTo),
    messageId: randomUUID(),
    generatedAt: new Date(),
  }).bytes;
}

function addressOf(unitHerId: number): PartyAddress {
  const { name, herId, organizationNumber, units } = organizationOf(unitHerId);
  const unit = units.find((each) => each.herId === unitHerId);
  return {
    organization: { name, herId, organizationNumber },
    unit: { kind: 'service', name: unit?.name ?? '', herId: unitHerId },
  };
}
