'use client';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';

type HandshakeConfirmProps = {
  isConfirmed: boolean;
  /** Throws with what went wrong. */
  confirm: () => Promise<void>;
};

/** Its owner says that it is run, where no call of the other side can show it. */
export function HandshakeConfirm({ isConfirmed, confirm }: HandshakeConfirmProps) {
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function send() {
    setPending(true);
    setRefusal(null);
    await confirm().catch((error: Error) => setRefusal(error.message));
    setPending(false);
  }
  return (
    <section aria-labelledby="confirm" className="card grid min-w-0 gap-3 p-4 sm:p-6">
      <h2 id="confirm" className="text-lg">
        3. Say that it is done
      </h2>
      <p className="text-muted">
        The other side may not see from there that it is run. Your word is kept as your
        word: it is shown there as said to be run, not as proven.
      </p>
      {refusal ? (
        <Banner tone="danger" title="That was not sent" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      {isConfirmed ? (
        <p role="status">
          You said that it is run. What stands above can be run again at any time.
        </p>
      ) : (
        <div>
          <Button
            variant="primary"
            isPending={isPending}
            pendingText="Sending…"
            onPress={() => void send()}
          >
            I have run it
          </Button>
        </div>
      )}
    </section>
  );
}
