'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { showToast } from '@/components/ui/toast-store';
import type { ImportActions, ImportPreview } from './types';

const UNREACHABLE = 'The console could not be reached. Look before you try again.';

/** A file of grants on its way: what it would change, then that and nothing else. */
export function useImport({ preview, apply }: ImportActions) {
  const router = useRouter();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<'preview' | 'apply' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [shown, setShown] = useState<ImportPreview | null>(null);
  const unreachable = () => ({ ok: false as const, message: UNREACHABLE });

  async function show(wanted: string) {
    setBusy('preview');
    setRefusal(null);
    setShown(null);
    const answer = await preview({ text: wanted }).catch(unreachable);
    setBusy(null);
    if (answer.ok) setShown(answer.value);
    else setRefusal(answer.message);
  }

  return {
    text,
    busy,
    refusal,
    shown,
    setText: (next: string) => {
      setText(next);
      setShown(null);
    },
    preview: () => show(text),
    choose: async (file: File | undefined) => {
      if (!file) return;
      const wanted = await file.text();
      setText(wanted);
      await show(wanted);
    },
    apply: async (digest: string) => {
      setBusy('apply');
      setRefusal(null);
      const answer = await askConfirmed(() => apply({ text, digest })).catch(unreachable);
      setBusy(null);
      setShown(null);
      if (!answer.ok) return setRefusal(answer.message);
      setText('');
      showToast({ title: sayMade(answer.value.changesTotal) });
      router.refresh();
    },
  };
}

const sayMade = (total: number): string =>
  total === 1 ? '1 change is made.' : `${total} changes are made.`;
