import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const [saltBytes, keyBytes] = [16, 32];

/** `salt:key` in base64, by scrypt with Node's costs (N 16384, r 8, p 1). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return `${salt.toString('base64')}:${(await derive(password, salt, keyBytes)).toString('base64')}`;
}

/** Takes as long for a user that is not there, whose `hash` is undefined. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [salt = '', key = ''] = (hash ?? '').split(':');
  const expected = Buffer.from(key, 'base64');
  const derived = await derive(password, Buffer.from(salt, 'base64'), keyBytes);
  return expected.length === keyBytes && timingSafeEqual(derived, expected);
}
