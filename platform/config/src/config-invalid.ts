import { DomainError } from '@samband/errors';

/** One fault: where it is, what is wrong, and what to do. */
export interface ConfigFault {
  variable: string;
  problem: string;
  remedy: string;
}

/** The environment cannot be used; lists every fault at once. */
export class ConfigInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'config-invalid';
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    const lines = faults.map(({ variable, problem, remedy }) => `  ${variable} ${problem}: ${remedy}`);
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
    super([`The configuration has ${count}:`, ...lines].join('\n'), { faults });
    this.faults = faults;
  }
}
