'use client';

import clsx from 'clsx';
import { Star } from 'lucide-react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { RoleCard } from '@/lib/credentials/schema';

type PinButtonProps = { role: RoleCard; onPin: (isPinned: boolean) => void };

export function PinButton({ role, onPin }: PinButtonProps) {
  return (
    <ToggleButton
      isSelected={role.isPinned}
      onChange={onPin}
      aria-label={`Pin ${role.roleName} in ${role.accountName}`}
      className={clsx('btn btn-quiet btn-icon', !role.isPinned && 'text-muted')}
    >
      <Star
        size={18}
        strokeWidth={1.75}
        fill={role.isPinned ? 'currentColor' : 'none'}
        aria-hidden="true"
      />
    </ToggleButton>
  );
}
