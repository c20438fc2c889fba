'use client';

import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Kbd } from '../ui/kbd';
import { Palette, type PaletteItem } from './palette';
import { paletteQuery, paletteSections } from './search-hits';

export type SearchPaletteProps = { searchUrl: string };

const typingPauseMs = 120;

/** The search button of the top bar, also opened by ⌘K or Ctrl+K. */
export function SearchPalette({ searchUrl }: SearchPaletteProps) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const asked = usePaused(text.trim());
  const query = useQuery(paletteQuery(searchUrl, asked));
  useOpenByKey(() => setIsOpen(true));

  const choose = (item: PaletteItem) => {
    setIsOpen(false);
    setText('');
    router.push(item.href);
  };
  return (
    <>
      <Button className="find-button" onPress={() => setIsOpen(true)}>
        <Search size={16} strokeWidth={1.75} aria-hidden="true" className="flex-none" />
        <span className="truncate">Role, account, bucket, person</span>
        <span className="ms-auto flex-none" aria-hidden="true">
          <Kbd>⌘K</Kbd>
        </span>
      </Button>
      <Palette
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        text={text}
        onTextChange={setText}
        sections={paletteSections(text, asked === '' ? [] : (query.data ?? []))}
        emptyText={emptyWords(query)}
        onChoose={choose}
      />
    </>
  );
}

function emptyWords(query: { isFetching: boolean; isError: boolean }): string {
  if (query.isFetching) return 'Looking…';
  return query.isError ? 'The search could not be asked. Try again.' : 'Nothing matches.';
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
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
