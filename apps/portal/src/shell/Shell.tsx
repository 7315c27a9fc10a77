import { Outlet } from '@tanstack/react-router';
import { useText } from '../text/language.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import './shell.css';

/** Around every page: the way past the head, the head, the page itself, the foot. */
export function Shell() {
  const t = useText();
  return (
    <div className="sb-shell">
      <a className="sb-skip" href="#content">
        {t.skip_link()}
      </a>
      <Header />
      <main id="content" className="sb-main" tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
    </div>
  );
}
