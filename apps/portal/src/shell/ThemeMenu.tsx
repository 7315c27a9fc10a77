import { MonitorIcon, MoonIcon, SunIcon } from '@navikt/aksel-icons';
import { ActionMenu } from '@navikt/ds-react/ActionMenu';
import { Button } from '@navikt/ds-react/Button';
import { useState } from 'react';
import { useText } from '../text/language.tsx';
import { type ThemeChoice, useTheme } from './theme.tsx';

const ICONS = { system: MonitorIcon, light: SunIcon, dark: MoonIcon };

export function ThemeMenu() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { choice, choose } = useTheme();
  const names = { system: t.theme_system(), light: t.theme_light(), dark: t.theme_dark() };
  const Icon = ICONS[choice];
  return (
    <ActionMenu open={isOpen} onOpenChange={setOpen}>
      <ActionMenu.Trigger>
        <Button
          variant="tertiary"
          data-color="neutral"
          size="small"
          icon={<Icon title={`${t.theme()}: ${names[choice]}`} />}
        />
      </ActionMenu.Trigger>
      <ActionMenu.Content align="end">
        <ActionMenu.RadioGroup
          label={t.theme()}
          value={choice}
          onValueChange={(value: string) => {
            choose(value as ThemeChoice);
            setOpen(false);
          }}
        >
          {(['system', 'light', 'dark'] as const).map((one) => (
            <ActionMenu.RadioItem key={one} value={one}>
              {names[one]}
            </ActionMenu.RadioItem>
          ))}
        </ActionMenu.RadioGroup>
      </ActionMenu.Content>
    </ActionMenu>
  );
}
