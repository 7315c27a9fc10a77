import { BodyLong } from '@navikt/ds-react/Typography';
import { Link } from '@tanstack/react-router';
import { useText } from '../text/language.tsx';
import { Page } from '../ui/Page.tsx';

export function NotFoundPage() {
  const t = useText();
  return (
    <Page title={t.not_found_title()}>
      <BodyLong size="large" spacing>
        {t.not_found_text()}
      </BodyLong>
      <Link to="/test-centre" className="aksel-link">
        {t.not_found_home()}
      </Link>
    </Page>
  );
}
