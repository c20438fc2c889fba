'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { fittingHits } from '@/components/ui/fitting-hits';
import { useDebounced } from '@/components/ui/use-debounced';
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
  const asked = useDebounced(text.trim(), typingPauseMs);
  const query = useQuery(paletteQuery(searchUrl, asked));
  const isAsking = asked !== text.trim() || query.isFetching;

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
      sections={paletteSections(
        text,
        text.trim() === '' ? [] : fittingHits(query.data ?? [], text),
      )}
      emptyText={emptyWords(isAsking, query.isError)}
      onChoose={choose}
    />
  );
}

function emptyWords(isAsking: boolean, isError: boolean): string {
  if (isAsking) return 'Looking…';
  return isError ? 'The search could not be asked. Try again.' : 'Nothing matches.';
}
