'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Palette, type PaletteItem } from './palette';
import { paletteQuery, paletteSections } from './search-hits';

export type PalettePanelProps = {
  searchUrl: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

const typingPauseMs = 120;

/** The palette over the pages and what the inventory finds. */
export function PalettePanel({ searchUrl, isOpen, onOpenChange }: PalettePanelProps) {
  const router = useRouter();
  const [text, setText] = useState('');
  const asked = usePaused(text.trim());
  const query = useQuery(paletteQuery(searchUrl, asked));

  const choose = (item: PaletteItem) => {
    onOpenChange(false);
    setText('');
    router.push(item.href);
  };
  return (
    <Palette
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      text={text}
      onTextChange={setText}
      sections={paletteSections(text, asked === '' ? [] : (query.data ?? []))}
      emptyText={emptyWords(query)}
      onChoose={choose}
    />
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
