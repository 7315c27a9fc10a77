import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createPortalRouter } from './router.tsx';
import { ThemeProvider } from './shell/theme.tsx';
import { LanguageProvider } from './text/language.tsx';

export function App() {
  const [router] = useState(createPortalRouter);
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <ThemeProvider>
          <RouterProvider router={router} />
        </ThemeProvider>
      </LanguageProvider>
    </QueryClientProvider>
  );
}
