import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const magic = Buffer.from('SBK1', 'latin1');
const idSizeBytes = 8;
const saltSizeBytes = 16;
const ivSizeBytes = 12;
const tagSizeBytes = 16;
const headerSizeBytes = magic.length + idSizeBytes + saltSizeBytes + ivSizeBytes;
const secretMinChars = 32;

/** A secret from the configuration under which keys are kept, with the id by which boxes name it. */
export interface MasterKey {
  readonly id: Buffer;
  readonly secret: string;
}

/** The id is derived, so that a box says under which key it is without saying anything about it (RFC 5869). */
export function masterKey(secret: string): MasterKey {
  if (secret.length < secretMinChars) throw new RangeError(`a master key has at least ${secretMinChars} characters`);
  return { id: Buffer.from(hkdfSync('sha256', secret, '', 'samband/keys/id', idSizeBytes)), secret };
}

/**
 * AES-256-GCM under a key of its own for each box: `SBK1`, id of the master key, salt, iv, ciphertext, tag. `label` is
 * covered too, so that no box can be put in another's place.
 */
export function sealBox(plain: Uint8Array, master: MasterKey, label: string): Buffer {
  const salt = randomBytes(saltSizeBytes);
  const header = Buffer.concat([magic, master.id, salt, randomBytes(ivSizeBytes)]);
  const cipher = createCipheriv('aes-256-gcm', boxKey(master, salt), header.subarray(-ivSizeBytes));
  cipher.setAAD(Buffer.concat([header, Buffer.from(label)]));
  return Buffer.concat([header, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined where none of the master keys opens it: sealed under another, for another label, cut or changed. */
export function openBox(box: Uint8Array, masters: readonly MasterKey[], label: string): Buffer | undefined {
  const master = masters.find((candidate) => isSealedUnder(box, candidate));
  if (!master || box.length < headerSizeBytes + tagSizeBytes) return undefined;
  const header = Buffer.from(box.subarray(0, headerSizeBytes));
  const salt = header.subarray(magic.length + idSizeBytes, -ivSizeBytes);
  const options = { authTagLength: tagSizeBytes };
  const decipher = createDecipheriv('aes-256-gcm', boxKey(master, salt), header.subarray(-ivSizeBytes), options);
  decipher.setAAD(Buffer.concat([header, Buffer.from(label)])).setAuthTag(box.subarray(-tagSizeBytes));
  try {
    return Buffer.concat([decipher.update(box.subarray(headerSizeBytes, -tagSizeBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}

export function isSealedUnder(box: Uint8Array, { id }: MasterKey): boolean {
  return Buffer.compare(box.subarray(0, magic.length + idSizeBytes), Buffer.concat([magic, id])) === 0;
}

function boxKey({ secret }: MasterKey, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, 'samband/keys/box', 32));
}
