import type { EbxmlKind } from './ebxml-read.ts';
import { childOf, type TreeElement } from './element-tree.ts';
import { ebNamespace as eb, mshService } from './names.ts';

/** What a signal says it is; everything with another service carries a document (HITS 1172 §5.11.3). */
const kindsByAction: Readonly<Record<string, EbxmlKind>> = {
  Acknowledgment: 'acknowledgment',
  MessageError: 'message-error',
  Ping: 'ping',
  Pong: 'pong',
  StatusRequest: 'status-request',
  StatusResponse: 'status-response',
};

export interface Classified {
  readonly soapHeader: TreeElement | undefined;
  readonly soapBody: TreeElement | undefined;
  readonly service: string | undefined;
  readonly action: string | undefined;
}

/**
 * The kind of an ebXML envelope, by the element that makes it one (HITS 1172 §5.11). Where there are several, service and
 * action decide; where these decide nothing either, it has no kind.
 */
export function classify({ soapHeader, soapBody, service, action }: Classified): EbxmlKind | undefined {
  const kinds = (
    [
      ['acknowledgment', soapHeader, 'Acknowledgment'],
      ['message-error', soapHeader, 'ErrorList'],
      ['payload', soapBody, 'Manifest'],
      ['status-request', soapBody, 'StatusRequest'],
      ['status-response', soapBody, 'StatusResponse'],
    ] as const
  ).flatMap(([kind, parent, name]) => (childOf(parent, eb, name) ? [kind] : []));
  const said = service === mshService ? kindsByAction[action ?? ''] : undefined;
  if (kinds.length === 0) return kindWithoutElement(said, soapHeader, service);
  if (kinds.length === 1) return kinds[0];
  if (said) return kinds.find((kind) => kind === said);
  return service !== mshService && kinds.includes('payload') ? 'payload' : undefined;
}

function kindWithoutElement(
  said: EbxmlKind | undefined,
  soapHeader: TreeElement | undefined,
  service: string | undefined,
): EbxmlKind | undefined {
  if (said === 'ping' || said === 'pong') return said;
  // Without its manifest it is still a message of that business: its sender is told what is missing.
  const isOfBusiness = service !== undefined && service !== mshService;
  return isOfBusiness || childOf(soapHeader, eb, 'AckRequested') ? 'payload' : undefined;
}
