import type { InspectedParty, InspectedPayload, InspectedRule, InspectedSignature, Inspection } from '@samband/ebxml';
import type { Colours } from '../shell.ts';
import type { Language } from './findings.ts';
import { plain } from './plain.ts';
import { pairs } from './table.ts';

const WORDS = {
  en: { signature: 'Signature', payloads: 'Documents', rules: 'Rules broken', none: 'none', answer: 'Answer' },
  nb: { signature: 'Signatur', payloads: 'Vedlegg', rules: 'Regler som er brutt', none: 'ingen', answer: 'Svar' },
} as const;

/** What a message is and says; its signature; its documents; the rules that it breaks; and what it would be answered. */
export function inspectionText(colours: Colours, file: string, it: Inspection, language: Language): string {
  const words = WORDS[language];
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
    heading(words.signature),
    signatureText(colours, it.signature),
    ...(it.payloads.length === 0
      ? []
      : [heading(words.payloads), ...it.payloads.map((each) => payloadText(colours, each))]),
    heading(`${words.rules}: ${it.rules.length || words.none}`),
    ...it.rules.map((each) => ruleText(colours, each)),
    `\n${colours.bold(words.answer)}  ${it.reaction}`,
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
