'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { showToast } from '@/components/ui/toast-store';

export type ResetPractice = (
  input: Record<string, never>,
) => Promise<{ ok: true } | { ok: false; message: string }>;

/** Puts every practice account back; asks first, for what was made there is gone after it. */
export function ResetDialog({ resetPractice }: { resetPractice: ResetPractice }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isResetting, startResetting] = useTransition();
  const open = () => {
    setRefusal(null);
    setIsOpen(true);
  };
  const reset = () => {
    setRefusal(null);
    startResetting(async () => {
      const answer = await resetPractice({});
      if (!answer.ok) return setRefusal(answer.message);
      setIsOpen(false);
      showToast({
        title: 'The practice accounts are as they were at first.',
        detail: 'They are being read again.',
      });
      router.refresh();
    });
  };
  return (
    <>
      <Button size="row" onPress={open}>
        Start over…
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Put all practice accounts back?"
        isAlert
        actions={
          <>
            <Button
              variant="danger"
              isPending={isResetting}
              pendingText="Putting back…"
              onPress={reset}
            >
              Start over
            </Button>
            <Button onPress={() => setIsOpen(false)}>Keep them</Button>
          </>
        }
      >
        <p>
          Roles, policies and objects that were made or changed there are lost, and every
          key that was handed out ends. Plans and the activity log stay.
        </p>
        {refusal ? (
          <Banner tone="danger" title="Starting over did not finish" isAnnounced>
            {refusal}
          </Banner>
        ) : null}
      </Dialog>
    </>
  );
}
