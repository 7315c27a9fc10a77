import type { MailMessage, MailPart } from '@samband/mail';
import { bareContentId } from './content-id.ts';

/**
 * The part with the envelope: by what stands in it, since labels lie. The one that `start` names is asked first, then the
 * others in their order (RFC 2387 §3.2: the first, where nothing is said).
 */
export function findSoapPart({ parts, parameters }: MailMessage): MailPart | undefined {
  const start = parameters['start'];
  const wanted = start === undefined ? undefined : bareContentId(start);
  const isNamed = ({ contentId }: MailPart) =>
    wanted !== undefined && contentId !== undefined && bareContentId(contentId) === wanted;
  const inOrder = [...parts.filter(isNamed), ...parts.filter((part) => !isNamed(part))];
  return (
    inOrder.find(({ body }) => mayBeEnvelope(body)) ??
    // Damaged before its root: told of as XML that cannot be read, and not as nothing.
    inOrder.find(({ contentType, body }) => contentType === 'text/xml' && body.length > 0)
  );
}

/** Far into it stand the namespaces of whatever tools were at work; further than this nobody begins. */
const startBytes = 4_096;

/** SOAP's namespace, or that of ebXML, near the beginning. UTF-16 has a zero beside each letter. */
function mayBeEnvelope(body: Uint8Array): boolean {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, startBytes))
    .toString('latin1')
    .replaceAll('\0', '');
  return (
    /^[^<]{0,8}\s*</.test(start) &&
    /:Envelope[\s>/]|<Envelope[\s>/]/.test(start) &&
    start.includes('xmlsoap.org/soap/envelope')
  );
}
