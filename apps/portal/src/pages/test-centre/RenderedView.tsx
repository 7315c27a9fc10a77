import { EyeSlashIcon } from '@navikt/aksel-icons';
import { useEffect, useRef, useState } from 'react';
import type { CheckBody } from '../../api/check-document.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Until the document has been measured. */
const HEIGHT_FIRST_PX = 640;

/**
 * The document as a clinician reads it, in a frame where nothing runs: no scripts, no forms, no way out. It has our
 * origin only so that its height can be measured; without scripts it can do nothing with it.
 */
export function RenderedView({ html }: { html: CheckBody['html'] }) {
  const t = useText();
  const { language } = useLanguage();
  const frame = useRef<HTMLIFrameElement>(null);
  const [heightPx, setHeightPx] = useState(HEIGHT_FIRST_PX);
  const measure = (): void => {
    const page = frame.current?.contentDocument?.documentElement;
    if (page) setHeightPx(page.scrollHeight);
  };
  useEffect(() => {
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  });
  if (html === undefined) {
    return (
      <Notice tone="neutral" icon={<EyeSlashIcon />} title={t.rendered_absent_title()}>
        {t.rendered_absent_text()}
      </Notice>
    );
  }
  return (
    <iframe
      ref={frame}
      className="sb-rendered"
      title={t.rendered_frame()}
      sandbox="allow-same-origin"
      srcDoc={language === 'en' ? html.en : html.nb}
      style={{ blockSize: heightPx }}
      onLoad={measure}
    />
  );
}
