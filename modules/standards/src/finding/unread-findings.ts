import { XmlNotWellFormed, type XmlRefusalReason, XmlRefused } from '@samband/xml';
import type { HeaderUnreadable } from '../header/header-unreadable.ts';
import type { Finding, ValidationReport } from '../report.ts';
import { maskIdentityNumbers, quote } from './mask.ts';
import { findingTexts } from './two-languages.ts';

/** The report of a document that the XML reader gave back, or undefined for any other fault. */
export function reportOfUnread(fault: unknown): ValidationReport | undefined {
  if (fault instanceof XmlRefused) return unread('refused', refused(fault));
  if (!(fault instanceof XmlNotWellFormed)) return undefined;
  return isForeignUri(fault) ? unread('refused', foreignUri(fault)) : unread('not-well-formed', notWellFormed(fault));
}

function unread(verdict: 'refused' | 'not-well-formed', finding: Finding): ValidationReport {
  return { verdict, models: [], findings: [finding] };
}

/** libxml2 reads no document whose namespace is not a URI, such as one with æ or ø; it is XML all the same. */
function isForeignUri({ message }: XmlNotWellFormed): boolean {
  return message.includes('is not a valid URI');
}

function notWellFormed({ message, line }: XmlNotWellFormed): Finding {
  const problem = maskIdentityNumbers(message);
  return {
    rule: 'xml',
    severity: 'error',
    ...wholeDocument(line),
    ...findingTexts({
      en: {
        message: problem,
        fix: 'The document is not XML. Look at the line named here and just above it: each tag must be closed in the right order, < and & in text written as &lt; and &amp;, and the bytes be in the encoding that the first line declares.',
      },
      nb: {
        message: `Dokumentet er ikke velformet XML: ${problem}`,
        fix: 'Se på linjen som er oppgitt og rett over den: hver tagg må lukkes i riktig rekkefølge, < og & i tekst skrives &lt; og &amp;, og tegnsettet må være det som første linje oppgir.',
      },
    }),
    appRecCode: 'T01',
    source: 'XML 1.0',
    raw: problem,
  };
}

function foreignUri({ message, line }: XmlNotWellFormed): Finding {
  const problem = maskIdentityNumbers(message);
  return {
    rule: 'xml',
    severity: 'error',
    ...wholeDocument(line),
    ...findingTexts({
      en: {
        message: problem,
        fix: 'A namespace must be a URI; letters such as æ, ø and å cannot stand in it. Documents of such standards cannot be read here.',
      },
      nb: {
        message: `Navnerommet er ikke en gyldig URI: ${problem}`,
        fix: 'Et navnerom må være en URI, uten bokstaver som æ, ø og å. Dokumenter etter slike standarder kan ikke leses her.',
      },
    }),
    appRecCode: 'T99',
    source: 'Namespaces in XML 1.0 §2',
    raw: problem,
  };
}

const REFUSALS: Partial<Record<XmlRefusalReason, { readonly nb: string; readonly fix: { en: string; nb: string } }>> = {
  doctype: {
    nb: 'Dokumentet har en DOCTYPE',
    fix: {
      en: 'Take the DOCTYPE out; national messages have none.',
      nb: 'Fjern DOCTYPE; nasjonale meldinger har ingen.',
    },
  },
  encoding: {
    nb: 'Dokumentet har et tegnsett som ikke leses',
    fix: { en: 'Write the document in UTF-8.', nb: 'Skriv dokumentet i UTF-8.' },
  },
  size: {
    nb: 'Dokumentet er for stort',
    fix: {
      en: 'Send large attachments by reference instead of inside the document.',
      nb: 'Send store vedlegg som referanse i stedet for inne i dokumentet.',
    },
  },
};

const OTHER_REFUSAL = {
  nb: 'Dokumentet går over en grense for hva som leses',
  fix: {
    en: 'No national message comes near this limit: check how the document is made.',
    nb: 'Ingen nasjonal melding kommer i nærheten av denne grensen: sjekk hvordan dokumentet lages.',
  },
};

function refused({ reason, message, facts }: XmlRefused): Finding {
  const { nb, fix } = REFUSALS[reason] ?? OTHER_REFUSAL;
  const line = facts['line'];
  return {
    rule: 'xml',
    severity: 'error',
    ...wholeDocument(typeof line === 'number' ? line : undefined),
    ...findingTexts({
      en: { message: maskIdentityNumbers(message), fix: fix.en },
      nb: { message: nb, fix: fix.nb },
    }),
    appRecCode: 'T99',
  };
}

function wholeDocument(line: number | undefined) {
  return { path: '', ...(line !== undefined && { line }) };
}

/** The finding of a document whose root we have no model of. */
export function unknownDocument(root: string, namespace: string): Finding {
  const shown = quote(namespace);
  return {
    rule: 'unknown-document',
    severity: 'error',
    path: root,
    ...findingTexts({
      en: {
        message: `${root} in the namespace ${shown} is no document that is known here`,
        fix: 'Check the namespace (xmlns) of the root element; `samband models` lists those that are known.',
      },
      nb: {
        message: `${root} i navnerommet ${shown} er ikke et dokument som er kjent her`,
        fix: 'Sjekk navnerommet (xmlns) til rotelementet; `samband models` lister dem som er kjent.',
      },
    }),
    appRecCode: 'T10',
  };
}

/** The finding of a document that should have a header, and has none that can be read. */
export function unreadableHeader({ path, line, message, nb }: HeaderUnreadable): Finding {
  return {
    rule: 'header',
    severity: 'warning',
    path,
    ...(line !== undefined && { line }),
    ...findingTexts({
      en: {
        message,
        fix: 'Without it nobody can say what the document is, who it is from and for, or answer it. Add it as the standard has it.',
      },
      nb: {
        message: nb,
        fix: 'Uten dette kan ingen si hva dokumentet er, hvem det er fra og til, eller svare på det. Legg det til slik standarden har det.',
      },
    }),
  };
}
