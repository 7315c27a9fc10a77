import type { CommunicationParty, Network } from '@samband/sdk';
import type { PartyAddress } from '@samband/standards';
import { WrongUsage } from '../wrong-usage.ts';

/** How a document names a party: organisation and unit, as the address register has them now. */
export async function partyAddress(network: Network, herId: number, signal: AbortSignal): Promise<PartyAddress> {
  const unit = await network.parties.get(herId, { signal });
  if (unit.kind === 'organization' || unit.parentHerId === undefined) throw noUnit(unit);
  const { parentHerId, organizationNumber } = unit;
  return {
    organization: { name: unit.parentName ?? String(parentHerId), herId: parentHerId, organizationNumber },
    // A department is written as a service: MsgHead has no third kind (HIS 1153-2 AD2.5).
    unit: { kind: unit.kind === 'person' ? 'person' : 'service', name: unit.displayName ?? unit.name, herId },
  };
}

function noUnit({ herId, name }: CommunicationParty): WrongUsage {
  const advice = `Choose one of its services or persons: samband party search "${name}"`;
  return new WrongUsage(`HER-id ${herId} is the organisation ${name}; messages go between its units.`, advice);
}
