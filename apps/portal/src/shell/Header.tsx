import { Link } from '@tanstack/react-router';
import { useText } from '../text/language.tsx';
import { LanguageMenu } from './LanguageMenu.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import { Wordmark } from './Wordmark.tsx';

export function Header() {
  const t = useText();
  return (
    <header className="sb-header">
      <div className="sb-header-inner">
        <Link to="/test-centre" className="sb-home">
          <Wordmark />
        </Link>
        <nav className="sb-nav" aria-label={t.nav()}>
          <Link to="/test-centre">{t.test_centre()}</Link>
          <Link to="/live">{t.live()}</Link>
        </nav>
        <LanguageMenu />
        <ThemeMenu />
      </div>
    </header>
  );
}
