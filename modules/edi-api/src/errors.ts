import { DomainError } from '@samband/errors';

/** What stands in `businessDocument` is not base64. */
export class NotBase64 extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'not-base64';
  constructor() {
    super('businessDocument is not base64 (RFC 4648 §4): it holds other characters, or its length is wrong', {
      field: 'businessDocument',
    });
  }
}

export class ApiVersionUnknown extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'api-version-unknown';
  constructor(asked: string) {
    super(`api-version ${asked} is not served here. Send the header api-version: 3`, { asked, served: ['3'] });
  }
}

/** Another client has this HER-id to itself (mshconfigurations, clientLocked). */
export class HerIdLocked extends DomainError {
  readonly kind = 'locked';
  readonly code = 'her-id-locked';
  constructor(herId: number) {
    super(`HER-id ${herId} is locked by another client of the same organisation. That client must unlock it first`, {
      herId,
    });
  }
}

/** The receiver has said that it does not take messages of this function. */
export class MessageFunctionRefused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'message-function-refused';
  constructor(herId: number, messageFunction: string) {
    super(`HER-id ${herId} has said that it does not take in ${messageFunction}`, { herId, messageFunction });
  }
}

/** The call says that the document is of another type than stands in it. */
export class MessageTypeMismatch extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'message-type-mismatch';
  constructor(said: string, messageType: string) {
    super(`messageTypeIdentificator says ${said}, but the document is ${messageType}`, { said, messageType });
  }
}

/** More streams are open than one client, or one node, may hold. */
export class TooManyStreams extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'too-many-streams';
  constructor(whose: 'client' | 'node', most: number) {
    const text = whose === 'client' ? 'This client has as many streams open' : 'As many streams are open here';
    super(`${text} as there may be (${most}). One stream can hold 1500 HER-ids`, { most }, { retryAfterSeconds: 15 });
  }
}
