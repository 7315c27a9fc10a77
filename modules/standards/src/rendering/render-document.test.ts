import { expect, test } from 'vitest';
import { example } from '../official-documents-for-tests.ts';
import { readPage } from './page-text-for-tests.ts';
import { renderDocument } from './render-document.ts';

const XML = new TextEncoder();
const source = (name: string) => Buffer.from(example(name)).toString();
const pageOf = (xml: string, language: 'nb' | 'en' = 'nb') => renderDocument(XML.encode(xml), { language });
const textOf = (xml: string, language: 'nb' | 'en' = 'nb') => readPage(pageOf(xml, language).html).text;

/** The words stand in the page in this order. */
function expectInOrder(text: string, words: readonly string[]): void {
  const places = words.map((word) => text.indexOf(word));

  expect(words.filter((_, index) => places[index] === -1)).toEqual([]);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
}

test.each([
  ['discharge-letter', 'discharge-letter', 'Epikrise fra Fjordbyen sykehus'],
  ['referral', 'referral-2.0', 'Henvisning fra Solsiden legekontor'],
  ['laboratory-answer', 'laboratory-answer', 'Svarrapport fra Nordlys laboratorium'],
  ['requisition', 'requisition', 'Rekvisisjon fra Solsiden legekontor'],
  ['dialog', 'dialog', 'Dialogmelding fra Fjordbyen kommune'],
  ['nursing-report', 'municipal-innleggelsesrapport', 'Innleggelsesrapport fra Fjordbyen kommune'],
  ['receipt-rejected', 'receipt', 'Applikasjonskvittering fra Solsiden legekontor'],
  ['sick-note', 'sick-note', 'Sykmelding fra Solsiden legekontor'],
])('%s has a template of its own, and a title', (name, template, title) => {
  expect(pageOf(source(name))).toMatchObject({ template, title });
});

test('a letter is read in this order: what, who, patient, stay, diagnoses, course, plans, drugs, technical details', () => {
  expectInOrder(textOf(source('discharge-letter')), [
    'Epikrise',
    'Ny Endelig rapport',
    'Sendt 20. november 2026 kl. 14.32',
    'Fra Fjordbyen sykehus HER-id 8100100',
    'Medisinsk avdeling HER-id 8100101',
    'Til Solsiden legekontor',
    'Pasient Solbakken, Randi',
    'Opphold',
    'Caveopplysninger',
    'Hoveddiagnose',
    'ICD-10 J13',
    'Forløp og behandling',
    'Planer for videre oppfølging',
    'Legemidler',
    'Tekniske opplysninger',
  ]);
});

test('a changed and a cancelled message say so before all else, and a test message that it is one', () => {
  const cancelled = source('discharge-letter').replace(
    '<ServType V="N" DN="Ny"/>',
    '<ServType V="C" DN="Kansellering"/>',
  );
  const changed = source('nursing-report').replace(
    '<po:Forsendelsesstatus V="N" DN="Ny"/>',
    '<po:Forsendelsesstatus V="M" DN="Endring"/>',
  );
  const tried = source('dialog').replace(
    '<ProcessingStatus V="P" DN="Produksjon"/>',
    '<ProcessingStatus V="D" DN="Test"/>',
  );

  expectInOrder(textOf(cancelled), ['Kansellert: en tidligere melding skal ikke brukes', 'Fra Fjordbyen sykehus']);
  expectInOrder(textOf(changed, 'en'), ['Changed message: it replaces an earlier one', 'From Fjordbyen kommune']);
  expectInOrder(textOf(tried), ['Testmelding: gjelder ingen virkelig pasient', 'Fra Fjordbyen kommune']);
});

test('results stand in a table for each sample, with limits, and deviations in words with a mark', () => {
  const { html } = pageOf(source('laboratory-answer'));
  const { text } = readPage(html);

  expectInOrder(text, [
    'Svar på prøve: Serum, tatt 17. november 2026 kl. 08.35 (261117-0042)',
    'Svar på prøve: Urin, midtstråle',
  ]);
  expectInOrder(text, [
    'P-TSH 7,9 mIE/L 0,40 - 4,5 ▲ Over',
    'ny prøve om fire til seks uker',
    'P-CRP < 1 mg/L',
    'P-Ferritin 9 µg/L 15 - 200 ▼ Under',
  ]);
  expect(html).toContain('<th scope="col">Referanse</th>');
  expect(html).toContain('<data value="7.9">7,9</data>');
});

test('what a bacterium is resistant to stands below the bacterium', () => {
  expectInOrder(textOf(source('laboratory-answer')), [
    'Dyrkning av urin',
    'Escherichia coli',
    'Foreløpig',
    'Mecillinam Sensitiv',
    'Trimetoprim Resistent',
    'Rekvisisjon',
  ]);
});

test('a receipt says its outcome, the code of each error, and the free text for the receiver', () => {
  expectInOrder(textOf(source('receipt-rejected')), [
    'Avvist',
    'E35',
    'Pasienten finnes ikke i mottakersystemet',
    'Send epikrisen til den nye fastlegen.',
    'Gjelder meldingen',
  ]);
});

test('an attachment has name, type and size, and its words where it is plain text', () => {
  const { text } = readPage(pageOf(source('dialog')).html);
  const picture = source('dialog').replace('text/plain', 'image/png');

  expectInOrder(text, ['Legemiddelliste text/plain 106 byte', 'Metoprolol 50 mg, 1 tablett om morgenen']);
  expect(textOf(picture)).toContain('Legemiddelliste image/png 106 byte');
  expect(textOf(picture)).not.toContain('Metoprolol');
});

test('a time without a zone is said to be read as Norwegian time', () => {
  const xml = source('dialog').replace(
    '<GenDate>2026-11-19T09:12:48+01:00</GenDate>',
    '<GenDate>2026-11-19T09:12:48</GenDate>',
  );

  expect(textOf(xml)).toContain('Sendt 19. november 2026 kl. 09.12 (norsk tid antatt)');
  expect(textOf(source('dialog'))).not.toContain('norsk tid');
});

test('an English page has English around what the sender wrote, which is marked as Norwegian', () => {
  const { html } = pageOf(source('referral'), 'en');

  expect(html).toContain('<html lang="en">');
  expectInOrder(readPage(html).text, [
    'Referral',
    'From',
    'Patient Jonas Havnevik',
    'Male',
    'Warnings (CAVE)',
    'Aktuell problemstilling',
    'Diagnoses',
    'Technical details',
  ]);
  expect(html).toContain('<span lang="no">Iskemisk hjertesykdom med angina</span>');
});

test('a title never holds an identity number', () => {
  const { html, title } = pageOf(source('dialog').replace('Fjordbyen kommune', 'Kommune 19913941066'));

  expect(title).not.toContain('19913941066');
  expect(/<title>.*<\/title>/.exec(html)?.[0]).not.toContain('19913941066');
});

test('a kind without a template is shown whole, with readable names, and repeated records as a table', () => {
  const xml = `<Varsel xmlns="urn:example"><Overskrift>Strømbrudd</Overskrift>
    <BeroertEnhet><NavnPaaEnhet>Sengepost 2</NavnPaaEnhet><AntallSenger>12</AntallSenger></BeroertEnhet>
    <BeroertEnhet><NavnPaaEnhet>Sengepost 3</NavnPaaEnhet><AntallSenger>14</AntallSenger></BeroertEnhet></Varsel>`;
  const { html, template } = pageOf(xml);

  expect(template).toBe('generic');
  expectInOrder(readPage(html).text, [
    'Overskrift Strømbrudd',
    'Beroert enhet',
    'Navn paa enhet Antall senger',
    'Sengepost 2 12',
    'Sengepost 3 14',
  ]);
  expect(html).toContain('<th scope="row">Sengepost 3</th><td>14</td>');
});

test('the same document gives the same page', () => {
  expect(pageOf(source('laboratory-answer')).html).toBe(pageOf(source('laboratory-answer')).html);
});

test('headings come in order, without gaps, and tables have captions', () => {
  for (const name of ['discharge-letter', 'laboratory-answer', 'nursing-report', 'sick-note']) {
    const { html } = pageOf(source(name));
    const levels = [...html.matchAll(/<h([1-6])>/g)].map(([, level]) => Number(level));

    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level - (levels[index - 1] ?? 0) > 1)).toEqual([]);
    expect(html.match(/<table>/g)?.length).toBe(html.match(/<caption/g)?.length);
  }
});

test('a document that cannot be read is refused, not half shown', () => {
  expect(() => pageOf('<MsgHead>')).toThrow(expect.objectContaining({ code: 'xml-not-well-formed' }));
  expect(() => pageOf('<!DOCTYPE a><a/>')).toThrow(expect.objectContaining({ code: 'xml-refused' }));
});
