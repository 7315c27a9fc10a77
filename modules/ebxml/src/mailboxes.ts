import { type AddressRegister, parseHerId } from '@samband/address-register';
import type { Database } from '@samband/db';
import { sqlStateOf } from '@samband/db';
import { MailboxAddressInvalid, MailboxNotFound, MailboxUserTaken } from './errors.ts';
import {
  closeMailbox,
  fetchMail,
  findMailboxUser,
  listMailboxes,
  listWaiting,
  type Mailbox,
  type MailboxStanding,
  type MailboxState,
  putMail,
  removeMails,
  saveMailbox,
  type WaitingMail,
} from './mailbox-store.ts';
import type { OwnAddresses } from './own-addresses.ts';
import { hashPassword, isPassword } from './password.ts';

/** What a mailbox is opened with. */
export interface MailboxOrder {
  readonly address: string;
  readonly herId: number;
  readonly userName: string;
  readonly password: string;
  readonly sizeMaxBytes?: number | undefined;
  readonly keptDays?: number | undefined;
}

/** EDI mailboxes of members whose journal systems speak ebXML themselves, and know only mail. */
export interface Mailboxes {
  /** The open ones, with what waits in them. */
  list(): Promise<MailboxStanding[]>;
  /**
   * Opens one, or gives an open one another password, user or limits. Errors: MailboxAddressInvalid, MailboxUserTaken,
   * CommunicationPartyNotFound, PartyNotActive.
   */
  open(order: MailboxOrder): Promise<Mailbox>;
  /** Takes in no more; what is there stays until it is fetched. Errors: MailboxNotFound. */
  close(address: string): Promise<void>;
  /** The address of whoever knows the password; undefined for all others, in the same time. */
  authenticate(userName: string, password: string): Promise<string | undefined>;
  /** `open` when it was put into all of them; else why one of them takes none, and it was put into none. */
  put(addresses: readonly string[], bytes: Uint8Array): Promise<MailboxState | 'closed'>;
  waiting(address: string): Promise<WaitingMail[]>;
  fetch(address: string, number: number): Promise<Buffer | undefined>;
  /** Takes those away that were fetched. */
  remove(address: string, numbers: readonly number[]): Promise<number>;
}

/** Three hundred mails of the usual size, or twenty of the largest. */
const sizeMaxDefaultBytes = 1_073_741_824;
const keptDefaultDays = 90;
const uniqueViolation = '23505';

export function createMailboxes(
  database: Database,
  register: Pick<AddressRegister, 'resolveReceiver'>,
  addresses: OwnAddresses,
  domains: readonly string[],
  now: () => Date,
): Mailboxes {
  return {
    list: () => listMailboxes(database, now()),

    async open({ herId, userName, password, ...order }) {
      const address = order.address.toLowerCase();
      if (!domains.some((domain) => address.endsWith(`@${domain}`))) throw new MailboxAddressInvalid(address, domains);
      await register.resolveReceiver(parseHerId(herId));
      const { sizeMaxBytes = sizeMaxDefaultBytes, keptDays = keptDefaultDays } = order;
      const mailbox = { address, herId, userName, sizeMaxBytes, keptDays, openedAt: now() };
      await saveMailbox(database, { ...mailbox, passwordHash: await hashPassword(password) }).catch(
        (error: unknown) => {
          throw sqlStateOf(error) === uniqueViolation ? new MailboxUserTaken(userName) : error;
        },
      );
      await addresses.refresh();
      return mailbox;
    },

    async close(address) {
      const isClosed = await closeMailbox(database, address.toLowerCase(), now());
      if (!isClosed) throw new MailboxNotFound(address);
      await addresses.refresh();
    },

    async authenticate(userName, password) {
      const user = await findMailboxUser(database, userName);
      return (await isPassword(password, user?.passwordHash)) ? user?.address : undefined;
    },

    put: (to, bytes) => putMail(database, to, bytes, now()),
    waiting: (address) => listWaiting(database, address),
    fetch: (address, number) => fetchMail(database, address, number, now()),
    remove: (address, numbers) => removeMails(database, address, numbers, now()),
  };
}
