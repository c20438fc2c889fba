'use client';

import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import type { Outcome } from '@/components/ui/outcome';
import { Time } from '@/components/ui/time';
import { useAsk } from '@/components/ui/use-ask';
import { AddPasskeyDialog } from './add-passkey-dialog';

type OwnPasskey = {
  id: string;
  name: string;
  /** ISO 8601. */
  createdAt: string;
  lastUsedAt: string | null;
};

export type PasskeysProps = {
  passkeys: readonly OwnPasskey[];
  remove: (input: { id: string }) => Promise<Outcome<unknown>>;
};

/** By which the reader signs in beside their password, and the way to more and to fewer. */
export function Passkeys({ passkeys, remove }: PasskeysProps) {
  const [isAdding, setIsAdding] = useState(false);
  const { busyId, refusal, put } = useAsk('The passkey may still be there');
  return (
    <>
      <p className="text-muted">
        A passkey signs you in by PIN, finger or face, and confirms that it is you where
        this console asks for that. Your password goes on to work.
      </p>
      {refusal ? (
        <Banner tone="danger" title="The passkey is still there" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      {passkeys.length > 0 ? (
        <ul className="grid gap-2">
          {passkeys.map(({ id, ...passkey }) => (
            <li key={id} className="flex flex-wrap items-center gap-3">
              <span className="min-w-0 grow wrap-anywhere">
                <b>{passkey.name}</b>
                <span className="block text-sm text-muted">
                  Added <Time at={passkey.createdAt} format="date" />.{' '}
                  <Used {...passkey} />.
                </span>
              </span>
              <Button
                size="row"
                aria-label={`Remove the passkey ${passkey.name}`}
                isPending={busyId === id}
                pendingText="Removing…"
                onPress={() =>
                  void put({
                    id,
                    ask: () => remove({ id }),
                    done: `The passkey ${passkey.name} signs you in no more.`,
                  })
                }
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <div>
        <Button onPress={() => setIsAdding(true)}>Add a passkey</Button>
      </div>
      {isAdding ? <AddPasskeyDialog onClose={() => setIsAdding(false)} /> : null}
    </>
  );
}

function Used({ lastUsedAt }: Pick<OwnPasskey, 'lastUsedAt'>) {
  if (lastUsedAt === null) return 'Not used yet';
  return (
    <>
      Last used <Time at={lastUsedAt} format="relative" />
    </>
  );
}
