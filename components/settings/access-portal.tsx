'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import type { PortalInput, PortalView } from '@/lib/inventory/portal/schema';

export type AccessPortalProps = PortalView & {
  set: (input: PortalInput) => Promise<Outcome<unknown>>;
};

/** Where people sign in to IAM Identity Center, for links to its roles. */
export function AccessPortal({ mayChange, set, ...portal }: AccessPortalProps) {
  const router = useRouter();
  const [startUrl, setStartUrl] = useState(portal.startUrl);
  const [region, setRegion] = useState(portal.region);
  const [isBusy, setIsBusy] = useState(false);
  const [answer, setAnswer] = useState<Outcome<unknown> | null>(null);
  const refusal = answer?.ok === false ? answer : null;

  async function save(event: FormEvent) {
    event.preventDefault();
    setIsBusy(true);
    const next = await set({ startUrl, region }).catch(() =>
      unreachable('Nothing was changed'),
    );
    setIsBusy(false);
    setAnswer(next);
    if (next.ok) router.refresh();
  }
  return (
    <form onSubmit={(event) => void save(event)} className="grid gap-3" noValidate>
      <p className="text-muted">
        The pages of roles that Identity Center made then link to the access portal and
        show a profile for it.
      </p>
      <Field
        label="Start URL of the access portal"
        placeholder="https://acme.awsapps.com/start"
        value={startUrl}
        onChange={setStartUrl}
        isDisabled={!mayChange}
        error={refusal?.fields?.['startUrl']}
        isOptional
      />
      <Field
        label="Region of Identity Center"
        placeholder="eu-west-1"
        value={region}
        onChange={setRegion}
        isDisabled={!mayChange}
        error={refusal?.fields?.['region']}
        description={mayChange ? undefined : 'An administrator can change this.'}
        isOptional
      />
      {mayChange ? (
        <div>
          <Button type="submit" isPending={isBusy} pendingText="Saving…">
            Save
          </Button>
        </div>
      ) : null}
      {answer?.ok ? <Banner tone="ok" title="Saved" isAnnounced /> : null}
      {refusal ? (
        <Banner tone="danger" title="That was not changed" isAnnounced>
          {refusal.message}
        </Banner>
      ) : null}
    </form>
  );
}
