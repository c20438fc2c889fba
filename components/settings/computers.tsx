'use client';

import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import type { Outcome } from '@/components/ui/outcome';
import { Time } from '@/components/ui/time';
import { useAsk } from '@/components/ui/use-ask';

export type SignedInComputer = {
  id: string;
  name: string;
  /** ISO 8601. */
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string;
};

export type ComputersProps = {
  workspaceName: string;
  computers: readonly SignedInComputer[];
  end: (input: { id: string }) => Promise<Outcome<unknown>>;
};

/** Where the `drawbridge` command is signed in as this person, and the way to end that. */
export function Computers({ workspaceName, computers, end }: ComputersProps) {
  const { busyId, refusal, put } = useAsk('The computer may still be signed in');
  const ask = ({ id, name }: SignedInComputer) =>
    put({ id, ask: () => end({ id }), done: `The sign-in of ${name} has ended.` });
  if (computers.length === 0)
    return (
      <>
        <p className="text-muted">
          No computer is signed in as you here. On one of yours, run:
        </p>
        <CodeBlock>drawbridge login</CodeBlock>
      </>
    );
  return (
    <>
      {refusal ? (
        <Banner tone="danger" title="The computer is still signed in" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      <p className="text-muted">
        The <code>drawbridge</code> command acts as you on these, in {workspaceName} only.
      </p>
      <ul className="grid gap-2">
        {computers.map((computer) => (
          <li key={computer.id} className="flex flex-wrap items-center gap-3">
            <span className="min-w-0 grow wrap-anywhere">
              <b>{computer.name}</b>
              <span className="block text-sm text-muted">
                Signed in <Time at={computer.createdAt} />, until{' '}
                <Time at={computer.expiresAt} />. <Used {...computer} />.
              </span>
            </span>
            <Button
              size="row"
              aria-label={`End the sign-in of ${computer.name}`}
              isPending={busyId === computer.id}
              pendingText="Ending…"
              onPress={() => void ask(computer)}
            >
              End
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Used({ lastUsedAt }: SignedInComputer) {
  if (lastUsedAt === null) return 'Not used yet';
  return (
    <>
      Last used <Time at={lastUsedAt} format="relative" />
    </>
  );
}
