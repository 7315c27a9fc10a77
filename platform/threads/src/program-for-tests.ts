import { DomainError } from '@samband/errors';
import { answerJobs } from './answer-jobs.ts';

export type TestJob = {
  readonly do: 'double' | 'sleep' | 'fail' | 'throw' | 'exit' | 'fill';
  readonly bytes?: Uint8Array;
};

class RuleBroken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'rule-broken';
}

answerJobs(({ do: what, bytes = new Uint8Array(0) }: TestJob) => {
  if (what === 'fail') throw new RuleBroken('the rule says no', { rule: 7 });
  if (what === 'throw') throw new TypeError('a bug');
  if (what === 'exit') process.exit(3);
  if (what === 'sleep') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
  if (what === 'fill') for (const all: number[][] = []; ; ) all.push(new Array<number>(100_000).fill(1.5));
  const result = bytes.map((byte) => byte * 2);
  return { result, transfer: [result.buffer] };
});
