import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const [saltBytes, keyBytes] = [16, 32];

/** `salt:key` in base64, by scrypt with Node's costs (N 16384, r 8, p 1). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return `${salt.toString('base64')}:${(await derive(password, salt, keyBytes)).toString('base64')}`;
}

/**
 * What was right before, by its hash: journal systems log in every minute or so, and scrypt is meant to be dear. Only a keyed
 * digest is kept, whose key this process alone has.
 */
const known = new Map<string, Buffer>();
const knownKey = randomBytes(keyBytes);
const knownMax = 10_000;

/** Takes as long for a user that is not there, whose `hash` is undefined, as for a wrong password. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const mark = createHmac('sha256', knownKey).update(password).digest();
  const kept = hash === undefined ? undefined : known.get(hash);
  if (kept && timingSafeEqual(kept, mark)) return true;
  const isRight = await isDerived(password, hash);
  if (isRight && hash !== undefined) {
    if (known.size >= knownMax) known.clear();
    known.set(hash, mark);
  }
  return isRight;
}

async function isDerived(password: string, hash: string | undefined): Promise<boolean> {
  const [salt = '', key = ''] = (hash ?? '').split(':');
  const expected = Buffer.from(key, 'base64');
  const derived = await derive(password, Buffer.from(salt, 'base64'), keyBytes);
  return expected.length === keyBytes && timingSafeEqual(derived, expected);
}
