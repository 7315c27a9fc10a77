import type { Deadlines } from './deadlines.ts';
import type { Ledger } from './ledger.ts';
import type { Observer } from './observer.ts';
import {
  advanceWatch,
  closeLegs,
  countOverdue,
  type DueLeg,
  findDueLegs,
  findUnanswered,
  findWatchPosition,
  forgetLegs,
  type Leg,
  type OpenLeg,
  openLegs,
  settleLegs,
  type Unanswered,
} from './open-leg-store.ts';

/** Events read in one go, and how many goes one step makes at most before it lets others have the database. */
const eventsMax = 5_000;
const goesMax = 20;
/** Deadlines told of together. */
const dueMax = 200;
/** What is overdue for longer leaves the work list. */
const listedDays = 90;
const dayMs = 24 * 3_600_000;

export interface Watch {
  /**
   * Reads on from where it was, up to the event `settled`, and watches what has not been answered by then. Most messages
   * are answered before they are ever read here, so that a deadline costs nothing until it is at risk.
   * Errors: DatabaseUnavailable.
   */
  follow(settled: number): Promise<void>;
  /** Tells the senders of every leg whose time is up, once in the whole network. Errors: DatabaseUnavailable. */
  tellOverdue(): Promise<void>;
  /** Counts what is overdue, and lets go of what has been for very long. Errors: DatabaseUnavailable. */
  tidy(): Promise<void>;
  /** The newest event there is. */
  newest(): Promise<number>;
}

/** The deadline watches you: finds by itself what was not acknowledged or answered in time, and tells its sender. */
export function createWatch(ledger: Ledger, deadlines: Deadlines, now: () => Date, observer: Observer): Watch {
  const { database } = ledger;

  async function follow(settled: number): Promise<void> {
    let { position } = await findWatchPosition(database);
    for (let go = 0; go < goesMax && position < settled; go++) {
      const upTo = Math.min(settled, position + eventsMax);
      const unanswered = await findUnanswered(database, position, upTo);
      await openLegs(
        database,
        unanswered.flatMap((delivery) => legsOf(delivery, deadlines)),
      );
      await closeLegs(database, position, upTo);
      // Last: after a crash the same events are read again, and nothing is watched twice.
      await advanceWatch(database, upTo);
      position = upTo;
    }
  }

  async function tellOverdue(): Promise<void> {
    for (let go = 0; go < goesMax; go++) {
      const due = await findDueLegs(database, now(), dueMax);
      if (due.length === 0) return;
      const open = due.filter((leg) => !leg.isClosed);
      const isNews = await Promise.all(open.map((leg) => tell(leg)));
      observer.overdue(open.filter((_, position) => isNews[position]));
      await settleLegs(database, due);
    }
  }

  /** The event can be recorded only once, whoever does it: true for the one that did. */
  function tell(leg: DueLeg): Promise<boolean> {
    const { messageId, receiverHerId, senderHerId: herId, transport } = leg;
    const dueAt = leg.dueAt.toISOString();
    const notify = { herId, kind: 'MessageDeliveryStateUpdated' } as const;
    const happened = { messageId, receiverHerId, occurredAt: now(), notify };
    return leg.leg === 'transport'
      ? ledger.record({ ...happened, kind: 'abandoned', proof: { transport, dueAt } })
      : ledger.record({ ...happened, kind: 'receipt-overdue', proof: { dueAt } });
  }

  async function tidy(): Promise<void> {
    await forgetLegs(database, new Date(now().getTime() - listedDays * dayMs), eventsMax);
    const counts = new Map((await countOverdue(database)).map(({ leg, count }) => [leg, count]));
    for (const leg of ['transport', 'receipt'] as const) observer.counted(leg, counts.get(leg) ?? 0);
  }

  return { follow, tellOverdue, tidy, newest: async () => (await findWatchPosition(database)).newest };
}

/** The legs of a delivery that are still open, and until when they may be. */
function legsOf(delivery: Unanswered, deadlines: Deadlines): OpenLeg[] {
  const { messageId, receiverHerId, senderHerId, senderOrganizationNumber, isTransported } = delivery;
  const leg = (name: Leg, dueAt: Date) => ({
    messageId,
    receiverHerId,
    leg: name,
    senderHerId,
    senderOrganizationNumber,
    dueAt,
  });
  return [
    leg('receipt', deadlines.receiptDueAt({ ...delivery, acceptedAt: delivery.addressedAt })),
    ...(isTransported ? [] : [leg('transport', deadlines.transportDueAt(delivery.addressedAt))]),
  ];
}
