'use client';

import { useState } from 'react';
import * as z from 'zod';
import { askToConfirm } from '@/components/step-up/confirm-store';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CLI_SUBJECT, isUnconfirmed } from '@/lib/core/step-up';
import { type Posted, postJson } from './post-json';

export type CliConsentProps = {
  endpoint: string;
  /** What the command asked for, and the workspace shown here; posted back as it is. */
  request: { name: string; workspaceId: string };
  /** The waiting command, told that nothing was allowed. */
  refuseHref: string;
  person: { name: string; email: string };
  workspaceName: string;
};

const Allowed = z.object({ redirectTo: z.string() });

/** Asks a person whether a computer may act as them. Nothing happens until they answer. */
export function CliConsent(props: CliConsentProps) {
  const { request, refuseHref, person, workspaceName } = props;
  const { isBusy, refusal, allow } = useConsent(props);
  return (
    <div className="grid gap-4">
      <div>
        <h1>Sign in on {request.name}?</h1>
        <p className="mt-1.5 text-muted">
          The <code>drawbridge</code> command on this computer, which calls itself{' '}
          <strong>{request.name}</strong>, asks to act as you for 30 days.
        </p>
      </div>
      {refusal ? (
        <Banner tone="danger" title="The computer is not signed in" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      <dl className="grid gap-2">
        <div>
          <dt className="text-muted">As</dt>
          <dd>
            {person.name} ({person.email})
          </dd>
        </div>
        <div>
          <dt className="text-muted">Workspace</dt>
          <dd>{workspaceName}</dd>
        </div>
        <div>
          <dt className="text-muted">It can</dt>
          <dd>Do what you can do here, and take the roles that you may take.</dd>
        </div>
      </dl>
      <p className="text-muted">
        Allow it only if you ran <code>drawbridge login</code> yourself just now.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          size="large"
          isPending={isBusy}
          pendingText="Signing in…"
          onPress={() => void allow()}
        >
          Allow
        </Button>
        <Button size="large" onPress={() => window.location.assign(refuseHref)}>
          Refuse
        </Button>
      </div>
    </div>
  );
}

function useConsent({ endpoint, request }: CliConsentProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function allow() {
    setIsBusy(true);
    setRefusal(null);
    const answer = await postConfirmed(endpoint, request);
    const allowed = Allowed.safeParse(answer.ok ? answer.body : null);
    if (allowed.success) {
      window.location.assign(allowed.data.redirectTo);
      return;
    }
    setIsBusy(false);
    setRefusal(answer.ok ? 'The console gave no answer. Try again.' : answer.message);
  }
  return { isBusy, refusal, allow };
}

/** Confirmed by the person where the console asks for that. */
async function postConfirmed(endpoint: string, request: object): Promise<Posted> {
  const first = await postJson(endpoint, request);
  if (first.ok || !isUnconfirmed(first.message)) return first;
  const confirmation = await askToConfirm(
    CLI_SUBJECT,
    'letting this computer act as you',
  );
  return confirmation === null ? first : postJson(endpoint, { ...request, confirmation });
}
