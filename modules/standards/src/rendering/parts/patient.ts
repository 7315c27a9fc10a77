import { field, fields, section } from '../blocks/blocks.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';
import { addressOf, child, identities, personName, telecomOf } from './names.ts';

/** Who the message is about: name and numbers first, then how to reach the patient. */
export function patientSection(page: Page, patient: TreeElement | undefined): Html | undefined {
  if (patient === undefined) return undefined;
  const one = (name: string) => {
    const found = patient.child(name);
    return found && field(page.label(found), showValue(page, found));
  };
  const facts = fields([
    one('Nationality'),
    one('BasisForHealthServices'),
    one('IdByServProvider'),
    one('IdByRequester'),
    addressField(page, patient),
    ...patient
      .childrenNamed('TeleCom', 'KontaktInfo')
      .map((telecom) => field(page.label(telecom), telecomOf(page, telecom))),
    one('NavnFastlege'),
    one('NAVKontor'),
  ]);
  const heading = patientLine(page, patient);
  return section(2, page.text('patient'), heading && html`<p class="patient-line">${heading}</p>`, facts);
}

function addressField(page: Page, patient: TreeElement) {
  const addresses = patient.childrenNamed('Address');
  const [first] = addresses;
  return (
    first &&
    field(
      page.label(first),
      addresses.map((address) => addressOf(page, address)),
    )
  );
}

/** Name, numbers, sex and date of birth in one line, as it also stands at the top of every printed page. */
export function patientLine(page: Page, patient: TreeElement): Html | undefined {
  const name = child(page, patient, 'Name') ?? personName(page, patient);
  const born = child(page, patient, 'DateOfBirth');
  const dead = child(page, patient, 'DateOfDeath');
  return join(
    [
      name && html`<strong>${name}</strong>`,
      officialId(page, patient),
      identities(page, patient),
      born && html`${page.text('born')} ${born}`,
      dead && html`${page.text('dead')} ${dead}`,
      child(page, patient, 'Sex'),
    ],
    ' · ',
  );
}

function officialId(page: Page, patient: TreeElement): Html | undefined {
  return join([child(page, patient, 'TypeOffId'), child(page, patient, 'OffId')], ' ');
}
