import type { Database, Db } from '@samband/db';
import { refuseOtherOrganizations } from '../editing-rights.ts';
import {
  AgreementNotFound,
  CommunicationPartyNotFound,
  NoCommonProcess,
  NotYourOrganization,
  ProfileNotFound,
} from '../errors.ts';
import { lockRegister } from '../event-log.ts';
import type { HerId } from '../her-id.ts';
import type { ChangedBy } from '../party-input.ts';
import { FROM_THE_BEGINNING, readParties } from '../party-reader.ts';
import { createAgreementCopies } from './agreement-copies.ts';
import {
  type AgreementEvent,
  type AgreementStatus,
  endAgreement,
  type HeldAgreement,
  type HeldProfile,
  pairOf,
  readAgreementById,
  readAgreementEvents,
  readAgreementsBetween,
  readAgreementsOf,
  readDocument,
  readProfiles,
  recordAgreementEvent,
  statusAt,
} from './agreement-store.ts';
import { createCertificateValues } from './certificate-values.ts';
import { changeProcesses } from './change-processes.ts';
import { importAgreement } from './import-agreement.ts';
import { isAgreementKept, isProfileKept, keepAgreement, keepProfile, keepUpSome } from './keep-agreements.ts';
import { catalogueRoles, type ProcessKey } from './process-catalogue.ts';
import { readProcesses } from './process-store.ts';
import { readAgreement } from './read-agreement.ts';
import { type ResolveParts, resolveTerms } from './resolve-terms.ts';
import type { AgreementTerms, TermsQuery } from './terms.ts';
import { writeAgreement } from './write-agreement.ts';

export interface AgreementsParts extends Pick<ResolveParts, 'partiesAt'> {
  readonly database: Database;
  readonly now: () => Date;
  readonly freshMs: number;
  readonly onFailure: (error: unknown) => void;
}

/** An agreement with its status at the moment of asking. */
export interface Agreement extends HeldAgreement {
  readonly status: AgreementStatus;
}

const EVENTS_MAX = 1_000;

/** What parties support, what follows from it for two of them, and on what terms messages go between them. */
export function createAgreements({ database, partiesAt, now, freshMs, onFailure }: AgreementsParts) {
  const { db } = database;
  const values = createCertificateValues(db);
  const copies = createAgreementCopies({
    read: (one, other) => readAgreementsBetween(db, one, other),
    ...{ now, freshMs, onFailure },
  });
  const shown = (held: HeldAgreement): Agreement => ({ ...held, status: statusAt(held, now()) });

  /** Writers go one after the other, with those of parties: numbers of events rise in the order of commits. */
  const locked = <T>(work: (tx: Db, at: Date) => Promise<T>): Promise<T> =>
    database.transaction(async (tx) => {
      await lockRegister(tx);
      return work(tx, now());
    });

  /** Also when it failed: a connection lost during COMMIT leaves it unknown whether the change was made. */
  const write = <T>(work: (tx: Db, at: Date) => Promise<T>): Promise<T> =>
    locked(work).finally(() => copies.changed('all'));

  async function find(cpaId: string): Promise<Agreement> {
    const held = await readAgreementById(db, cpaId);
    if (!held) throw new AgreementNotFound(cpaId);
    return shown(held);
  }

  /** As it is now: a profile that the clock has changed is made again. Throws `ProfileNotFound`. */
  async function profile(herId: HerId): Promise<HeldProfile> {
    if (!(await isProfileKept(db, herId, now())))
      await write((tx, at) => keepProfile(tx, herId, { clientId: 'samband', now: at }));
    const [held] = await readProfiles(db, herId, 1);
    if (!held || held.supersededAt) throw new ProfileNotFound(herId);
    return held;
  }

  return {
    /** See `resolveTerms`. */
    resolve: (query: TermsQuery): Promise<AgreementTerms> => resolveTerms(query, { partiesAt, values, copies }),

    find,
    profile,

    /** Every profile that the party had, the newest first. */
    profileHistory: (herId: HerId): Promise<HeldProfile[]> => readProfiles(db, herId),

    /**
     * The agreement of two, made now if it has to be. Throws `NoCommonProcess`, and `ProfileNotFound` for one that has
     * registered nothing.
     */
    async between(one: HerId, other: HerId): Promise<Agreement> {
      const held = await readAgreementsBetween(db, one, other);
      const imported = held.find((each) => each.origin === 'imported' && statusAt(each, now()) === 2);
      if (imported) return shown(imported);
      await profile(one);
      await profile(other);
      const generated = held.find(isGeneratedInForce);
      if (generated && (await isAgreementKept(db, generated, now()))) return shown(generated);
      const cpaId = await write(async (tx, at) => {
        const latest = (await readAgreementsBetween(tx, one, other)).find(isGeneratedInForce);
        return keepAgreement(tx, [one, other], latest, { clientId: 'samband', now: at });
      });
      if (cpaId === undefined) throw new NoCommonProcess([one, other]);
      return find(cpaId);
    },

    /** All that a party has or had, the newest first. */
    async ofParty(herId: HerId): Promise<Agreement[]> {
      const held = await readAgreementsOf(db, herId);
      return held.map(shown);
    },

    /** The agreement as XML: an imported one byte for byte as it came. */
    async document(agreement: HeldAgreement): Promise<Uint8Array> {
      return (await readDocument(db, agreement.id)) ?? writeAgreement(agreement);
    },

    /**
     * Takes an agreement that others made. Undefined for the empty file by which the national service says that there is
     * none. Operators only. Throws `AgreementUnreadable`, `NotYourOrganization`.
     */
    async import(document: Uint8Array, by: ChangedBy): Promise<Agreement | undefined> {
      const content = readAgreement(document);
      if (!content) return undefined;
      await write((tx, at) => importAgreement(tx, { content, document }, by, at));
      return find(content.cpaId);
    },

    /** Ends an agreement for messages from now on; one of the two, or an operator. Throws `AgreementNotFound`. */
    async terminate(cpaId: string, by: ChangedBy): Promise<Agreement> {
      await write(async (tx, at) => {
        const held = await readAgreementById(tx, cpaId);
        if (!held) throw new AgreementNotFound(cpaId);
        await refuseOthers(tx, held, by);
        if (held.terminatedAt) return;
        await endAgreement(tx, held.id, 'terminated', at);
        const { low, high } = pairOf(held.parties[0].herId, held.parties[1].herId);
        const subject = { herId: low, otherHerId: high, subjectId: held.cpaId, clientId: by.clientId };
        await recordAgreementEvent(tx, { kind: 'CpaTerminated', ...subject }, at);
      });
      return find(cpaId);
    },

    /** Every process that parties can support. */
    processes: catalogueRoles,

    /** What a party supports. */
    processesOf: (herId: HerId): Promise<ProcessKey[]> => readProcesses(db, herId),

    /** Makes what a party supports what `wanted` makes of it. Throws `ProcessRefused`, `NotYourOrganization`. */
    changeProcesses: (
      herId: HerId,
      wanted: (held: readonly ProcessKey[]) => readonly ProcessKey[],
      by: ChangedBy,
    ): Promise<void> => write((tx, at) => changeProcesses(tx, herId, wanted, by, at)),

    /** CppUpdated, CpaCreated and CpaTerminated after a sequence number, in the order of commits. */
    events: ({ after = 0, limit = 100 }: { after?: number; limit?: number } = {}): Promise<AgreementEvent[]> =>
      readAgreementEvents(db, after, Math.min(Math.max(limit, 1), EVENTS_MAX)),

    /**
     * Brings profiles and agreements up to every change of parties, addresses and certificates so far. Copies learn of it
     * through the events: most changes of parties change no agreement.
     */
    async keepUp(): Promise<void> {
      while (await locked(keepUpSome)) {
        // The next hundred.
      }
    },

    copies,
  };
}

export type Agreements = ReturnType<typeof createAgreements>;

const isGeneratedInForce = ({ origin, supersededAt, terminatedAt }: HeldAgreement): boolean =>
  origin === 'generated' && !supersededAt && !terminatedAt;

/** A member of the network ends the agreements of its own parties. */
async function refuseOthers(tx: Db, { parties }: HeldAgreement, by: ChangedBy): Promise<void> {
  if (by.mayChange === 'any') return;
  const herIds = parties.map(({ herId }) => herId as HerId);
  const records = await readParties(tx, herIds, FROM_THE_BEGINNING);
  if (records.length === 0) throw new CommunicationPartyNotFound(herIds[0] ?? 0);
  const isOurs = records.some((record) => {
    try {
      refuseOtherOrganizations(record, by);
      return true;
    } catch (error) {
      if (error instanceof NotYourOrganization) return false;
      throw error;
    }
  });
  if (!isOurs) throw new NotYourOrganization('The agreement is of other organizations than yours', by.mayChange);
}
