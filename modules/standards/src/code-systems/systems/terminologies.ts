import { partial } from '../code-system.ts';

/**
 * Terminologies too large to be kept here, and registers of their own: known by name, so that a reader is told what a
 * code is of. Their values come from a terminology server.
 */
export const TERMINOLOGIES = [
  partial('7010', 'Norsk patologikodeverk (NORPAT)', 'Norwegian pathology codes (NORPAT)'),
  partial('7110', 'ICD-10', 'ICD-10, Norwegian edition'),
  partial('7170', 'ICPC-2', 'ICPC-2'),
  partial('7171', 'ICPC-2-B', 'ICPC-2-B'),
  partial('7180', 'ATC', 'ATC'),
  partial('7270', 'Norsk klassifikasjon av radiologiske prosedyrer (NCRP)', 'Norwegian radiology procedures (NCRP)'),
  partial('7280', 'Norsk laboratoriekodeverk (NLK)', 'Norwegian laboratory codes (NLK)'),
  partial('7426', 'Klassifikasjon av spesialiteter (HPR)', 'Medical specialities (HPR)', [
    ['1', 'Allmennmedisin', 'General practice'],
    ['41', 'Revmatologi', 'Rheumatology'],
  ]),
];
