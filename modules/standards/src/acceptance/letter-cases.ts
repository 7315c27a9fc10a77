import type { Suite } from './acceptance-case.ts';

/** The case files of the tests of letters, dialogues, medication overviews and summary care records. */
export const LETTER_SUITES: readonly Suite[] = [
  {
    name: 'Discharge letter 1.1',
    folder: 'Case-mottak-epikrise1_1',
    groups: [
      [undefined, 'reads', { '1': 'valid' }],
      [2, 'syntax', { '1-2': 'T02 schema' }],
      [11, 'patient', { '1-11a': 'told patient-id-missing', '1-11b': 'told patient-name-missing' }],
      [12, 'sender', { '1-12a': 'told id-empty', '1-12b': 'told AD2.2-party' }],
      [13, 'writer', { '1-13': 'untold' }],
      [14, 'referrer', { '1-14a': 'told AD2.2-party', '1-14b': 'told AD2.2-party' }],
      [15, 'change', { '1-15': 'valid' }],
      [16, 'otherIds', { '1-16a': 'valid', '1-16b': 'valid', '1-16c': 'valid', '1-16d': 'valid' }],
      [17, 'idsAtReceiver', { '1-17a': 'valid', '1-17b': 'valid' }],
      [18, 'wrongUnit', { '1-18': 'valid' }],
      [19, 'copy', { '1-19': 'valid' }],
      [20, 'duplicate', { '1-20a': 'valid', '1-20b': 'valid' }],
      [21, 'cancellation', { '1-21': 'valid' }],
    ],
  },
  {
    name: 'Referral 1.0',
    folder: 'TestcaseHenvisningMottak',
    groups: [
      [undefined, 'reads', { '1': 'valid', '2': 'valid' }],
      [20, 'patient', { '1-20a': 'told patient-name-missing', '1-20b': 'T02 schema' }],
      [21, 'sender', { '1-21a': 'told AD2.2-organization', '1-21b': 'T02 schema' }],
      [22, 'nationalId', { '1-22': 'told patient-id-check-digits' }],
      [23, 'otherIds', { '1-23a': 'valid', '1-23b': 'valid', '1-23c': 'valid', '1-23d': 'valid' }],
      [24, 'idsAtReceiver', { '1-24a': 'valid', '1-24b': 'valid' }],
      [25, 'wrongUnit', { '1-25': 'valid' }],
      [26, 'copy', { '1-26': 'valid' }],
      [27, 'duplicate', { '1-27a': 'valid', '1-27b': 'valid' }],
      [28, 'cancellation', { '1-28': 'valid' }],
    ],
  },
  {
    name: 'Referral 1.0, sending: the model answers',
    folder: 'FasitHenvisningSending',
    groups: [[undefined, 'reads', { '1': 'valid', '2': 'valid', '3': 'valid' }]],
  },
  {
    name: 'Dialogue 1.0',
    folder: 'Testcase-Dialogmeldingen',
    groups: [
      [undefined, 'reads', { '1': 'valid', '2': 'valid', '3': 'E10 msghead-msgid-uuid', '4': 'valid' }],
      [2, 'syntax', { '1-2': 'T01 xml' }],
      [
        14,
        'patient',
        {
          '1-14a': 'told patient-name-missing',
          '1-14b': 'told patient-id-check-digits',
          '1-14c': 'told patient-id-missing',
        },
      ],
      [15, 'unknownPatient', { '1-15': 'valid' }],
      [16, 'sender', { '1-16a': 'told AD2.2-party', '1-16b': 'T02 schema', '1-16c': 'T02 schema' }],
      [17, 'nationalId', { '1-17a': 'told patient-id-missing', '1-17b': 'T02 schema' }],
    ],
  },
  {
    name: 'Medication overview 1.4',
    folder: 'Testcase-overføring-legemiddelopplysninger 2009-02-20',
    groups: [
      [undefined, 'reads', { '1': 'valid', '2': 'valid', '3': 'valid' }],
      [2, 'syntax', { '2-2': 'T01 xml' }],
      [
        10,
        'patient',
        { '2-10a': 'told patient-name-missing', '2-10b': 'told person-id-type', '2-10c': 'told patient-id-missing' },
      ],
      [11, 'unknownPatient', { '2-11': 'valid' }],
      [12, 'sender', { '2-12a': 'told AD2.2-organization', '2-12b': 'T02 schema' }],
      [13, 'nationalId', { '2-13a': 'told patient-id-missing', '2-13b': 'told patient-id-check-digits' }],
      [
        14,
        'content',
        { '2-14a': 'T02 schema', '2-14b': 'T02 schema', '2-14c': 'told extract-category', '2-14d': 'untold' },
      ],
      [15, 'codes', { '2-15a': 'told id-type-system-missing', '2-15b': 'told code-missing' }],
      [
        16,
        'structure',
        {
          '2-16a': 'told extract-part-unlinked',
          '2-16b': 'told extract-node-target',
          '2-16c': 'told extract-node-target',
          '2-16d': 'told extract-structure-missing',
        },
      ],
      [
        17,
        'structure',
        {
          '3-17a': 'told extract-link-target',
          '3-17b': 'told extract-link-target',
          '3-17c': 'told extract-link-target',
        },
      ],
    ],
  },
  {
    name: 'Administration of summary care records',
    folder: 'Testcase-Mottak-AdmKommKjernejournal',
    groups: [
      [undefined, 'reads', { '1': 'valid' }],
      [2, 'syntax', { '1-2': 'T01 xml' }],
      [
        11,
        'patient',
        { '1-11a': 'told patient-name-missing', '1-11b': 'told patient-name-missing', '1-11c': 'told patient-missing' },
      ],
      [12, 'unknownPatient', { '1-12': 'valid' }],
      [13, 'sender', { '1-13a': 'told AD2.2-organization', '1-13b': 'T02 schema' }],
      [14, 'nationalId', { '1-14a': 'told patient-id-missing', '1-14b': 'told patient-id-check-digits' }],
      [15, 'content', { '1-15a': 'T02 schema', '1-15b': 'T02 schema' }],
    ],
  },
];
