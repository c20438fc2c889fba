'use client';
import { type ComponentType, useEffect, useRef, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { TextAreaField } from '@/components/ui/text-area-field';
import type { Caret, PolicyEditorProps, PolicyFieldProps } from './policy-props';

type Loaded = { Editor: ComponentType<PolicyEditorProps>; caret: Caret };

/** A policy as JSON: a plain text field until its editor has loaded, with the same text. */
export function PolicyField({ cleaned, ...props }: PolicyFieldProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [pasted, setPasted] = useState<string[]>([]);
  useEffect(() => {
    let isGone = false;
    void import('./policy-editor').then(
      ({ PolicyEditor: Editor }) =>
        isGone || setLoaded({ Editor, caret: caretIn(holder.current) }),
      // Without the editor the text field does as well.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);
  const removed = [...new Set([...cleaned, ...pasted])];
  return (
    <div ref={holder} className="grid min-w-0 gap-1.5">
      {loaded ? (
        <loaded.Editor {...props} caret={loaded.caret} onCleaned={setPasted} />
      ) : (
        <PlainField {...props} />
      )}
      {removed.length > 0 ? (
        <Banner tone="info" title="Cleaned, what was pasted" isAnnounced>
          <ul>
            {removed.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
    </div>
  );
}

const PlainField = ({
  kind: _kind,
  searchUrl: _searchUrl,
  accountId: _accountId,
  ...field
}: Omit<PolicyFieldProps, 'cleaned'>) => <TextAreaField {...field} isMono rows={12} />;

function caretIn(holder: HTMLElement | null): Caret {
  const active = document.activeElement;
  const isOurs = active instanceof HTMLTextAreaElement && holder?.contains(active);
  return isOurs ? [active.selectionStart, active.selectionEnd] : null;
}
