export { type DecryptionKey, type DecryptOptions, decrypt } from './cms/decrypt.ts';
export {
  type CmsDescription,
  describeCms,
  type EnvelopedDescription,
  type HolderDescription,
  type SignedDescription,
} from './cms/describe-cms.ts';
export { type EncryptOptions, encryptFor } from './cms/encrypt-for.ts';
export { CmsCertificateUnsuitable, CmsNotDecrypted, CmsUnreadable } from './cms/errors.ts';
export { type CmsSigningKey, type SignOptions, signData } from './cms/sign-data.ts';
export {
  type SignedDataRefusal,
  type SignedDataVerdict,
  type VerifyOptions,
  verifySignedData,
} from './cms/verify-signed-data.ts';
export type { SigningDigest, TokenKey } from './keys/token-key.ts';
