'use client';
import { type FormEvent, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import type { Outcome } from '@/components/ui/outcome';
import { useAsk } from '@/components/ui/use-ask';
import type { PortalInput, PortalView } from '@/lib/inventory/portal/schema';

export type AccessPortalProps = PortalView & {
  set: (input: PortalInput) => Promise<Outcome<unknown>>;
};

/** Where people sign in to IAM Identity Center, for links to its roles. */
export function AccessPortal({ mayChange, set, ...portal }: AccessPortalProps) {
  const [startUrl, setStartUrl] = useState(portal.startUrl);
  const [region, setRegion] = useState(portal.region);
  const { isBusy, refusal, fields, put } = useAsk();

  function save(event: FormEvent) {
    event.preventDefault();
    const done = 'The access portal is saved.';
    void put({ id: 'portal', ask: () => set({ startUrl, region }), done });
  }
  return (
    <form onSubmit={save} className="grid gap-3" noValidate>
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
        error={fields['startUrl']}
        isOptional
      />
      <Field
        label="Region of Identity Center"
        placeholder="eu-west-1"
        value={region}
        onChange={setRegion}
        isDisabled={!mayChange}
        error={fields['region']}
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
      {refusal && Object.keys(fields).length === 0 ? (
        <Banner tone="danger" title="That was not changed" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
    </form>
  );
}
