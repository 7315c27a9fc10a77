import { hash } from 'node:crypto';

/** What a derived value is for (RFC 7292 §B.3). */
export const derivedFor = { key: 1, iv: 2, mac: 3 } as const;

export interface Derivation {
  readonly digest: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly purpose: (typeof derivedFor)[keyof typeof derivedFor];
  /** As PKCS#12 wants it, see `bmpPassword`. */
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly sizeBytes: number;
}

/** The password as a BMPString that ends with zero (RFC 7292 §B.1). */
export function bmpPassword(password: string): Buffer {
  return Buffer.from(`${password}\0`, 'utf16le').swap16();
}

/** PKCS#12's own way to make keys of passwords (RFC 7292 §B.2); the letters are those of the text. */
export function derivePkcs12({ digest, purpose, password, salt, iterations, sizeBytes }: Derivation): Buffer {
  const v = digest === 'sha1' || digest === 'sha256' ? 64 : 128;
  const diversifier = Buffer.alloc(v, purpose);
  const input = Buffer.concat([filled(salt, v), filled(password, v)]);
  const pieces: Buffer[] = [];
  for (let size = 0; size < sizeBytes; ) {
    let a = hash(digest, Buffer.concat([diversifier, input]), 'buffer');
    for (let round = 1; round < iterations; round++) a = hash(digest, a, 'buffer');
    pieces.push(a);
    size += a.length;
    const b = Buffer.alloc(v, a);
    for (let offset = 0; offset < input.length; offset += v) addPlusOne(input.subarray(offset, offset + v), b);
  }
  return Buffer.concat(pieces).subarray(0, sizeBytes);
}

/** Repeated to a whole number of blocks; nothing stays nothing. */
function filled(source: Uint8Array, blockBytes: number): Buffer {
  const sizeBytes = blockBytes * Math.ceil(source.length / blockBytes);
  return source.length === 0 ? Buffer.alloc(0) : Buffer.alloc(sizeBytes, source);
}

/** block = block + addend + 1, modulo its size. */
function addPlusOne(block: Buffer, addend: Buffer): void {
  let carry = 1;
  for (let index = block.length - 1; index >= 0; index--) {
    const sum = (block[index] ?? 0) + (addend[index] ?? 0) + carry;
    block[index] = sum & 0xff;
    carry = sum >> 8;
  }
}
