import { useState } from 'react';
import { postJson } from '@/components/auth/post-json';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { showPasskey } from './ask-device';

/** The way in without a password, below the one with it. */
export function PasskeySignIn({ next }: { next: string }) {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function signIn() {
    setIsBusy(true);
    setRefusal(null);
    const shown = await showPasskey(null);
    const answer = shown.ok
      ? await postJson('/api/auth/sign-in/passkey', { shown: shown.value })
      : shown;
    if (answer.ok) {
      window.location.assign(next);
      return;
    }
    setIsBusy(false);
    setRefusal(answer.message);
  }
  return (
    <div className="mt-3 grid gap-3">
      <Button
        size="large"
        isWide
        isPending={isBusy}
        pendingText="Waiting for your passkey…"
        onPress={() => void signIn()}
      >
        Use a passkey
      </Button>
      {refusal ? (
        <Banner tone="danger" title="You are not signed in" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
    </div>
  );
}
