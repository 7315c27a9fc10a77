/** Both forms of a profile or agreement; JSON for those who do not say. */
export const XML_OR_JSON = ['application/json', 'application/xml'];

interface Asked {
  readonly headers: { readonly accept?: string | undefined };
}

/** Whether the caller wants the XML of OASIS CPP/CPA 2.0: it names it, and does not name JSON before it. */
export function wantsXml({ headers }: Asked): boolean {
  const types = (headers.accept ?? '').split(',').map((type) => type.split(';')[0]?.trim().toLowerCase() ?? '');
  return types.find((type) => /^(application|text)\/(xml|json)$/.test(type))?.endsWith('xml') ?? false;
}

interface XmlReply<T> {
  type(type: string): { send(payload: never): T };
}

/** The document as it is: the schemas of answers describe the JSON, so that the XML goes past them. */
export function sendXml<T>(reply: XmlReply<T>, document: Uint8Array): T {
  return reply.type('application/xml; charset=utf-8').send(Buffer.from(document) as never);
}
