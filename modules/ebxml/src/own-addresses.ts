import type { AddressRegister, Receiver } from '@samband/address-register';
import type { Database } from '@samband/db';
import { listMailboxAddresses } from './mailbox-store.ts';

/** Who takes what comes for an address: our message handler, or a member's mailbox. */
export type AddressOwner = { readonly kind: 'handler' } | { readonly kind: 'mailbox'; readonly address: string };

/** The EDI addresses that are ours, from memory where routing asks. */
export interface OwnAddresses {
  /** Whose it is; undefined when it is not ours, or nobody has it. Errors: DatabaseUnavailable. */
  ownerOf(address: string): Promise<AddressOwner | undefined>;
  /** Whether what is for this receiver must be sent as ebXML: it has an EDI address that our handler does not answer for. */
  isElsewhere(receiver: Receiver): boolean;
  /** Reads the mailboxes anew; also by itself, a few seconds after they were read. */
  refresh(): Promise<void>;
}

/** How long what was read is good, and how many answers about single addresses are kept. */
const [freshMs, knownMax] = [10_000, 10_000];

export function createOwnAddresses(
  database: Database,
  register: Pick<AddressRegister, 'findAddressOwners'>,
  domains: readonly string[],
  now: () => Date = () => new Date(),
): OwnAddresses {
  let mailboxes: ReadonlySet<string> = new Set();
  const known = new Map<string, { readonly isThere: boolean; readonly askedAtMs: number }>();

  const isOurDomain = (address: string) => domains.includes(address.slice(address.lastIndexOf('@') + 1));

  async function isRegistered(address: string): Promise<boolean> {
    const kept = known.get(address);
    if (kept && now().getTime() - kept.askedAtMs < freshMs) return kept.isThere;
    const isThere = (await register.findAddressOwners('E_EDI', address)).length > 0;
    if (known.size >= knownMax) known.clear();
    known.set(address, { isThere, askedAtMs: now().getTime() });
    return isThere;
  }

  return {
    async ownerOf(asWritten) {
      const address = asWritten.toLowerCase();
      if (mailboxes.has(address)) return { kind: 'mailbox', address };
      if (!isOurDomain(address)) return undefined;
      return (await isRegistered(address)) ? { kind: 'handler' } : undefined;
    },
    isElsewhere({ ediAddress }) {
      const address = ediAddress?.toLowerCase();
      return address !== undefined && (!isOurDomain(address) || mailboxes.has(address));
    },
    async refresh() {
      mailboxes = new Set(await listMailboxAddresses(database));
    },
  };
}
