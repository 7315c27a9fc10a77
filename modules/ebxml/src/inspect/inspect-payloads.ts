import { type CmsDescription, describeCms } from '@samband/crypto';
import type { EbxmlAttachment } from '../messages/ebxml-read.ts';
import type { InspectedPayload } from './inspection.ts';

/** The documents of a message from outside: for whom they are encrypted and how, and nothing of what they say. */
export function inspectPayloads(attachments: readonly EbxmlAttachment[]): InspectedPayload[] {
  return attachments.map(({ contentId, contentType, parameters, bytes }) => {
    const cms = describe(bytes);
    const smimeType = parameters['smime-type'];
    return {
      contentId,
      contentType: smimeType ? `${contentType}; smime-type=${smimeType}` : contentType,
      encrypted: cms !== undefined,
      recipients: cms?.recipients.map(nameOf) ?? [],
      algorithm: cms ? [cms.contentAlgorithm, cms.keyAlgorithm].filter(Boolean).join(', ') : null,
      sizeBytes: bytes.byteLength,
    };
  });
}

type Enveloped = Extract<CmsDescription, { recipients: unknown }>;

function describe(bytes: Uint8Array): Enveloped | undefined {
  try {
    const cms = describeCms(bytes);
    return 'recipients' in cms ? cms : undefined;
  } catch {
    return undefined;
  }
}

function nameOf(recipient: Enveloped['recipients'][number]): string {
  return 'issuer' in recipient ? `${recipient.issuer}, ${recipient.serialNumber}` : recipient.subjectKeyId;
}
