import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONTENT_CODINGS, type ContentCoding, type WebFile } from './web-files.ts';

/**
 * Answers with a file in the smallest form that the browser takes, or with 304 when it has that one. Sent as bytes, and
 * not as a stream: it lies in memory.
 */
export function answerFile(file: WebFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const coding = CONTENT_CODINGS.find(
    (one) => file.forms.has(one) && (one === 'identity' || takes(request.headers['accept-encoding'], one)),
  );
  const form = file.forms.get(coding ?? 'identity');
  if (form === undefined) throw new Error(`${file.path} has no form of its own`);
  reply.header('etag', form.etag).header('vary', 'accept-encoding');
  if (knows(request.headers['if-none-match'], form.etag)) return reply.code(304).send();
  if (coding !== undefined && coding !== 'identity') reply.header('content-encoding', coding);
  return reply.type(file.mediaType).send(form.bytes);
}

/** RFC 9110 §12.5.3: named, and not ruled out by a weight of zero. */
function takes(acceptEncoding: string | string[] | undefined, coding: ContentCoding): boolean {
  return [acceptEncoding]
    .flat()
    .flatMap((header) => header?.toLowerCase().split(',') ?? [])
    .map((one) => one.replaceAll(' ', ''))
    .some((one) => one === coding || (one.startsWith(`${coding};`) && !/;q=0(?:\.0*)?$/.test(one)));
}

/** RFC 9110 §13.1.2; a proxy may have made the tag weak. */
function knows(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}
