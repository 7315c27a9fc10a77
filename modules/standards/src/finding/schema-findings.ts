import type { XmlSchemaFinding } from '@samband/xml';
import type { Finding } from '../report.ts';
import { describeSchemaFinding } from '../schema/finding-text.ts';
import { standards } from '../standards.ts';
import { maskIdentityNumbers } from './mask.ts';
import { findingTexts } from './two-languages.ts';

/**
 * What the schema has found, in words.
 * @param schemaOnly whether content without a model is an error, as the schemas alone have it
 */
export function schemaFindingsOf(found: readonly XmlSchemaFinding[], schemaOnly: boolean): Finding[] {
  const findings: Finding[] = [];
  found.forEach((one, index) => {
    if (repeatsFacet(one, found[index - 1])) return;
    findings.push(!schemaOnly && isUnknownPayload(one) ? unknownPayload(one) : schemaFinding(one));
  });
  return findings;
}

/** libxml2 says of a value that breaks a facet a second time that it is not valid. */
function repeatsFacet(found: XmlSchemaFinding, previous: XmlSchemaFinding | undefined): boolean {
  return (
    previous !== undefined &&
    previous.path === found.path &&
    previous.line === found.line &&
    previous.message.includes("[facet '") &&
    found.message.includes('is not a valid value of the')
  );
}

function schemaFinding(found: XmlSchemaFinding): Finding {
  return {
    rule: 'schema',
    severity: 'error',
    ...placeAndRaw(found),
    ...findingTexts(describeSchemaFinding(found.message)),
    appRecCode: 'T02',
  };
}

/**
 * MsgHead and others carry any message, but only known ones strictly: content in a namespace that has no model says
 * nothing about whether the document is right.
 */
function isUnknownPayload({ raw }: XmlSchemaFinding): boolean {
  if (!raw.includes('demanded by the strict wildcard')) return false;
  const namespace = /^Element '\{([^}]*)\}/.exec(raw)?.[1] ?? '';
  return standards().catalogue.findByNamespace(namespace) === undefined;
}

function unknownPayload(found: XmlSchemaFinding): Finding {
  const name = found.path.split('/').at(-1) ?? '';
  return {
    rule: 'unknown-payload',
    severity: 'warning',
    ...placeAndRaw(found),
    ...findingTexts({
      en: {
        message: `${name} is content of a kind that is not known here; it was not checked`,
        fix: 'If it should be a national message, check its namespace (xmlns). Otherwise agree with the receiver that it can take it.',
      },
      nb: {
        message: `${name} er innhold av et slag som ikke er kjent her; det er ikke kontrollert`,
        fix: 'Skal det være en nasjonal melding, sjekk navnerommet (xmlns). Ellers må det være avtalt at mottaker kan ta imot det.',
      },
    }),
    appRecCode: 'T10',
  };
}

function placeAndRaw({ path, line, raw }: XmlSchemaFinding) {
  return { path, ...(line !== undefined && { line }), raw: maskIdentityNumbers(raw) };
}
