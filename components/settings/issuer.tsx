'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import type { IssuerView } from '@/lib/credentials/schema';

export type IssuerProps = IssuerView & {
  open: (input: object) => Promise<Outcome<unknown>>;
  /** Null where the issuer has no key of this console: practice accounts sign themselves. */
  replaceKeys: IssuerProps['open'] | null;
};

/** The console as an identity provider: what makes a session longer than a chained one. */
export function Issuer(props: IssuerProps) {
  const { issuer, audience, trust, mayOpen, open, replaceKeys } = props;
  return (
    <>
      <p className="text-muted">
        This console signs in with a role, and AWS ends a role taken from a role after 1
        h. A role that trusts the console itself is taken by a token instead: its sessions
        last as long as the role allows, up to 12 h.
      </p>
      {issuer === null ? <Closed mayOpen={mayOpen} open={open} /> : null}
      {issuer && trust ? (
        <Opened issuer={issuer} audience={audience} trust={trust} />
      ) : null}
      {issuer && mayOpen && replaceKeys ? (
        <ReplaceKeys replaceKeys={replaceKeys} />
      ) : null}
    </>
  );
}

function Closed({ mayOpen, open }: Pick<IssuerProps, 'mayOpen' | 'open'>) {
  const { isBusy, refusal, ask } = useAsk(open, 'Nothing was turned on');
  if (!mayOpen) return <p>An administrator can turn this on.</p>;
  return (
    <>
      {refusal ? (
        <Banner tone="danger" title="Longer sessions are still off" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      <div>
        <Button isPending={isBusy} pendingText="Making a key…" onPress={() => void ask()}>
          Turn on longer sessions
        </Button>
      </div>
    </>
  );
}

type OpenedProps = { issuer: string; audience: string; trust: string };

function Opened({ issuer, audience, trust }: OpenedProps) {
  return (
    <>
      <dl className="grid gap-2">
        <Fact name="Provider URL" value={issuer} />
        <Fact name="Audience" value={audience} />
      </dl>
      <p>
        In each account, make an OpenID Connect provider with these two values, and give
        the role this trust policy with the account’s own id. Whoever holds a grant on the
        role is offered it at its full length after the next reading.
      </p>
      <div>
        <CopyButton text={trust} what="Trust policy">
          Copy the trust policy
        </CopyButton>
      </div>
      <details className="min-w-0">
        <summary className="min-h-6 cursor-pointer font-strong">The trust policy</summary>
        <CodeBlock className="mt-2">{trust}</CodeBlock>
      </details>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <code className="wrap-anywhere">{value}</code>
        <CopyButton text={value} what={name} isIconOnly />
      </dd>
    </div>
  );
}

/** Folded away: nobody needs it on an ordinary day. */
function ReplaceKeys({ replaceKeys }: { replaceKeys: IssuerProps['open'] }) {
  const { isBusy, isDone, refusal, ask } = useAsk(replaceKeys, 'Nothing was replaced');
  return (
    <details className="min-w-0">
      <summary className="min-h-6 cursor-pointer font-strong">
        If the signing key may be known to others
      </summary>
      <div className="mt-2 grid gap-2">
        <p>
          A new key signs from now on, and no token of an earlier one is good any more
          once AWS has read the keys anew. Until then AWS may refuse the new one for some
          minutes. Sessions that were taken go on: revoke those that you do not know.
        </p>
        {refusal ? (
          <Banner tone="danger" title="The key was not replaced" isAnnounced>
            {refusal}
          </Banner>
        ) : null}
        {isDone ? <p role="status">A new key signs now.</p> : null}
        <div>
          <Button
            variant="danger"
            isPending={isBusy}
            pendingText="Making a key…"
            onPress={() => void ask()}
          >
            Replace the signing key
          </Button>
        </div>
      </div>
    </details>
  );
}

function useAsk(act: IssuerProps['open'], unchanged: string) {
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function ask() {
    setIsBusy(true);
    const answer = await askConfirmed(() => act({})).catch(() => unreachable(unchanged));
    setIsBusy(false);
    setIsDone(answer.ok);
    setRefusal(answer.ok ? null : answer.message);
    if (answer.ok) router.refresh();
  }
  return { isBusy, isDone, refusal, ask };
}
