import { en, nb, nn } from '@navikt/ds-react/locales';
import { Provider } from '@navikt/ds-react/Provider';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { m } from '../../generated/text/messages.js';
import { getLocale, type Locale, setLocale } from '../../generated/text/runtime.js';

export type Language = Locale;

/** In their own words, as everybody looks for their own language. */
export const LANGUAGES: readonly { code: Language; name: string; short: string }[] = [
  { code: 'nb', name: 'Bokmål', short: 'NB' },
  { code: 'nn', name: 'Nynorsk', short: 'NN' },
  { code: 'en', name: 'English', short: 'EN' },
];

const AKSEL_TEXTS = { nb, nn, en };

const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void } | undefined>(
  undefined,
);

/** The language of the page: the one that was chosen here before, else the browser's first that we have. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(getLocale);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: Language): void => {
    void setLocale(chosen, { reload: false }); // what is on the page stays
    setLanguage(chosen);
  };
  return (
    <LanguageContext value={{ language, choose }}>
      <Provider locale={AKSEL_TEXTS[language]}>{children}</Provider>
    </LanguageContext>
  );
}

export function useLanguage() {
  const context = useContext(LanguageContext);
  if (context === undefined) throw new Error('useLanguage stands outside of LanguageProvider');
  return context;
}

/** The texts of the page, by key. Whoever asks for them is drawn again when the language changes. */
export function useText(): typeof m {
  useLanguage();
  return m;
}
