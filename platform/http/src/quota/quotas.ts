import type { Logger } from '@samband/log';
import type { Metrics } from '@samband/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { afterRequest } from '../running-handlers.ts';
import { RateQuotaUsed, TooManyAtOnce } from './errors.ts';
import { createFairGate } from './fair-gate.ts';
import { createRefusalNotes } from './refusal-notes.ts';
import { createRequestRates } from './request-rates.ts';
import type { SharedPlace } from './slow-peers.ts';

export interface QuotaOptions {
  /** Requests a second that one organisation may make in the long run. */
  organizationRequestsPerS: number;
  /** Requests that it may make at once after a pause. */
  organizationBurst: number;
  /** Its requests that run at once; more wait for their turn. */
  organizationRunningMax: number;
  /** Its requests that wait; more are refused. */
  organizationWaitingMax: number;
  /** Requests that run at once, of all organisations. */
  runningMax: number;
}

/** What an organisation may have of the server, so that none can take it from the others. */
export interface Quotas {
  /** Refuses, without counting, one that is over its rate anyhow: before anything expensive is done. */
  refuseIfOver(organizationNumber: string): void;
  /** Counts a request whose caller is known, and settles when it is its turn. Errors: RateQuotaUsed, TooManyAtOnce. */
  admit(organizationNumber: string, request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined;
}

interface Place extends SharedPlace {
  leave(): void;
}

const places = new WeakMap<FastifyRequest, Place>();

/** Makes room for the next one of the organisation, for a request that stays without working: a stream, a long wait. */
export function leavePlace(request: FastifyRequest): void {
  places.get(request)?.leave();
}

/** The place that a request holds, until it leaves it. */
export function placeOf(request: FastifyRequest): SharedPlace | undefined {
  return places.get(request);
}

export function createQuotas(options: QuotaOptions, log: Logger, metrics: Metrics): Quotas {
  const { organizationRequestsPerS: requestsPerS, organizationBurst: burst, runningMax } = options;
  const rates = createRequestRates({ requestsPerS, burst });
  const gate = createFairGate({
    runningMax,
    groupRunningMax: options.organizationRunningMax,
    groupWaitingMax: options.organizationWaitingMax,
  });
  metrics.gaugeOf('http_requests_waiting', 'Requests that wait for their organisation’s turn', gate.waiting);
  const notes = createRefusalNotes(log, metrics);

  function noting<Result>(group: string, check: () => Result): Result {
    try {
      return check();
    } catch (error) {
      if (error instanceof RateQuotaUsed) notes.add(group, 'rate');
      if (error instanceof TooManyAtOnce) notes.add(group, 'at-once');
      throw error;
    }
  }

  function enter(group: string, request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined {
    const turn = gate.enter(group);
    if (turn === undefined) hold(group, request, reply);
    return turn?.then(() => hold(group, request, reply));
  }

  function hold(group: string, request: FastifyRequest, reply: FastifyReply): void {
    let isAside = false;
    const place: Place = {
      stepAside() {
        if (isAside || !places.has(request)) return;
        isAside = true;
        gate.stepAside();
      },
      comeBack() {
        if (isAside) gate.comeBack();
        isAside = false;
      },
      leave() {
        if (!places.delete(request)) return;
        place.comeBack();
        gate.leave(group);
      },
    };
    places.set(request, place);
    afterRequest(request, reply, place.leave);
  }

  return {
    refuseIfOver(group) {
      noting(group, () => rates.refuseIfOver(group));
    },
    admit(group, request, reply) {
      return noting(group, () => {
        rates.count(group);
        return enter(group, request, reply);
      });
    },
  };
}
