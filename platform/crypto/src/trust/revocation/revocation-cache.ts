/**
 * Where the words of issuers lie over a restart. A convenience, and no authority: what is read is verified again, as if it
 * had come from anybody. So neither call throws, and what was lost or cut is asked for anew.
 */
export interface RevocationCache {
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
}
