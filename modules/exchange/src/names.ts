import { type AddressRegister, parseHerId } from '@samband/address-register';

// As many as the register looks up in one question.
const partiesMax = 500;

/** What the register calls some parties now, with the organisation above each: `Fastlegetjenesten, Solsiden legekontor`. */
export async function namesOf(register: AddressRegister, herIds: readonly number[]): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  const asked = [...new Set(herIds)];
  for (let from = 0; from < asked.length; from += partiesMax) {
    const some = asked.slice(from, from + partiesMax).map((herId) => parseHerId(herId));
    for (const { herId, name, parentName } of await register.findParties(some)) {
      names.set(herId, parentName === undefined ? name : `${name}, ${parentName}`);
    }
  }
  return names;
}
