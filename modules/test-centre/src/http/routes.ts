import { type FastifyPluginAsyncTypebox, problems } from '@samband/http';
import { Type } from 'typebox';
import { createChecker } from '../checker.ts';
import { checkBody } from './check-body.ts';
import { limitUploads } from './limit-uploads.ts';
import { CheckBody } from './schemas.ts';

/** Larger documents belong to the command: `samband validate`. */
const documentSizeMaxBytes = 5 * 1024 * 1024;

const mediaTypes = ['application/xml', 'text/xml', 'application/octet-stream'];

/**
 * One open call: the bytes of a document in, everything that we know of it out. Of the content nothing is kept, and
 * nothing logged; the answer is not for any cache.
 */
export function testCentreRoutes({ checker = createChecker() } = {}): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(mediaTypes, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.addHook('onClose', () => checker.close());
    limitUploads(app);

    app.post(
      '/test-centre/check',
      {
        bodyLimit: documentSizeMaxBytes,
        schema: {
          operationId: 'checkDocument',
          summary: 'What a document is, what is wrong with it, and what its receiver must answer',
          description: 'The body is the document, byte for byte. Nothing of it is kept or logged.',
          tags: ['Test centre'],
          consumes: mediaTypes,
          body: Type.Unsafe<Uint8Array | undefined>({ description: 'The document; at most 5 MB' }),
          response: { 200: CheckBody, ...problems(413, 415, 429) },
        },
        config: { open: true },
      },
      async (request) => checkBody(await checker.check(request.body ?? new Uint8Array())),
    );
  };
}
