import { TokenUnavailable } from './errors.ts';
import type { Pkcs11Argument, Pkcs11Call, Pkcs11Library } from './pkcs11-library.ts';

/** Numbers of PKCS#11 2.40; the names are the standard's. */
const ck = { serialSession: 4, user: 1, alreadyLoggedIn: 0x100 } as const;

/** CKA_: attributes of objects. CKO_: what they are. */
export const attributes = { class: 0x000, modulus: 0x120 } as const;
export const objectClasses = { privateKey: 3 } as const;

const slotsMax = 64;
const objectsMax = 1_000;
const outputMaxBytes = 16 * 1024;

/** A call that the token refused. The number is the standard's CK_RV. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
  readonly result: number;

  constructor(call: Pkcs11Call, result: number) {
    super(`${call} gave 0x${result.toString(16)}`);
    this.result = result;
  }
}

/** What a session can do. Handles are good within it only. */
export interface Pkcs11Session {
  find(objectClass: number): bigint[];
  attribute(object: bigint, type: number): Buffer;
  sign(key: bigint, mechanism: number, data: Uint8Array): Buffer;
  decrypt(key: bigint, mechanism: number, parameters: BigUint64Array | undefined, data: Uint8Array): Buffer;
  close(): void;
}

/** Opens a session with the token of that label and logs in. Throws TokenUnavailable. */
export function openPkcs11Session(library: Pkcs11Library, label: string, pin: string): Pkcs11Session {
  const must = (name: Pkcs11Call, ...args: readonly Pkcs11Argument[]) => {
    const result = library.call(name, ...args);
    if (result !== 0) throw new TokenRefusal(name, result);
  };
  const opened = new BigUint64Array(1);
  must('C_OpenSession', slotOf(library, label), ck.serialSession, null, null, opened);
  const [session = 0n] = opened;
  const secret = Buffer.from(pin, 'utf8');
  const login = library.call('C_Login', session, ck.user, secret, secret.length);
  if (login !== 0 && login !== ck.alreadyLoggedIn) {
    library.call('C_CloseSession', session);
    throw new TokenUnavailable('login-refused', login);
  }

  function output(name: 'C_Sign' | 'C_Decrypt', data: Uint8Array): Buffer {
    const result = Buffer.alloc(outputMaxBytes);
    const size = BigUint64Array.of(BigInt(result.length));
    must(name, session, data, data.length, result, size);
    return Buffer.from(result.subarray(0, Number(size[0])));
  }

  return {
    find(objectClass) {
      const wanted = BigUint64Array.of(BigInt(objectClass));
      const template = library.structure(attributes.class, wanted, wanted.byteLength);
      must('C_FindObjectsInit', session, template, 1);
      const handles = new BigUint64Array(objectsMax);
      const count = new BigUint64Array(1);
      must('C_FindObjects', session, handles, objectsMax, count);
      must('C_FindObjectsFinal', session);
      return [...handles.subarray(0, Number(count[0]))];
    },
    attribute(object, type) {
      const value = Buffer.alloc(outputMaxBytes);
      const template = library.structure(type, value, value.length);
      must('C_GetAttributeValue', session, object, template, 1);
      return Buffer.from(value.subarray(0, Number(template[2])));
    },
    sign(key, mechanism, data) {
      must('C_SignInit', session, library.structure(mechanism, 0, 0), key);
      return output('C_Sign', data);
    },
    decrypt(key, mechanism, parameters, data) {
      const size = parameters?.byteLength ?? 0;
      must('C_DecryptInit', session, library.structure(mechanism, parameters ?? 0, size), key);
      return output('C_Decrypt', data);
    },
    close: () => {
      library.call('C_CloseSession', session);
    },
  };
}

/** The slot whose token has the label, which the token pads with spaces to 32 octets. */
function slotOf(library: Pkcs11Library, label: string): bigint {
  const slots = new BigUint64Array(slotsMax);
  const count = BigUint64Array.of(BigInt(slotsMax));
  const result = library.call('C_GetSlotList', 1, slots, count);
  if (result !== 0) throw new TokenUnavailable('library-failed', result);
  const found = slots.subarray(0, Number(count[0])).find((slot) => {
    const info = Buffer.alloc(512);
    return library.call('C_GetTokenInfo', slot, info) === 0 && info.toString('utf8', 0, 32).trimEnd() === label;
  });
  if (found === undefined) throw new TokenUnavailable('no-such-token');
  return found;
}
