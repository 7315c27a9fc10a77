import { randomUUID } from 'node:crypto';
import type { Receiver } from '@samband/address-register';
import type { Delivery } from './entry.ts';
import type { Route } from './event.ts';

/** A mailbox is filled by the commit itself; what is to be pushed gets the id of its envelope now, and keeps it. */
export function deliveryTo(receiver: Receiver, giveUpAt: Date): Delivery {
  return {
    her_id: receiver.herId,
    organization_number: receiver.level1OrganizationNumber,
    route: routeProof(receiver),
    ...(isPushed(receiver) && { envelope_id: randomUUID(), give_up_at: giveUpAt }),
  };
}

function isPushed({ transport }: { readonly transport: string }): boolean {
  return transport !== 'mailbox';
}

/** What the address register said of the receiver at that instant. */
function routeProof(receiver: Receiver): Route {
  return {
    transport: receiver.transport,
    name: receiver.name,
    organizationNumber: receiver.organizationNumber,
    registerVersion: receiver.version,
    servedFrom: receiver.servedFrom,
    asOf: receiver.asOf.toISOString(),
  };
}
