import { DomainError } from '@samband/errors';

/** The demonstration sends a few letters a minute, and is followed by a few dozen people: it shows, it does not load. */
export class DemoBusy extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'demo-busy';

  constructor(what: 'letters a minute' | 'open streams', countMax: number, retryAfterSeconds: number) {
    super(`the demonstration has no more than ${countMax} ${what}`, { countMax }, { retryAfterSeconds });
  }
}

/** The invented country is still being made: its hospital has no client yet. */
export class DemoNotReady extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'demo-not-ready';

  constructor() {
    super('the demo country is still being made', {}, { retryAfterSeconds: 2 });
  }
}

/** Not one of the letters that the demonstration sent lately; nobody else's message can be followed in the open. */
export class DemoLetterNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'demo-letter-not-found';

  constructor(id: string) {
    super(`the demonstration has sent no letter ${id} lately`, { id });
  }
}
