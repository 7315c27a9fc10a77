import { describe, expect, test } from 'vitest';
import { DomainError, isDomainError } from './index.ts';

class ProcessNotSupported extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'process-not-supported';

  constructor(herId: number, options: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    super(`HER-id ${herId} does not receive this`, { herId }, options);
  }
}

describe('a domain error', () => {
  test('is an error that carries its kind, code and facts', () => {
    const error = new ProcessNotSupported(1);

    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'ProcessNotSupported',
      kind: 'conflict',
      code: 'process-not-supported',
      message: 'HER-id 1 does not receive this',
      facts: { herId: 1 },
    });
  });

  test('keeps what caused it, and where it was thrown', () => {
    const cause = new Error('deeper');
    const error = new ProcessNotSupported(1, { cause });

    expect(error.cause).toBe(cause);
    expect(error.stack).toContain('domain-error.test.ts');
  });

  test('says when to try again only when that helps', () => {
    expect(new ProcessNotSupported(1).retryAfterSeconds).toBeUndefined();
    expect(new ProcessNotSupported(1, { retryAfterSeconds: 2 }).retryAfterSeconds).toBe(2);
  });
});

describe('isDomainError', () => {
  test('tells an expected failure from a bug', () => {
    expect(isDomainError(new ProcessNotSupported(1))).toBe(true);
    expect(isDomainError(new Error('bug'))).toBe(false);
    expect(isDomainError({ kind: 'conflict', code: 'process-not-supported' })).toBe(false);
    expect(isDomainError(undefined)).toBe(false);
  });
});
