import type { DocumentHeader, Finding, HeaderParty, ValidationReport } from '@samband/standards';
import type { Check } from '../check-document.ts';
import type { CheckBody, FindingBody, HeaderBody, PartyBody } from './schemas.ts';

/** A check as its answer has it. */
export function checkBody({ report, receipt, noReceiptBecause, html }: Check): CheckBody {
  return {
    report: reportBody(report),
    ...(receipt && { receipt: { ...receipt, codes: [...receipt.codes] } }),
    ...(noReceiptBecause && { noReceiptBecause }),
    ...(html && { html }),
  };
}

function reportBody({ header, findings, models, ...report }: ValidationReport): CheckBody['report'] {
  return {
    ...report,
    models: [...models],
    ...(header && { header: headerBody(header) }),
    findings: findings.map(findingBody),
  };
}

function findingBody({ message, fix, ...finding }: Finding): FindingBody {
  return { ...finding, en: { message, ...(fix !== undefined && { fix }) } };
}

function headerBody(header: DocumentHeader): HeaderBody {
  const { generatedAt, sender, receivers, attachments, conversation, receipt, ...rest } = header;
  return {
    ...rest,
    generatedAt: { ...generatedAt, instant: generatedAt.instant.toISOString() },
    sender: partyBody(sender),
    receivers: receivers.map(partyBody),
    attachments: [...attachments],
    ...(conversation && { conversation }),
    ...(receipt && { receipt: { ...receipt, errors: [...receipt.errors] } }),
  };
}

function partyBody({ level1, level2, ...party }: HeaderParty): PartyBody {
  return {
    ...party,
    ...(level1 && { level1: { ...level1, ids: [...level1.ids] } }),
    ...(level2 && { level2: { ...level2, ids: [...level2.ids] } }),
  };
}
