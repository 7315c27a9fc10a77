import type { Database, Db } from '@samband/db';
import { readAddressOwners } from './address-owners.ts';
import { createAgreements } from './agreements/agreements.ts';
import { getCertificate, type RegisteredCertificate, readCertificateHistory } from './certificate-history.ts';
import { type Following, followChanges } from './change-follower.ts';
import * as changes from './change-party.ts';
import type { CommunicationParty } from './communication-party.ts';
import type { ElectronicAddressType } from './electronic-address.ts';
import { CommunicationPartyNotFound, TooManyParties } from './errors.ts';
import { EVENTS_MAX, lockRegister, type PartyEvent, readEvents } from './event-log.ts';
import { createExporter } from './export.ts';
import type { Units } from './flat-party.ts';
import type { HerId } from './her-id.ts';
import { readPartiesAsOf } from './party-history.ts';
import type { CertificateInput, ChangedBy, NewParty, PartyChange } from './party-input.ts';
import { readParties } from './party-reader.ts';
import { partyAt } from './party-record.ts';
import { type PartySearch, SEARCH_LIMIT_DEFAULT, SEARCH_LIMIT_MAX, searchHerIds } from './party-search.ts';
import type { PartyOwner, Receiver } from './receiver.ts';
import { createReceiverDirectory, DIRECTORY_DEFAULTS, type DirectoryOptions } from './receiver-directory.ts';
import { readHerIds, readUnits } from './units.ts';

export const PARTIES_MAX = 500;

export interface AddressRegisterOptions {
  readonly database: Database;
  readonly now?: () => Date;
  readonly directory?: Partial<DirectoryOptions>;
  /** Told when the register could not be read for routing; traffic goes on with copies. */
  readonly onRegisterFailure?: (error: unknown) => void;
}

export interface SearchResult {
  readonly parties: CommunicationParty[];
  /** Give it as `after` to read on; absent on the last page. */
  readonly nextAfter?: HerId;
}

export type AddressRegister = ReturnType<typeof createAddressRegister>;

/** Who can be reached, where, and with which certificates. Reads and writes its own PostgreSQL schema only. */
export function createAddressRegister(options: AddressRegisterOptions) {
  const { database, now = () => new Date(), onRegisterFailure = () => undefined } = options;
  const { db } = database;
  const directory = createReceiverDirectory(
    {
      read: (herIds, since) => readParties(db, herIds, { since, isDetailed: false }),
      readAsOf: (herIds, at) => readPartiesAsOf(db, herIds, at, { isDetailed: false }),
      now,
      onFailure: onRegisterFailure,
    },
    { ...DIRECTORY_DEFAULTS, ...options.directory },
  );

  const agreements = createAgreements({
    ...{ database, partiesAt: directory.records, now, onFailure: onRegisterFailure },
    freshMs: options.directory?.freshMs ?? DIRECTORY_DEFAULTS.freshMs,
  });

  /**
   * Parties that exist, in the order asked: as they are now, as the register had them at an earlier instant, or as they
   * will be at a later one by what is registered.
   */
  async function findParties(
    herIds: readonly HerId[],
    { at }: { at?: Date | undefined } = {},
  ): Promise<CommunicationParty[]> {
    if (herIds.length > PARTIES_MAX) throw new TooManyParties({ asked: herIds.length, most: PARTIES_MAX });
    const present = now();
    const instant = at ?? present;
    const records =
      instant < present
        ? await readPartiesAsOf(db, herIds, instant, { isDetailed: true })
        : await readParties(db, herIds, { since: instant, isDetailed: true });
    return records.map((record) => partyAt(record, instant));
  }

  /** As `findParties`. Throws `CommunicationPartyNotFound`. */
  async function getParty(herId: HerId, options: { at?: Date | undefined } = {}): Promise<CommunicationParty> {
    const [party] = await findParties([herId], options);
    if (!party) throw new CommunicationPartyNotFound(herId);
    return party;
  }

  /** Writers go one after the other, and each reads the clock when its turn has come. */
  function write<T>(work: (tx: Db, at: Date) => Promise<T>): Promise<T> {
    return database.transaction(async (tx) => {
      await lockRegister(tx);
      return work(tx, now());
    });
  }

  async function change(work: (tx: Db, at: Date) => Promise<changes.Changed>): Promise<CommunicationParty> {
    let affected: readonly HerId[] = [];
    try {
      const { party } = await write(async (tx, at) => {
        const changed = await work(tx, at);
        affected = changed.affected;
        return changed;
      });
      return partyAt(party, now());
    } catch (error) {
      if (error instanceof changes.NothingChanged) return partyAt(error.party, now());
      throw error;
    } finally {
      // Also when it failed: a connection lost during COMMIT leaves it unknown whether the change was made.
      directory.changed(affected);
    }
  }

  return {
    findParties,
    getParty,

    /** What parties have agreed about the messages between them, or go by where they have not. */
    agreements,

    /**
     * Keeps the copies for routing right by the register's events, also those of other processes. Without it they are
     * good for `freshMs` after they were read. Rejects when the database cannot be reached at first.
     */
    follow: (): Promise<Following> =>
      followChanges({ database, directory, agreements, now, onFailure: onRegisterFailure }),

    /** Registers a party and gives it a HER-id, unless it comes with one from another register. */
    async createParty(input: NewParty, by: ChangedBy): Promise<CommunicationParty> {
      const created = await write((tx, at) => changes.create(tx, input, by, at));
      return partyAt(created, now());
    },

    /** Changes what is given and leaves the rest. The parties below an organisation follow what they inherit. */
    changeParty: (herId: HerId, wanted: PartyChange, by: ChangedBy): Promise<CommunicationParty> =>
      change((tx, at) => changes.change(tx, herId, wanted, by, at)),

    /** Adds certificates beside those in use, so that old and new are valid together while partners change over. */
    addCertificates: (
      herId: HerId,
      added: { certificates: readonly CertificateInput[]; expectedVersion?: number | undefined },
      by: ChangedBy,
    ): Promise<CommunicationParty> => change((tx, at) => changes.addCertificates(tx, herId, added, by, at)),

    /** Parties as a person would look for them, the best first, a page at a time. Those that have ended are found too. */
    async searchParties(search: PartySearch): Promise<SearchResult> {
      const limit = Math.min(Math.max(search.limit ?? SEARCH_LIMIT_DEFAULT, 1), SEARCH_LIMIT_MAX);
      const found = await searchHerIds(db, search, { limit, now: now() });
      const page = found.slice(0, limit);
      const nextAfter = found.length > limit ? page.at(-1) : undefined;
      return { parties: await findParties(page), ...(nextAfter !== undefined && { nextAfter }) };
    },

    /** Who has registered an electronic address: themselves, and in effect now. Those who inherit it are not named. */
    findAddressOwners: (type: ElectronicAddressType, value: string): Promise<HerId[]> =>
      readAddressOwners(db, type, value, now()),

    /** Where to deliver, now or as it was at an instant. Throws `CommunicationPartyNotFound` or `PartyNotActive`. */
    async resolveReceiver(herId: HerId, at?: Date): Promise<Receiver> {
      const [receiver] = await directory.resolve([herId], at);
      if (!receiver) throw new CommunicationPartyNotFound(herId);
      return receiver;
    },

    /**
     * Where to deliver, in the order asked. Goes on with the last known good copies when the register cannot be read,
     * and says so in `servedFrom` and `asOf`; `AddressRegisterUnavailable` only for parties it holds no copy of.
     */
    async resolveReceivers(herIds: readonly HerId[], at?: Date): Promise<Receiver[]> {
      if (herIds.length > PARTIES_MAX) throw new TooManyParties({ asked: herIds.length, most: PARTIES_MAX });
      return directory.resolve(herIds, at);
    },

    /**
     * Whose the parties are, in the order asked, from the same copies as `resolveReceivers` and also for those that have
     * ended. Throws `CommunicationPartyNotFound`.
     */
    async resolveOwners(herIds: readonly HerId[]): Promise<PartyOwner[]> {
      if (herIds.length > PARTIES_MAX) throw new TooManyParties({ asked: herIds.length, most: PARTIES_MAX });
      return directory.owners(herIds);
    },

    /** Every change after a sequence number, oldest first, in the order of commits and without gaps. */
    events: ({ after = 0, limit = 100 }: { after?: number; limit?: number } = {}): Promise<PartyEvent[]> =>
      readEvents(db, after, Math.min(Math.max(limit, 1), EVENTS_MAX)),

    /** A certificate that any party has ever had, by its SHA-1 thumbprint in hex, with who held it when. */
    getCertificate: (thumbprint: string): Promise<RegisteredCertificate> => getCertificate(db, thumbprint),

    /** Every certificate that a party, or its organisation, has or had. */
    certificateHistory: (herId: HerId) => readCertificateHistory(db, herId),

    /** The persons and services that stand below organisations now, by HER-id. */
    unitsOf: (organizations: readonly HerId[]): Promise<Map<HerId, Units>> => readUnits(db, organizations, now()),

    /** Every HER-id, and the number of the last event. */
    herIds: () => readHerIds(db),

    /** The whole register at one instant, with the number of the last event that is in it. */
    export: createExporter(database, now),
  };
}
