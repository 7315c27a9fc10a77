import { EyeSlashIcon } from '@navikt/aksel-icons';
import { useEffect, useRef, useState } from 'react';
import type { CheckBody } from '../../api/check-document.ts';
import { useTheme } from '../../shell/theme.tsx';
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
  const [heightPx, setHeightPx] = useState(HEIGHT_FIRST_PX);
  const watch = useRef<ResizeObserver>(null);
  useEffect(() => () => watch.current?.disconnect(), []);
  const [shown, setShown] = useState<Document>();
  const { theme } = useTheme();
  useEffect(() => {
    if (shown) followTheme(shown, theme);
  }, [shown, theme]);
  const onLoad = (page: Document | null): void => {
    watch.current?.disconnect();
    if (page === null) return;
    setShown(page);
    // As wide as the window lets it, and higher when its details are opened.
    const { documentElement } = page;
    watch.current = new ResizeObserver(() => setHeightPx(Math.ceil(documentElement.getBoundingClientRect().height)));
    watch.current.observe(documentElement);
  };
  if (html === undefined) {
    return (
      <Notice tone="neutral" icon={<EyeSlashIcon />} title={t.rendered_absent_title()}>
        {t.rendered_absent_text()}
      </Notice>
    );
  }
  return (
    <>
      {language === 'nn' && <p className="sb-language-note">{t.rendered_language()}</p>}
      <iframe
        className="sb-rendered"
        title={t.rendered_frame()}
        sandbox="allow-same-origin"
        srcDoc={language === 'en' ? html.en : html.nb}
        style={{ blockSize: heightPx }}
        onLoad={({ currentTarget }) => onLoad(currentTarget.contentDocument)}
      />
    </>
  );
}

/** The document asks the system whether it is dark; here it is as dark as the page around it. */
function followTheme(page: Document, theme: 'light' | 'dark'): void {
  page.documentElement.style.colorScheme = theme;
  for (const sheet of page.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!isMediaRule(rule)) continue;
      const asked = DARK_RULES.get(rule) ?? rule.media.mediaText;
      if (!asked.includes('prefers-color-scheme: dark')) continue;
      DARK_RULES.set(rule, asked);
      rule.media.mediaText = theme === 'dark' ? 'screen' : 'not all';
    }
  }
}

/** What rules asked before they were told. */
const DARK_RULES = new WeakMap<CSSMediaRule, string>();

/** Of the frame's own kind of rule: `instanceof` knows only ours. */
function isMediaRule(rule: CSSRule): rule is CSSMediaRule {
  return 'media' in rule;
}
