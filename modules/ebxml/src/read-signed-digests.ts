import type { SignedDigest } from './messages/ebxml-read.ts';
import { childOf, readTree } from './messages/element-tree.ts';
import { dsNamespace as ds, soapNamespace as soap } from './messages/names.ts';
import { readDigests } from './messages/read-digests.ts';

/** What an envelope's own signature covers, with the digests that an acknowledgment of it will repeat. */
export function readSignedDigests(envelope: Uint8Array): SignedDigest[] {
  const signature = childOf(childOf(readTree(envelope), soap, 'Header'), ds, 'Signature');
  return readDigests(childOf(signature, ds, 'SignedInfo'));
}
