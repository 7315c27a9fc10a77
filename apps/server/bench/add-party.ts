import { createKeyPair, type Network } from '@samband/sdk';
import type { LoadParty } from './load-client.ts';

/** Makes an organisation with one unit and a client of its own, numbered so that none is made twice. */
export async function addParty(operator: Network, number: number): Promise<LoadParty> {
  const organizationNumber = organizationNumberOf(number);
  const name = `Virksomhet ${number}`;
  const organization = await operator.parties.create({
    kind: 'organization',
    name,
    organizationNumber,
    businessType: '101',
  });
  const unit = await operator.parties.create({
    kind: 'service',
    name: `Enhet ${number}`,
    parentHerId: organization.herId,
  });
  const { privateJwk, publicJwk } = await createKeyPair();
  const client = { name, organizationNumber, publicJwks: [publicJwk], scopes: ['nhn:msh/api'] };
  const { clientId } = await operator.clients.create(client);
  return { clientId, privateJwk, organizationHerId: organization.herId, herId: unit.herId };
}

/** A valid number from the series that no real organisation is given numbers in (modulus 11). */
function organizationNumberOf(number: number): string {
  const weights = [3, 2, 7, 6, 5, 4, 3, 2];
  for (let candidate = 31_500_000 + number * 3; ; candidate++) {
    const digits = [...String(candidate)].map(Number);
    const rest = digits.reduce((sum, digit, index) => sum + digit * (weights[index] ?? 0), 0) % 11;
    if (rest !== 1) return `${candidate}${rest === 0 ? 0 : 11 - rest}`;
  }
}
