import { generateKeyPairSync, sign, verify } from 'node:crypto';

const text = Buffer.alloc(500, 'x');

/** ES256 signatures made, and checked, in a second by one core: each call of an API costs one of each. */
export function signaturesPerSecond(durationMs: number): { signed: number; verified: number } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signature = sign('sha256', text, privateKey);
  return {
    signed: timesPerSecond(durationMs / 2, () => sign('sha256', text, privateKey)),
    verified: timesPerSecond(durationMs / 2, () => verify('sha256', text, publicKey, signature)),
  };
}

function timesPerSecond(durationMs: number, work: () => unknown): number {
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < durationMs) {
    work();
    count += 1;
  }
  return (count * 1_000) / (performance.now() - started);
}
