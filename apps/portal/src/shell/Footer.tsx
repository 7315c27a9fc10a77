import { BodyShort } from '@navikt/ds-react/Typography';
import manifest from '../../package.json';
import { useText } from '../text/language.tsx';

export function Footer() {
  const t = useText();
  return (
    <footer className="sb-footer">
      <div className="sb-footer-inner">
        <BodyShort size="small">{t.footer_about()}</BodyShort>
        <BodyShort size="small" className="sb-footer-links">
          <a href="/openapi.json" className="aksel-link aksel-link--neutral">
            {t.footer_api()}
          </a>
          <span>{t.footer_version({ version: manifest.version })}</span>
        </BodyShort>
      </div>
    </footer>
  );
}
