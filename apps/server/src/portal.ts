import { join } from 'node:path';
import type { HttpServerOptions } from '@samband/http';
import { renderedStyle } from '@samband/standards';

/** The portal as tools/build-portal.mjs has built it. A rendered document is a frame inside its page, with a style of its own. */
export const portal: NonNullable<HttpServerOptions['webApp']> = {
  folder: join(import.meta.dirname, '../../portal/dist'),
  inlineStyles: [renderedStyle],
  absentText:
    'The portal is not built yet. `node tools/build-portal.mjs` in the project folder builds it; then start again.',
};
