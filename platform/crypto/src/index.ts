export {
  type AuthorityOptions,
  type CertificateAuthority,
  createCertificateAuthority,
  type IssueOptions,
  openCertificateAuthority,
} from './authority/certificate-authority.ts';
export type { Subject } from './authority/write-name.ts';
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
export { type SignOptions, signData } from './cms/sign-data.ts';
export {
  type SignedDataRefusal,
  type SignedDataVerdict,
  type VerifyOptions,
  verifySignedData,
} from './cms/verify-signed-data.ts';
export {
  KeyAndCertificateDiffer,
  KeySealed,
  type Pkcs12Fault,
  Pkcs12Unreadable,
  type TokenFault,
  TokenUnavailable,
} from './keys/errors.ts';
export { type ExpiringKey, expiringKeys } from './keys/expiring-keys.ts';
export type { KeptKey } from './keys/kept-key.ts';
export { type KeyStorage, keyFolder } from './keys/key-folder.ts';
export { createKeyStore, type KeyStore, type KeyStoreOptions, type NewKey } from './keys/key-store.ts';
export { type KeyUse, usesOf } from './keys/key-uses.ts';
export { type KeyWithCertificate, loadPkcs12 } from './keys/load-pkcs12.ts';
export { keyInPem, keysInPkcs12 } from './keys/new-keys.ts';
export { openToken, type Token, type TokenOptions } from './keys/open-token.ts';
export type { SigningDigest, TokenKey } from './keys/token-key.ts';
export type { SigningKey, TokenSigningKey } from './signing-key.ts';
export { type Certificate, type Name, readCertificate } from './trust/certificate.ts';
export type { CertificateUsage } from './trust/check-chain.ts';
export { enterprisePolicies, enterpriseTestPolicies } from './trust/enterprise-policies.ts';
export { CertificateUnreadable } from './trust/errors.ts';
export { certificatesFromPem, certificateToPem, sortIssuers } from './trust/issuers.ts';
export type { KeyUsage } from './trust/key-usage.ts';
export type { TrustRefusalReason } from './trust/refusal.ts';
export { type ExpiryWarning, expiryWarnings, type HeldPeriod } from './trust/renewal.ts';
export type { RevocationEvidence, Said, VainSource } from './trust/revocation/evidence.ts';
export type { RevocationCache } from './trust/revocation/revocation-cache.ts';
export { type RevocationFolderOptions, revocationFolder } from './trust/revocation/revocation-folder.ts';
export { defaultRevocationPolicy, type RevocationPolicy } from './trust/revocation/revocation-policy.ts';
export type { SourceFailure } from './trust/revocation/source-failed.ts';
export type { RevocationReason } from './trust/revocation-reason.ts';
export {
  createTrust,
  type Trust,
  type TrustOptions,
  type TrustPolicy,
  type TrustQuestion,
  type TrustVerdict,
} from './trust/trust.ts';
export { type RevocationRecord, type TrustRecord, trustRecord } from './trust/trust-record.ts';
export type { CanonicalForm } from './xmldsig/canonical-form.ts';
export { XmlNotSignable, type XmlNotSignableReason } from './xmldsig/errors.ts';
export { readSignature, type SignatureRead, type SignatureUnreadable } from './xmldsig/read-signature.ts';
export { signEbms, signEnveloped, type XmlSignEnvelopedOptions, type XmlSignOptions } from './xmldsig/sign.ts';
export type { SignatureAlgorithmName } from './xmldsig/signature-algorithm.ts';
export type {
  Attachment,
  CheckedReference,
  SignatureReference,
  SignatureTransform,
  Signer,
  VerificationKey,
  XmlSignatureAccepted,
  XmlSignatureFault,
  XmlSignaturePolicy,
  XmlSignatureRefused,
  XmlSignatureVerdict,
} from './xmldsig/verdict.ts';
export { verifyEbms, verifyEnveloped } from './xmldsig/verify.ts';
