import { TokenUnavailable } from './errors.ts';

/** Every argument is an address or a CK_ULONG; every call gives a CK_RV (PKCS#11 2.40 §5). */
const signatures = {
  C_Initialize: ['void *'],
  C_GetSlotList: ['uint8', 'void *', 'void *'],
  C_GetTokenInfo: ['ulong', 'void *'],
  C_OpenSession: ['ulong', 'ulong', 'void *', 'void *', 'void *'],
  C_CloseSession: ['ulong'],
  C_Login: ['ulong', 'ulong', 'void *', 'ulong'],
  C_FindObjectsInit: ['ulong', 'void *', 'ulong'],
  C_FindObjects: ['ulong', 'void *', 'ulong', 'void *'],
  C_FindObjectsFinal: ['ulong'],
  C_GetAttributeValue: ['ulong', 'ulong', 'void *', 'ulong'],
  C_SignInit: ['ulong', 'void *', 'ulong'],
  C_Sign: ['ulong', 'void *', 'ulong', 'void *', 'void *'],
  C_DecryptInit: ['ulong', 'void *', 'ulong'],
  C_Decrypt: ['ulong', 'void *', 'ulong', 'void *', 'void *'],
} as const;

export type Pkcs11Call = keyof typeof signatures;

/** What is handed to a call: a number, or memory that it reads or fills. */
export type Pkcs11Argument = number | bigint | Uint8Array | BigUint64Array | null;

export interface Pkcs11Library {
  call(name: Pkcs11Call, ...args: readonly Pkcs11Argument[]): number;
  /** A structure of CK_ULONGs and addresses, which on 64 bits are all of eight octets. Keep what it points to. */
  structure(...fields: readonly (number | Uint8Array | BigUint64Array)[]): BigUint64Array;
}

/** Libraries by path: a process may initialise each but once. */
const loaded = new Map<string, Promise<Pkcs11Library>>();
const alreadyInitialized = 0x191;

/** Loads the library of a token's maker. Throws TokenUnavailable. */
export function loadPkcs11(path: string): Promise<Pkcs11Library> {
  const known = loaded.get(path);
  if (known) return known;
  const loading = load(path);
  loaded.set(path, loading);
  // A failure is told to whoever asked, and not remembered.
  loading.catch(() => loaded.delete(path));
  return loading;
}

async function load(path: string): Promise<Pkcs11Library> {
  // CK_ULONG has four octets on Windows, and structures another shape.
  if (process.platform === 'win32') throw new TokenUnavailable('platform-not-supported');
  const koffi = await importKoffi();
  const functions = declare(koffi, path);
  const library: Pkcs11Library = {
    call: (name, ...args) => Number(functions.get(name)?.(...args)),
    structure: (...fields) =>
      BigUint64Array.from(fields, (field) => (typeof field === 'number' ? BigInt(field) : koffi.address(field))),
  };
  const result = library.call('C_Initialize', null);
  if (result !== 0 && result !== alreadyInitialized) throw new TokenUnavailable('library-failed', result);
  return library;
}

/** Optional on purpose: most never have a token, and need no native code for that. */
async function importKoffi() {
  try {
    return (await import('koffi')).default;
  } catch (cause) {
    throw new TokenUnavailable('koffi-not-installed', undefined, { cause });
  }
}

function declare(koffi: Awaited<ReturnType<typeof importKoffi>>, path: string) {
  try {
    const library = koffi.load(path);
    return new Map(
      Object.entries(signatures).map(([name, parameters]) => [name, library.func(name, 'ulong', [...parameters])]),
    );
  } catch (cause) {
    throw new TokenUnavailable('library-not-found', undefined, { cause });
  }
}
