import { randomUUID } from 'node:crypto';
import type { Receiver } from '@samband/address-register';
import type { Delivery } from './entry.ts';
import type { Route } from './event.ts';
import type { Transport } from './transport.ts';

/** By which way a receiver is reached. */
export type TransportFor = (receiver: Receiver) => string;

/** As the register says; whom it has in a mailbox may be one that a transport reaches, by its address, say. */
export function createTransportFor(transports: readonly Transport[]): TransportFor {
  return (receiver) =>
    receiver.transport === 'mailbox'
      ? (transports.find((transport) => transport.reaches?.(receiver))?.name ?? 'mailbox')
      : receiver.transport;
}

/** A mailbox is filled by the commit itself; what is to be pushed gets the id of its envelope now, and keeps it. */
export function deliveryTo(receiver: Receiver, transport: string, giveUpAt: Date): Delivery {
  return {
    her_id: receiver.herId,
    organization_number: receiver.level1OrganizationNumber,
    route: routeProof(receiver, transport),
    ...(transport !== 'mailbox' && { envelope_id: randomUUID(), give_up_at: giveUpAt }),
  };
}

/** What the address register said of the receiver at that instant. */
function routeProof(receiver: Receiver, transport: string): Route {
  return {
    transport,
    name: receiver.name,
    organizationNumber: receiver.organizationNumber,
    registerVersion: receiver.version,
    servedFrom: receiver.servedFrom,
    asOf: receiver.asOf.toISOString(),
  };
}
