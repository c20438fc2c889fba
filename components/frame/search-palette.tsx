'use client';

import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Kbd } from '../ui/kbd';

export type SearchPaletteProps = { searchUrl: string };

const loadPanel = () => import('./palette-panel');
const PalettePanel = lazy(async () => ({ default: (await loadPanel()).PalettePanel }));

/** The search button of the top bar, also opened by ⌘K or Ctrl+K. Its panel comes when asked for. */
export function SearchPalette({ searchUrl }: SearchPaletteProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const open = () => {
    setWasOpened(true);
    setIsOpen(true);
  };
  useOpenByKey(open);
  return (
    <>
      <Button
        className="find-button"
        onPress={open}
        onHoverStart={() => void loadPanel()}
      >
        <Search size={16} strokeWidth={1.75} aria-hidden="true" className="flex-none" />
        <span className="truncate">Role, account, bucket, person</span>
        <span className="ms-auto flex-none" aria-hidden="true">
          <Kbd>⌘K</Kbd>
        </span>
      </Button>
      {wasOpened ? (
        <Suspense>
          <PalettePanel searchUrl={searchUrl} isOpen={isOpen} onOpenChange={setIsOpen} />
        </Suspense>
      ) : null}
    </>
  );
}

function useOpenByKey(open: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
}
