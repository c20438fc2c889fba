'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { PasswordDialog } from './password-dialog';

/** Where somebody changes their own password. */
export function ChangePassword({ email }: { email: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <div>
        <Button onPress={() => setIsOpen(true)}>Change your password</Button>
      </div>
      {isOpen ? <PasswordDialog email={email} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
