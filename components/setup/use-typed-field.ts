'use client';
import { useEffect, useRef, useState } from 'react';
import type { DraftFieldName, DraftFields } from '@/lib/setup/schema';
import { differingFields } from './wizard-fields';

const PAUSE_MS = 800;

/**
 * The field being typed in right now, until a pause or until it is left: half a word is not
 * yet a mistake.
 */
export function useTypedField(fields: DraftFields): DraftFieldName | null {
  const [typing, setTyping] = useState<{ name: DraftFieldName } | null>(null);
  const before = useRef(fields);
  useEffect(() => {
    const [name] = differingFields(before.current, fields);
    before.current = fields;
    if (name) setTyping({ name });
  }, [fields]);
  // Not by the fields: what is kept comes back as other objects that say the same.
  useEffect(() => {
    if (!typing) return;
    const done = () => setTyping(null);
    const timer = setTimeout(done, PAUSE_MS);
    window.addEventListener('focusout', done, { once: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focusout', done);
    };
  }, [typing]);
  return typing?.name ?? null;
}
