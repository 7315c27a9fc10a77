import { Buffer } from 'node:buffer';

const BASE64 = /^[A-Za-z0-9+/\s]*[=\s]*$/;

/** The words of an attached text in base64: UTF-8, else windows-1252; undefined where the base64 is faulty. */
export function decodeAttachedText(base64: string): string | undefined {
  if (!BASE64.test(base64)) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
