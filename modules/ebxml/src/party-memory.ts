import { type AddressRegister, parseHerId, type Receiver } from '@samband/address-register';
import { isDomainError } from '@samband/errors';

/** Asks about a party, or gives what was answered last while the party is the same. */
export type PartyMemory<Value> = (herId: number, about: string, ask: () => Promise<Value>) => Promise<Value>;

/** Answers kept at once; the oldest go first. */
const answersMax = 10_000;

/**
 * What the register says of parties, read whole, costs three statements a message. The copy for routing is in memory and
 * kept right by the register's events, so it tells whether anything has changed. A failure is not kept.
 */
export function createPartyMemory<Value>(register: Pick<AddressRegister, 'resolveReceiver'>): PartyMemory<Value> {
  const kept = new Map<string, { readonly state: string; readonly answer: Promise<Value> }>();
  return async (herId, about, ask) => {
    const state = await stateOf(register, herId);
    if (state === undefined) return ask();
    const name = `${herId} ${about}`;
    const found = kept.get(name);
    if (found?.state === state) return found.answer;
    const answer = ask();
    kept.delete(name);
    kept.set(name, { state, answer });
    for (const oldest of kept.keys()) {
      if (kept.size <= answersMax) break;
      kept.delete(oldest);
    }
    answer.catch(() => kept.delete(name));
    return answer;
  };
}

/** Undefined for a party that nothing can be delivered to: it is asked about each time. */
async function stateOf(register: Pick<AddressRegister, 'resolveReceiver'>, herId: number): Promise<string | undefined> {
  try {
    return writeState(await register.resolveReceiver(parseHerId(herId)));
  } catch (error) {
    if (isDomainError(error)) return undefined;
    throw error;
  }
}

/** All that can change without the party's own version: what it inherits, and what time makes of it. */
function writeState({ version, ediAddress, encryptionCertificate, signingCertificates }: Receiver): string {
  const certificates = [encryptionCertificate, ...signingCertificates].map((one) => one?.thumbprint);
  return [version, ediAddress, ...certificates].join(' ');
}
