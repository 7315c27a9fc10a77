/**
 * RC2 in CBC mode, for reading only (RFC 2268). Key files that Windows and older tools made hide their certificates with
 * 40 bits of it; OpenSSL 3 has put it away. It protects nothing, and nothing is ever written with it.
 */

const blockBytes = 8;

// biome-ignore format: the table of RFC 2268 §2, sixteen a row
const piTable = Uint8Array.of(
  0xd9, 0x78, 0xf9, 0xc4, 0x19, 0xdd, 0xb5, 0xed, 0x28, 0xe9, 0xfd, 0x79, 0x4a, 0xa0, 0xd8, 0x9d,
  0xc6, 0x7e, 0x37, 0x83, 0x2b, 0x76, 0x53, 0x8e, 0x62, 0x4c, 0x64, 0x88, 0x44, 0x8b, 0xfb, 0xa2,
  0x17, 0x9a, 0x59, 0xf5, 0x87, 0xb3, 0x4f, 0x13, 0x61, 0x45, 0x6d, 0x8d, 0x09, 0x81, 0x7d, 0x32,
  0xbd, 0x8f, 0x40, 0xeb, 0x86, 0xb7, 0x7b, 0x0b, 0xf0, 0x95, 0x21, 0x22, 0x5c, 0x6b, 0x4e, 0x82,
  0x54, 0xd6, 0x65, 0x93, 0xce, 0x60, 0xb2, 0x1c, 0x73, 0x56, 0xc0, 0x14, 0xa7, 0x8c, 0xf1, 0xdc,
  0x12, 0x75, 0xca, 0x1f, 0x3b, 0xbe, 0xe4, 0xd1, 0x42, 0x3d, 0xd4, 0x30, 0xa3, 0x3c, 0xb6, 0x26,
  0x6f, 0xbf, 0x0e, 0xda, 0x46, 0x69, 0x07, 0x57, 0x27, 0xf2, 0x1d, 0x9b, 0xbc, 0x94, 0x43, 0x03,
  0xf8, 0x11, 0xc7, 0xf6, 0x90, 0xef, 0x3e, 0xe7, 0x06, 0xc3, 0xd5, 0x2f, 0xc8, 0x66, 0x1e, 0xd7,
  0x08, 0xe8, 0xea, 0xde, 0x80, 0x52, 0xee, 0xf7, 0x84, 0xaa, 0x72, 0xac, 0x35, 0x4d, 0x6a, 0x2a,
  0x96, 0x1a, 0xd2, 0x71, 0x5a, 0x15, 0x49, 0x74, 0x4b, 0x9f, 0xd0, 0x5e, 0x04, 0x18, 0xa4, 0xec,
  0xc2, 0xe0, 0x41, 0x6e, 0x0f, 0x51, 0xcb, 0xcc, 0x24, 0x91, 0xaf, 0x50, 0xa1, 0xf4, 0x70, 0x39,
  0x99, 0x7c, 0x3a, 0x85, 0x23, 0xb8, 0xb4, 0x7a, 0xfc, 0x02, 0x36, 0x5b, 0x25, 0x55, 0x97, 0x31,
  0x2d, 0x5d, 0xfa, 0x98, 0xe3, 0x8a, 0x92, 0xae, 0x05, 0xdf, 0x29, 0x10, 0x67, 0x6c, 0xba, 0xc9,
  0xd3, 0x00, 0xe6, 0xcf, 0xe1, 0x9e, 0xa8, 0x2c, 0x63, 0x16, 0x01, 0x3f, 0x58, 0xe2, 0x89, 0xa9,
  0x0d, 0x38, 0x34, 0x1b, 0xab, 0x33, 0xff, 0xb0, 0xbb, 0x48, 0x0c, 0x5f, 0xb9, 0xb1, 0xcd, 0x2e,
  0xc5, 0xf3, 0xdb, 0x47, 0xe5, 0xa5, 0x9c, 0x77, 0x0a, 0xa6, 0x20, 0x68, 0xfe, 0x7f, 0xc1, 0xad,
);

/** The plain bytes with their padding taken off. Throws where the padding is none. The effective bits are the key's. */
export function decryptRc2Cbc(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Buffer {
  if (encrypted.length === 0 || encrypted.length % blockBytes !== 0) throw new RangeError('not whole blocks');
  const schedule = expandKey(key);
  const plain = Buffer.alloc(encrypted.length);
  let before = iv;
  for (let offset = 0; offset < encrypted.length; offset += blockBytes) {
    const block = encrypted.subarray(offset, offset + blockBytes);
    decryptBlock(schedule, block).forEach((octet, index) => {
      plain[offset + index] = octet ^ (before[index] ?? 0);
    });
    before = block;
  }
  return withoutPadding(plain);
}

/** RFC 2268 §2, with as many effective bits as the key has. */
function expandKey(key: Uint8Array): Uint16Array {
  const expanded = new Uint8Array(128);
  expanded.set(key);
  for (let index = key.length; index < 128; index++) {
    expanded[index] = pi((expanded[index - 1] ?? 0) + (expanded[index - key.length] ?? 0));
  }
  const effectiveBytes = key.length;
  expanded[128 - effectiveBytes] = pi(expanded[128 - effectiveBytes] ?? 0);
  for (let index = 127 - effectiveBytes; index >= 0; index--) {
    expanded[index] = pi((expanded[index + 1] ?? 0) ^ (expanded[index + effectiveBytes] ?? 0));
  }
  return Uint16Array.from(
    { length: 64 },
    (_, index) => (expanded[2 * index] ?? 0) + 256 * (expanded[2 * index + 1] ?? 0),
  );
}

function pi(index: number): number {
  return piTable[index & 0xff] ?? 0;
}

/** RFC 2268 §4: mixing rounds 5, 6 and 5, with a mashing round between. */
function decryptBlock(schedule: Uint16Array, block: Uint8Array): Uint8Array {
  const source = Buffer.from(block);
  const words = [0, 2, 4, 6].map((offset) => source.readUInt16LE(offset));
  let next = 63;
  const mix = (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      for (const index of [3, 2, 1, 0]) next = unmix(words, index, schedule, next);
    }
  };
  mix(5);
  unmash(words, schedule);
  mix(6);
  unmash(words, schedule);
  mix(5);
  const plain = Buffer.alloc(blockBytes);
  words.forEach((word, index) => {
    plain.writeUInt16LE(word, index * 2);
  });
  return plain;
}

const rotations = [1, 2, 3, 5];

function unmix(words: number[], index: number, schedule: Uint16Array, next: number): number {
  const [one, two, three] = [1, 2, 3].map((back) => words[(index + 4 - back) & 3] ?? 0);
  const rotation = rotations[index] ?? 0;
  const word = words[index] ?? 0;
  const rotated = ((word >>> rotation) | (word << (16 - rotation))) & 0xffff;
  const mixed = ((one ?? 0) & (two ?? 0)) + (~(one ?? 0) & (three ?? 0));
  words[index] = (rotated - (schedule[next] ?? 0) - mixed) & 0xffff;
  return next - 1;
}

function unmash(words: number[], schedule: Uint16Array): void {
  for (const index of [3, 2, 1, 0]) {
    const before = words[(index + 3) & 3] ?? 0;
    words[index] = ((words[index] ?? 0) - (schedule[before & 63] ?? 0)) & 0xffff;
  }
}

function withoutPadding(plain: Buffer): Buffer {
  const length = plain.at(-1) ?? 0;
  const padding = plain.subarray(plain.length - length);
  if (length < 1 || length > blockBytes || padding.some((octet) => octet !== length))
    throw new RangeError('no padding');
  return plain.subarray(0, plain.length - length);
}
