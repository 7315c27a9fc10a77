import { Button } from '@navikt/ds-react/Button';
import { BodyLong } from '@navikt/ds-react/Typography';
import { useText } from '../text/language.tsx';
import { Page } from '../ui/Page.tsx';

/** What stands where a page has failed: a fault of ours, or a part of the page that could not be fetched. */
export function BrokenPage() {
  const t = useText();
  return (
    <Page title={t.broken_title()}>
      <BodyLong size="large" spacing>
        {t.broken_text()}
      </BodyLong>
      <Button onClick={() => window.location.reload()}>{t.broken_reload()}</Button>
    </Page>
  );
}
