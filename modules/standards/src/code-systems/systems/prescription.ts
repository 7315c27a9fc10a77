import { partial } from '../code-system.ts';

/** Prescriptions, vaccination, citizens' settings. */
export const PRESCRIPTION = [
  partial('7408', 'Reseptstatus', 'Status of a prescription', [
    ['E', 'Ekspederbar', 'Can be dispensed'],
    ['T', 'Tilbakekalt', 'Revoked'],
    ['U', 'Under ekspedering', 'Being dispensed'],
  ]),
  partial('7427', 'Refusjonshjemmel', 'Basis of reimbursement', [
    ['200', '§5-14 §2'],
    ['302', '§5-14 §3b'],
  ]),
  partial('7434', 'Refusjonskode', 'Code of reimbursement', [
    ['-90', 'Palliativ behandling i livets sluttfase', 'Palliative care at the end of life'],
  ]),
  partial('7448', 'Legemiddelform', 'Form of a medicine', [
    ['9', 'Mikstur', 'Mixture'],
    ['53', 'Tablett', 'Tablet'],
    ['74', 'Nesespray', 'Nasal spray'],
    ['90', 'Øyedråper', 'Eye drops'],
    ['95', 'Infusjonsvæske', 'Infusion'],
    ['101', 'Injeksjonsvæske', 'Injection'],
  ]),
  partial('7452', 'Enhet for pakning', 'Unit of a package', [
    ['doser', 'doser', 'doses'],
    ['ml', 'milliliter', 'millilitres'],
    ['stk', 'stykk', 'pieces'],
  ]),
  partial('7478', 'Kortdose', 'Short form of a dose'),
  partial('7484', 'Enhet for styrke og pakning', 'Unit of strength and package'),
  partial('7495', 'Spørsmål om reseptfornyelse', 'Question about renewal', [
    ['3', 'Skal resepten fornyes', 'Is the prescription to be renewed'],
  ]),
  partial('7500', 'Årsak til tilbakekalling', 'Reason of revocation', [
    ['2', 'Seponering', 'Discontinued'],
    ['4', 'Annen', 'Other'],
  ]),
  partial('7503', 'Status for tilbakekalling', 'Outcome of revocation', [['1', 'Resept tilbakekalt', 'Revoked']]),
  partial('7608', 'Omfang av personverninnstilling', 'Scope of a privacy setting', [
    ['BL', 'Blokkere', 'Block'],
    ['SP', 'Sperre', 'Restrict'],
    ['UO', 'Utlevering av opplysninger', 'Disclosure of information'],
  ]),
  partial('7609', 'Status for personverninnstilling', 'Status of a privacy setting'),
  partial('9101', 'Legemiddelbruk', 'Use of a medicine', [
    ['1', 'Fast', 'Regular'],
    ['2', 'Kur', 'Course'],
    ['3', 'Ved behov', 'When needed'],
  ]),
  partial('9103', 'Multidose', 'Multidose', [
    ['1', 'Legemiddeldosering inngår ikke i en multidose', 'Not part of a multidose'],
    ['2', 'Legemiddeldosering inngår i multidose og informasjon er sendt til leverandør', 'Part of a multidose'],
  ]),
  partial('9104', 'Status til forskrivning', 'Status of a prescription', [
    ['1', 'Originalforskrivning', 'Original'],
    ['2', 'Seponering', 'Discontinued'],
  ]),
  partial('9237', 'Årsak', 'Reason'),
  partial('9246', 'Helsepersonells rolle i forhold til pasient', 'Role of a professional to the patient'),
  partial('9501', 'Vaksine', 'Vaccine', [
    ['DIF01', 'Difteri (toksoid)', 'Diphtheria, toxoid'],
    ['HEP02', 'Hepatitt A (inaktivert, helvirus)', 'Hepatitis A, inactivated'],
  ]),
  partial('9551', 'Årsak til manglende vaksinering', 'Why not vaccinated', [
    ['ANN', 'Annet', 'Other'],
    ['MKO', 'Medisinsk kontraindikasjon', 'Medical contraindication'],
  ]),
  partial('9552', 'Varighet', 'Duration', [
    ['ANN', 'Annen eller ukjent varighet', 'Other or unknown'],
    ['KOR', 'Kortvarig', 'Short'],
    ['VAR', 'Varig', 'Lasting'],
  ]),
  partial('9554', 'Vaksinepreparat', 'Vaccine product'),
  partial('9555', 'Dokumentasjon av vaksinasjon', 'Evidence of vaccination', [
    ['ABE', 'Annen beskjed', 'Other notice'],
    ['JFO', 'Journal foreligger', 'There is a record'],
    ['VFR', 'Vaksinekort er framvist', 'A card has been shown'],
  ]),
];
