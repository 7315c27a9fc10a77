import type { OutgoingReceipt } from '@samband/sdk';
import { HeaderUnreadable, readHeader } from '@samband/standards';

export type Judgement = Pick<OutgoingReceipt, 'appRecStatus' | 'appRecErrorList'>;

/** Where patients of the demo country move to: no office of ours has patients there. */
export const elsewhere = { postalCode: '9997', city: 'Sørhavn' } as const;

const livesElsewhere = new RegExp(`<(?:\\w+:)?City>\\s*${elsewhere.city}\\s*</`);

/**
 * What a demo journal system can take in: documents that it can read, about a patient that it is told of; and discharge
 * letters about patients who have not moved away.
 */
export function judgeDocument(bytes: Uint8Array): Judgement {
  try {
    const { action, patientPresent } = readHeader(bytes);
    if (!patientPresent) return rejected('E36', 'Meldingen sier ikke hvilken pasient den gjelder');
    if (action === 'EPIKRISE' && livesElsewhere.test(new TextDecoder().decode(bytes))) {
      return rejected('E35', 'Pasienten har flyttet og byttet fastlege. Send epikrisen til den nye fastlegen.');
    }
    return { appRecStatus: 'Ok' };
  } catch (error) {
    if (error instanceof HeaderUnreadable) return rejected('T01', 'Meldingen kan ikke leses');
    throw error;
  }
}

function rejected(errorCode: string, details: string): Judgement {
  return { appRecStatus: 'Rejected', appRecErrorList: [{ errorCode, details }] };
}
