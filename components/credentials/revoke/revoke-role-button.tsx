'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { RevokeDialog } from './revoke-dialog';
import type { RevokeActions, RevokeSubject } from './types';

type RevokeRoleButtonProps = {
  role: Omit<RevokeSubject, 'session'>;
  actions: RevokeActions;
};

/** Ends every session of a role; for those who may. */
export function RevokeRoleButton({ role, actions }: RevokeRoleButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
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
