'use client';

import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button';
import { type CopySource, copyText } from './copy-text';
import { IconButton } from './icon-button';
import { announce, showToast } from './toast-store';

export type CopyButtonProps = Pick<
  ButtonProps,
  'variant' | 'size' | 'isWide' | 'className'
> & {
  /** The text, or a function that fetches it after the click. It is never kept. */
  text: CopySource;
  /** What is copied, for the sentence read aloud: `{what} copied.` */
  what: string;
  children?: ReactNode;
  /** Shows the picture alone; the name then says what is copied. */
  isIconOnly?: boolean | undefined;
  pendingText?: string | undefined;
  onCopied?: (() => void) | undefined;
};

const doneMs = 2_000;

export function CopyButton({
  text,
  what,
  children = 'Copy',
  isIconOnly,
  pendingText = 'Copying…',
  onCopied,
  ...look
}: CopyButtonProps) {
  const { state, copy } = useCopy({ text, what, onCopied });
  const picture = <CopyPicture isDone={state === 'done'} />;
  const isPending = state === 'busy';
  if (isIconOnly) {
    return (
      <IconButton {...look} label={`Copy ${what}`} isPending={isPending} onPress={copy}>
        {picture}
      </IconButton>
    );
  }
  return (
    <Button {...look} isPending={isPending} pendingText={pendingText} onPress={copy}>
      {picture}
      {state === 'done' ? 'Copied' : children}
    </Button>
  );
}

function CopyPicture({ isDone }: { isDone: boolean }) {
  const Picture = isDone ? Check : Copy;
  return <Picture size={16} aria-hidden="true" />;
}

type CopyJob = Pick<CopyButtonProps, 'text' | 'what' | 'onCopied'>;

function useCopy({ text, what, onCopied }: CopyJob) {
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  useEffect(() => {
    if (state !== 'done') return;
    const timer = setTimeout(() => setState('idle'), doneMs);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    if (typeof text !== 'string') setState('busy');
    try {
      await copyText(text);
      setState('done');
      announce(`${what} copied.`);
      onCopied?.();
    } catch (cause) {
      setState('idle');
      const detail = cause instanceof Error ? cause.message : undefined;
      showToast({ tone: 'danger', title: `Could not copy ${what}.`, detail });
    }
  }
  return { state, copy };
}
