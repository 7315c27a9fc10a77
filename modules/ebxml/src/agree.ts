import { type AddressRegister, parseHerId, type Receiver } from '@samband/address-register';
import type { SigningKey } from '@samband/crypto';
import { isDomainError } from '@samband/errors';
import type { Envelope } from './envelope.ts';
import type { HandlerKeys } from './handler-keys.ts';
import { EnvelopeRefused } from './refused.ts';
import type { FindTerms, Terms } from './terms.ts';

/** Who the two are, what they have agreed, and the key by which we speak for ours. */
export interface Agreed {
  readonly from: Receiver;
  readonly to: Receiver;
  readonly terms: Terms;
  readonly ourKey: SigningKey;
}

export interface AgreeParts {
  readonly register: AddressRegister;
  readonly keys: HandlerKeys;
  readonly findTerms: FindTerms;
}

const header = '/SOAP:Envelope/SOAP:Header/eb:MessageHeader';

/**
 * Party and agreement of what came in: both are in the register, the receiver is ours, and the two may send each other
 * this, by the agreement that is named or by the register's own data. Errors: EnvelopeRefused, those of the register
 * that pass by themselves.
 */
export async function agree(envelope: Envelope, { register, keys, findTerms }: AgreeParts): Promise<Agreed> {
  const from = await partyOf(register, envelope.fromHerId, 'From');
  const to = await partyOf(register, envelope.toHerId, 'To');
  const ourKey = await keys.signingKeyOf(envelope.toHerId);
  if (!ourKey)
    throw new EnvelopeRefused('ValueNotRecognized', 'The receiver is not here', { location: `${header}/eb:To` });
  return { from, to, ourKey, terms: await termsOf(envelope, findTerms) };
}

async function partyOf(register: AddressRegister, herId: number, element: 'From' | 'To'): Promise<Receiver> {
  try {
    return await register.resolveReceiver(parseHerId(herId));
  } catch (error) {
    if (!isDomainError(error) || error.kind === 'unavailable') throw error;
    const location = `${header}/eb:${element}/eb:PartyId`;
    throw new EnvelopeRefused('ValueNotRecognized', `HER-id ${herId} is not in use`, { location, reason: error.code });
  }
}

async function termsOf(envelope: Envelope, findTerms: FindTerms): Promise<Terms> {
  const { cpaId, fromHerId, toHerId, fromRole: role, service, action, sentAt: at } = envelope;
  const asked = {
    cpaId,
    ourHerId: toHerId,
    partnerHerId: fromHerId,
    role,
    service,
    action,
    direction: 'receive',
    at,
  } as const;
  try {
    return await findTerms(asked);
  } catch (error) {
    if (!isDomainError(error) || error.kind === 'unavailable') throw error;
    const location = `${header}/eb:CPAId`;
    throw new EnvelopeRefused('ValueNotRecognized', 'The two have no agreement about this', {
      location,
      reason: error.code,
    });
  }
}
