/** What the acceptance criteria ask about, in our own words, and what is expected of whoever reads the case. */
export const SUBJECTS = {
  reads: { about: 'an ordinary message, read whole', expected: 'read, valid' },
  syntax: { about: 'a message that is not XML, or not in the right order', expected: 'an error is reported' },
  patient: { about: 'facts about the patient are missing', expected: 'it is reported' },
  unknownPatient: {
    about: 'a patient that the receiver does not know',
    expected: 'read; the receiver’s system says so',
  },
  sender: { about: 'facts about the sender are missing', expected: 'it is reported' },
  nationalId: { about: 'the identity number is missing or is none', expected: 'it is reported' },
  writer: { about: 'who wrote the message is missing', expected: 'it is reported' },
  referrer: { about: 'who referred or ordered is missing', expected: 'it is reported' },
  writtenTime: { about: 'when the answer was written is missing', expected: 'it is reported' },
  eventTime: { about: 'when the examination was done is missing', expected: 'it is reported' },
  content: { about: 'something in the content is missing or wrong', expected: 'it is reported' },
  codes: { about: 'a coded value lacks its code or its code system', expected: 'it is reported' },
  structure: {
    about: 'links between the parts of a record extract are missing or lead nowhere',
    expected: 'it is reported',
  },
  investigation: {
    about: 'the examination is not named, or only by its code system',
    expected: 'the receiver says how it is shown',
  },
  otherIds: { about: 'a patient with an H-number, a D-number, or two numbers', expected: 'read, valid' },
  idsAtReceiver: {
    about: 'the receiver knows the patient by another number',
    expected: 'read; the receiver’s system matches',
  },
  wrongUnit: { about: 'the organisation is right, the unit in it unknown', expected: 'read; the register answers E21' },
  copy: { about: 'received as a copy only', expected: 'read; the copy receivers are known' },
  duplicate: { about: 'receiver and copy receiver in one house', expected: 'read; one message, two receivers' },
  change: { about: 'a correction of an earlier message', expected: 'read, valid' },
  cancellation: { about: 'a cancellation of an earlier message', expected: 'read, valid' },
} as const satisfies Record<string, { about: string; expected: string }>;

export type Subject = keyof typeof SUBJECTS;
