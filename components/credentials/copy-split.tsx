'use client';

import { Check, ChevronDown, Copy } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Menu } from '@/components/ui/menu';
import type { CredentialFormat, RoleCard } from '@/lib/credentials/schema';
import { isFormat, labelOfFormat, TERMINAL_FORMATS } from './terminal-formats';
import type { CopyStep } from './use-terminal-copy';

export type CopySplitProps = {
  role: RoleCard;
  format: CredentialFormat;
  step: CopyStep | null;
  onCopy: (format: CredentialFormat) => void;
};

const stepText = {
  asking: 'Asking…',
  copying: 'Copying…',
  copied: 'Copied',
} as const;

/** Copies for the shell in use; the arrow offers the other shells and forms. */
export function CopySplit({ role, format, step, onCopy }: CopySplitProps) {
  const isBusy = step === 'asking' || step === 'copying';
  const Picture = step === 'copied' ? Check : Copy;
  const where = `${role.roleName} in ${role.accountName}`;
  return (
    <span className="split max-md:w-full">
      <Button
        size="row"
        isPending={isBusy}
        pendingText={step ? stepText[step] : undefined}
        onPress={() => onCopy(format)}
        aria-label={`Copy for terminal: ${where}, ${labelOfFormat(format)}`}
        className="min-w-[7rem]"
      >
        <Picture size={16} aria-hidden="true" />
        {step === 'copied' ? 'Copied' : 'Terminal'}
      </Button>
      <Menu
        label={`Copy ${where} as`}
        selectedId={format}
        actions={TERMINAL_FORMATS}
        onAction={(id) => isFormat(id) && onCopy(id)}
        trigger={
          <IconButton
            variant="secondary"
            label={`Other forms of ${where}`}
            isDisabled={isBusy}
          >
            <ChevronDown size={16} aria-hidden="true" />
          </IconButton>
        }
      />
    </span>
  );
}
