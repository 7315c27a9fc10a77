/** What a service does: a code of one of the code systems of HIS 1153-3 table 1, by its Volven number. */
export interface ServiceType {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

const of = (system: string, code: string, display: string): ServiceType => ({ system, code, display });

/** The service types of the demo country. Each stands in a system that its organisation's business type uses. */
export const serviceTypes = {
  generalPractice: of('8666', '05', 'Allmennlege'),
  surgery: of('8668', 'S02', 'Kirurgi'),
  orthopaedics: of('8668', 'S0208', 'Ortopedisk kirurgi'),
  internalMedicine: of('8668', 'S03', 'Indremedisin'),
  heart: of('8668', 'S0306', 'Hjertesykdommer'),
  women: of('8668', 'S04', 'Fødselshjelp og kvinnesykdommer'),
  children: of('8668', 'S06', 'Barnesykdommer'),
  neurology: of('8668', 'S07', 'Nevrologi'),
  imaging: of('8660', 'B01', 'Røntgen'),
  biochemistry: of('8660', 'L03', 'Medisinsk biokjemi'),
  microbiology: of('8660', 'L04', 'Medisinsk mikrobiologi'),
  emergencyClinic: of('8663', 'KA02', 'Legevakt'),
  nursingHomeDoctor: of('8663', 'KP01', 'Legetjeneste ved sykehjem mv.'),
  nursing: of('8663', 'KP02', 'Sykepleietjeneste'),
  caseWork: of('8663', 'KD0501', 'Saksbehandling'),
  healthStation: of('8663', 'KF01', 'Helsestasjons- og skolehelsetjeneste'),
  pharmacy: of('8664', 'PA', 'Apotektjenestetype'),
  digitalServices: of('8658', '4', 'Digitale innbyggertjenester'),
} as const;
