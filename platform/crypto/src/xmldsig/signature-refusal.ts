import { XmlNotWellFormed, XmlRefused } from '@samband/xml';
import type { XmlSignatureFault, XmlSignatureRefused } from './verdict.ts';

const SUBJECT_MAX_CHARACTERS = 200;

/** Ends the check of a signature; what the caller gets is a verdict. */
export class SignatureRefusal extends Error {
  readonly reason: XmlSignatureFault;
  readonly subject: string | undefined;

  constructor(reason: XmlSignatureFault, subject?: string) {
    super(reason);
    this.reason = reason;
    this.subject = subject?.slice(0, SUBJECT_MAX_CHARACTERS);
  }
}

/** A fault that is none of the document's is a bug, and thrown on. */
export function reasonOf(fault: unknown): Pick<XmlSignatureRefused, 'reason' | 'subject'> {
  if (fault instanceof SignatureRefusal) {
    return { reason: fault.reason, ...(fault.subject !== undefined && { subject: fault.subject }) };
  }
  if (fault instanceof XmlNotWellFormed) return { reason: 'not-xml' };
  if (fault instanceof XmlRefused) return { reason: 'xml-refused', subject: fault.reason };
  throw fault;
}
