import { Heading } from '@navikt/ds-react/Typography';
import { type ReactNode, useEffect } from 'react';
import { useText } from '../text/language.tsx';

/** One page: its title in the window and at the top. */
export function Page({ title, heading = title, children }: { title: string; heading?: string; children: ReactNode }) {
  const t = useText();
  const windowTitle = t.page_title({ page: title });
  useEffect(() => {
    document.title = windowTitle;
  }, [windowTitle]);
  return (
    <>
      <Heading level="1" size="xlarge" spacing className="sb-page-heading">
        {heading}
      </Heading>
      {children}
    </>
  );
}
