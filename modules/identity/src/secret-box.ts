import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ivSizeBytes = 12;
const tagSizeBytes = 16;
const secretSizeMinChars = 32;

/** A 32-byte key for one purpose: keys for different purposes say nothing about each other (RFC 5869). */
export function deriveKey(secret: string, purpose: string): Buffer {
  if (secret.length < secretSizeMinChars) {
    throw new TypeError(`the secret of the identity module needs at least ${secretSizeMinChars} characters`);
  }
  return Buffer.from(hkdfSync('sha256', secret, '', `samband/identity/${purpose}`, 32));
}

/** AES-256-GCM: iv, tag, text. `label` must be the same when it is opened, so that boxes cannot be exchanged. */
export function seal(plain: string, key: Buffer, label: string): Buffer {
  const iv = randomBytes(ivSizeBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** Undefined when the key or the label is another, or the box was changed. */
export function open(box: Buffer, key: Buffer, label: string): string | undefined {
  if (box.length < ivSizeBytes + tagSizeBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, ivSizeBytes), { authTagLength: tagSizeBytes });
  decipher.setAAD(Buffer.from(label)).setAuthTag(box.subarray(ivSizeBytes, ivSizeBytes + tagSizeBytes));
  try {
    return Buffer.concat([decipher.update(box.subarray(ivSizeBytes + tagSizeBytes)), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return undefined;
  }
}
