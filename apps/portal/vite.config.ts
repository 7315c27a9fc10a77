import { paraglideVitePlugin } from '@inlang/paraglide-js';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the server of `npm start` listens; `npx vite` beside it serves changes as they are written. */
const server = 'http://localhost:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './generated/text',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
      localStorageKey: 'samband-language',
      emitReadme: false,
    }),
    react(),
  ],
  build: {
    target: 'es2024',
    assetsInlineLimit: 0, // the policy lets nothing in but files of our own
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    sourcemap: false,
  },
  server: { proxy: { '/test-centre/check': server, '/demo': server, '/openapi.json': server } },
});
