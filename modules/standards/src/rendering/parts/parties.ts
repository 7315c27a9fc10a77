import { section, stack } from '../blocks/blocks.ts';
import type { Envelope } from '../envelope.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';
import { addressOf, child, identities, personName, telecomOf } from './names.ts';

/** Who the message is from and for, each on both levels (HIS 1153-1). */
export function parties(page: Page, { sender, receiver, copyReceivers }: Envelope): Html | undefined {
  const all = stack(
    party(page, page.text('from'), sender),
    party(page, page.text('to'), receiver),
    ...copyReceivers.map((copy) => party(page, page.text('copyTo'), copy)),
  );
  return all && html`<div class="parties">${all}</div>`;
}

function party(page: Page, title: string, element: TreeElement | undefined): Html | undefined {
  return element && section(2, title, partyLines(page, element));
}

/** Organisation and unit or person below it, one line each with their numbers, then addresses. */
export function partyLines(page: Page, element: TreeElement): Html | undefined {
  const hcp = element.name === 'HCP' ? element : element.child('HCP');
  return hcp === undefined ? messageHeadLines(page, element) : hcpLines(page, hcp);
}

function messageHeadLines(page: Page, element: TreeElement): Html | undefined {
  const levels = element.childrenNamed('Organisation', 'HealthcareProfessional', 'Person', 'Patient');
  return stack(
    ...levels.flatMap((level) => [
      line(page, level, child(page, level, 'OrganisationName') ?? personName(page, level)),
      contact(page, level),
      messageHeadLines(page, level),
    ]),
  );
}

function hcpLines(page: Page, hcp: TreeElement): Html | undefined {
  const levels = hcp
    .childrenNamed('Inst', 'HCProf')
    .flatMap((level) => [level, ...level.childrenNamed('Dept', 'HCPerson')]);
  return stack(
    ...levels.map((level) => line(page, level, child(page, level, 'Name'))),
    quiet(child(page, hcp, 'MedSpeciality') ?? child(page, hcp, 'MedSpecialty')),
    contact(page, hcp),
  );
}

function line(page: Page, level: TreeElement, name: Html | undefined): Html | undefined {
  const kinds = ['TypeHealthcareProfessional', 'RoleToPatient', 'TypeOrganisation', 'Type', 'Position', 'Qual'].flatMap(
    (kind) => level.childrenNamed(kind).map((found) => showValue(page, found)),
  );
  const named = join([name && html`<strong>${name}</strong>`, ...kinds], ', ');
  const numbers = identities(page, level);
  if (named === undefined && numbers === undefined) return undefined;
  return html`<p>${named} ${numbers && html`<span class="quiet">${numbers}</span>`}</p>`;
}

function contact(page: Page, level: TreeElement): Html | undefined {
  const addresses = level.childrenNamed('Address').map((address) => addressOf(page, address));
  const telecoms = level.childrenNamed('TeleCom').map((telecom) => telecomOf(page, telecom));
  return quiet(join([...addresses, ...telecoms], ' · '));
}

function quiet(text: Html | undefined): Html | undefined {
  return text && html`<p class="quiet">${text}</p>`;
}
