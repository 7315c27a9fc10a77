import { DomainError } from '@samband/errors';
import type { InputFault } from './problem.ts';

/** The input breaks the route's schema; lists every fault. */
export class RequestInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'request-invalid';
  readonly faults: readonly InputFault[];

  constructor(faults: readonly InputFault[]) {
    super(faults.length === 1 ? 'the request has one fault' : `the request has ${faults.length} faults`);
    this.faults = faults;
  }
}

/** The body, or the request line, cannot be read at all. */
export class RequestMalformed extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'request-malformed';
}

export class BodyTooLarge extends DomainError {
  readonly kind = 'too-large';
  readonly code = 'body-too-large';

  constructor(limitBytes: number) {
    super(`the body is larger than ${limitBytes} bytes`, { limitBytes });
  }
}

/** So many large bodies are on their way through that this one finds no memory; it was not read. */
export class LargeBodiesFull extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'large-bodies-full';

  constructor() {
    super('too many large bodies are on their way through; try again', {}, { retryAfterSeconds: 5 });
  }
}

/** The caller's own large bodies hold all the memory that one organisation may have of it. */
export class LargeBodyShareUsed extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'large-body-share-used';

  constructor() {
    super('other large bodies of yours are on their way through; send fewer at once', {}, { retryAfterSeconds: 5 });
  }
}

/** The body's length is not told beforehand where it must be (RFC 9110 §15.5.12). */
export class LengthRequired extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'length-required';
  readonly status = 411;

  constructor() {
    super('state the length of the body in Content-Length; chunked bodies are not taken here');
  }
}

export class MediaTypeUnsupported extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'media-type-unsupported';
  readonly status = 415;

  constructor() {
    super('the Content-Type of the body is missing or not one that is taken here');
  }
}

/** RFC 9110 §15.5.16: which codings would do is told in the answer; here it is none. */
export class ContentEncodingUnsupported extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'content-encoding-unsupported';
  readonly status = 415;
  readonly headers = { 'accept-encoding': 'identity' };

  constructor() {
    super('the body is compressed or otherwise encoded (Content-Encoding): send it as it is');
  }
}

export class NotAcceptable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'not-acceptable';
  readonly status = 406;

  constructor(produces: readonly string[]) {
    super(`the answer comes as ${produces.join(' or ')}, which the Accept header rules out`, { produces });
  }
}

export class RouteNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'route-not-found';

  constructor() {
    super('there is nothing at this path');
  }
}

/** The path exists, the method does not (RFC 9110 §15.5.6). */
export class MethodNotAllowed extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'method-not-allowed';
  readonly status = 405;
  readonly headers: Readonly<Record<string, string>>;

  constructor(methods: readonly string[]) {
    super(`this path takes ${methods.join(', ')}`, { methods });
    this.headers = { allow: methods.join(', ') };
  }
}

/** Known, but not given the scope (RFC 6750 §3.1; RFC 9449 §7.1 for the DPoP scheme). */
export class InsufficientScope extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'insufficient-scope';
  readonly headers: Readonly<Record<string, string>>;

  constructor(scope: string, scheme: 'Bearer' | 'DPoP') {
    super(`this needs the scope ${scope}, which the access token does not have`, { scope });
    this.headers = { 'www-authenticate': `${scheme} error="insufficient_scope", scope="${scope}"` };
  }
}

/** The server is stopping and takes nothing new; another node, or this one started again, will. */
export class ServerStopping extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'server-stopping';
  readonly headers = { connection: 'close' };

  constructor() {
    super('the server is stopping; try again', {}, { retryAfterSeconds: 1 });
  }
}

/** The answer was not ready in time; the work may still have been done. */
export class AnswerTimedOut extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'answer-timed-out';

  constructor(timeoutMs: number) {
    super(`the answer was not ready within ${timeoutMs} ms`, { timeoutMs }, { retryAfterSeconds: 1 });
  }
}

/** The request did not arrive whole in time (RFC 9110 §15.5.9). */
export class RequestTimedOut extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'request-timed-out';
  readonly status = 408;
  readonly headers = { connection: 'close' };

  constructor() {
    super('the request did not arrive whole in time');
  }
}

/** The header fields are larger than the server takes (RFC 6585 §5). */
export class HeadersTooLarge extends DomainError {
  readonly kind = 'too-large';
  readonly code = 'headers-too-large';
  readonly status = 431;
  readonly headers = { connection: 'close' };

  constructor(limitBytes: number) {
    super(`the header fields are larger than ${limitBytes} bytes`, { limitBytes });
  }
}

/** The port is held by another process. */
export class PortTaken extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'port-taken';

  constructor(host: string, port: number, options?: ErrorOptions) {
    super(
      `Port ${port} on ${host} is taken by another process: stop it, or choose another port with SAMBAND_HTTP_PORT.`,
      { host, port },
      options,
    );
  }
}

/** The operating system does not let this process have the port. */
export class PortNotAllowed extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'port-not-allowed';

  constructor(host: string, port: number, options?: ErrorOptions) {
    super(
      `The operating system does not allow this user to listen on port ${port}: choose one from 1024 up with SAMBAND_HTTP_PORT.`,
      { host, port },
      options,
    );
  }
}

/** The address does not belong to this machine. */
export class HostNotAvailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'host-not-available';

  constructor(host: string, port: number, options?: ErrorOptions) {
    super(
      `This machine has no address ${host} to listen on: set SAMBAND_HTTP_HOST to one it has, 127.0.0.1 for this machine only or 0.0.0.0 for all.`,
      { host, port },
      options,
    );
  }
}
