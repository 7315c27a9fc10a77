import type { InspectedParty, InspectedPayload, InspectedRule, InspectedSignature, Inspection } from '@samband/ebxml';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';
import { pairs } from './table.ts';

/** What `samband ebxml inspect` says of one message. */
export interface Inspected {
  readonly file: string;
  readonly inspection: Inspection;
  /** Numbers of rules that nothing is said of. */
  readonly notJudged: readonly number[];
}

/** What a message is and says; its signature; its documents; the rules that it breaks; and what it would be answered. */
export function inspectionText(colours: Colours, { file, inspection: it, notJudged }: Inspected): string {
  const heading = (text: string) => `\n${colours.bold(text)}`;
  return [
    `${colours.bold(it.kind)}  ${plain(file)}  ${colours.dim(shown([it.service, it.action].filter(Boolean).join(' / ')))}`,
    pairs(colours, [
      ['MessageId', shown(it.messageId)],
      ['about', shown(it.refToMessageId)],
      ['conversation', shown(it.conversationId)],
      ['agreement', shown(it.cpaId)],
      ['from', partyText(colours, it.from)],
      ['to', partyText(colours, it.to)],
    ]),
    heading('Signature'),
    signatureText(colours, it.signature),
    ...(it.payloads.length === 0
      ? []
      : [heading('Documents'), ...it.payloads.map((each) => payloadText(colours, each))]),
    heading(`Rules broken: ${it.rules.length || 'none'}`),
    ...it.rules.map((each) => ruleText(colours, each)),
    colours.dim(`  not judged without the register, the agreement and the document: ${notJudged.join(', ')}`),
    `\n${colours.bold('Answer')}  ${it.reaction}`,
  ].join('\n');
}

const shown = (text: string | null) => plain(text ?? '');

/** The HER-id as what it acts, then by which other ids it goes. */
function partyText(colours: Colours, party: InspectedParty | null): string {
  if (!party) return '';
  const { herId, role, partyIds } = party;
  const others = partyIds
    .filter(({ type }) => type !== 'HER' || herId === null)
    .map(({ type, value }) => plain(`${type ?? 'unknown'} ${value}`));
  const who = [herId === null ? '' : String(herId), role ? `as ${plain(role)}` : ''].filter(Boolean).join(' ');
  return [who, colours.dim(others.join(', '))].filter(Boolean).join('  ');
}

function signatureText(colours: Colours, signature: InspectedSignature): string {
  const { verdict, reason, algorithm, signer, references } = signature;
  const colour = { valid: colours.green, invalid: colours.red, absent: colours.red, 'not-checked': colours.yellow }[
    verdict
  ];
  const basis = verdict === 'valid' ? ' by the certificate it was checked with' : reason ? `: ${reason}` : '';
  const covered = references.map(
    ({ uri, ok }) => `${ok ? colours.green('ok') : colours.red('changed')} ${plain(uri) || 'envelope'}`,
  );
  return pairs(colours, [
    ['verdict', `${colour(verdict)}${basis}`],
    ['signer', shown(signer)],
    ['algorithm', shown(algorithm?.replace(/^.*#/, '') ?? null)],
    ['covers', covered.join('  ')],
  ]);
}

function payloadText(
  colours: Colours,
  { contentId, contentType, encrypted, algorithm, recipients, sizeBytes }: InspectedPayload,
): string {
  const how = encrypted ? `encrypted, ${plain(algorithm ?? '')}` : colours.yellow('not encrypted');
  return [
    `  ${plain(contentId) || '(no Content-ID)'}  ${colours.dim(`${plain(contentType)}, ${sizeBytes} bytes`)}  ${how}`,
    ...recipients.map((recipient) => `    ${colours.dim('for')} ${plain(recipient)}`),
  ].join('\n');
}

function ruleText(colours: Colours, { number, severity, text }: InspectedRule): string {
  const mark = severity === 'error' ? colours.red('error  ') : colours.yellow('warning');
  return `  ${mark}  ${(number === null ? '–' : String(number)).padStart(3)}  ${text}`;
}
