import { GlobeIcon } from '@navikt/aksel-icons';
import { ActionMenu } from '@navikt/ds-react/ActionMenu';
import { Button } from '@navikt/ds-react/Button';
import { useState } from 'react';
import { LANGUAGES, type Language, useLanguage, useText } from '../text/language.tsx';

export function LanguageMenu() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { language, choose } = useLanguage();
  const current = LANGUAGES.find(({ code }) => code === language);
  return (
    <ActionMenu open={isOpen} onOpenChange={setOpen}>
      <ActionMenu.Trigger>
        <Button variant="tertiary" data-color="neutral" size="small" icon={<GlobeIcon aria-hidden />}>
          <span className="sb-visually-hidden">{t.language()}: </span>
          <span className="sb-wide-only">{current?.name}</span>
          <span className="sb-narrow-only">{current?.short}</span>
        </Button>
      </ActionMenu.Trigger>
      <ActionMenu.Content>
        <ActionMenu.RadioGroup
          label={t.language()}
          value={language}
          onValueChange={(value: string) => {
            choose(value as Language);
            setOpen(false);
          }}
        >
          {LANGUAGES.map(({ code, name }) => (
            <ActionMenu.RadioItem key={code} value={code} lang={code}>
              {name}
            </ActionMenu.RadioItem>
          ))}
        </ActionMenu.RadioGroup>
      </ActionMenu.Content>
    </ActionMenu>
  );
}
