import { Theme } from '@navikt/ds-react/Theme';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'samband-theme';
const ThemeContext = createContext<ThemeState | undefined>(undefined);

interface ThemeState {
  readonly choice: ThemeChoice;
  /** What it comes to. */
  readonly theme: 'light' | 'dark';
  readonly choose: (choice: ThemeChoice) => void;
}

/** Light or dark: what was chosen here before, else what the system says, and follows it when it changes. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(readChoice);
  const systemIsDark = useSyncExternalStore(watchSystem, isSystemDark);
  const theme = choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.classList.remove('light', 'dark');
    document.documentElement.classList.add(theme);
  }, [theme]);
  const choose = (chosen: ThemeChoice): void => {
    localStorage.setItem(KEY, chosen);
    setChoice(chosen);
  };
  return (
    <ThemeContext value={{ choice, theme, choose }}>
      <Theme theme={theme} data-color="accent">
        {children}
      </Theme>
    </ThemeContext>
  );
}

export function useTheme() {
  const context = useContext(ThemeContext);
  if (context === undefined) throw new Error('useTheme stands outside of ThemeProvider');
  return context;
}

function readChoice(): ThemeChoice {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const isSystemDark = (): boolean => systemDark.matches;
function watchSystem(onChange: () => void): () => void {
  systemDark.addEventListener('change', onChange);
  return () => systemDark.removeEventListener('change', onChange);
}
