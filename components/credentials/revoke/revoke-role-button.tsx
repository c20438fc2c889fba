'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { RevokeDialog } from './revoke-dialog';
import type { RevokeActions, RevokeSubject } from './types';

type RevokeRoleButtonProps = {
  role: Omit<RevokeSubject, 'session'>;
  /** Why its sessions cannot be revoked from here. */
  whyNot: string | null;
  actions: RevokeActions;
};

/** Ends every session of a role, for those who may; or says why it cannot. */
export function RevokeRoleButton({ role, whyNot, actions }: RevokeRoleButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (whyNot)
    return (
      <p className="max-w-[44ch] text-sm text-muted">
        No revoking of sessions here. {whyNot}
      </p>
    );
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>Revoke sessions…</Button>
      {isOpen ? (
        <RevokeDialog
          subject={{ ...role, session: null }}
          actions={actions}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </>
  );
}
