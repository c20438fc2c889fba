'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { IconButton } from '../ui/icon-button';
import { Menu } from '../ui/menu';
import { chooseTheme, readTheme, subscribeToTheme, type Theme, themes } from './theme';

const actions = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
];

const pictures = { system: Monitor, light: Sun, dark: Moon };

export function ThemeMenu() {
  const theme = useSyncExternalStore<Theme>(subscribeToTheme, readTheme, () => 'system');
  const Picture = pictures[theme];
  return (
    <Menu
      label="Theme"
      selectedId={theme}
      actions={actions}
      onAction={(id) => chooseTheme(themes.find((known) => known === id) ?? 'system')}
      trigger={
        <IconButton label="Theme" variant="secondary" className="flex-none">
          <Picture size={18} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      }
    />
  );
}
