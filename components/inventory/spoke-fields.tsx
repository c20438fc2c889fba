'use client';

import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { PreparedConnection } from '@/lib/inventory/schema';
import { cleanAccountId } from './connect-fields';
import type { ConnectState } from './use-connect';

type StateProps = { state: ConnectState };

/** First the external ID and the trust to paste, then the role that was made with them. */
export function SpokeFields({ state }: StateProps) {
  return (
    <>
      <section aria-label="Trust policy to paste" className="card grid gap-4 p-5">
        <h2>1. Make a role there that trusts us</h2>
        {state.prepared ? (
          <Prepared state={state} prepared={state.prepared} />
        ) : (
          <Prepare state={state} />
        )}
      </section>
      <section aria-label="The role" className="card grid gap-4 p-5">
        <h2>2. Say which role it is</h2>
        <RoleFields state={state} />
      </section>
    </>
  );
}

function Prepare({ state }: StateProps) {
  const digits = cleanAccountId(state.form.accountId).length;
  return (
    <>
      <p className="text-muted">
        The external ID is made here, for this account alone, so that nobody else’s
        console can be talked into using the role. It is not a secret.
      </p>
      <div>
        <Button
          isDisabled={digits !== 12}
          isPending={state.busy === 'prepare'}
          pendingText="Making it…"
          onPress={() => void state.makeExternalId()}
        >
          Make the external ID
        </Button>
        {digits === 12 ? null : (
          <p className="mt-1 text-sm text-muted">Fill in the account ID first.</p>
        )}
      </div>
    </>
  );
}

type PreparedProps = StateProps & { prepared: PreparedConnection };

function Prepared({ state, prepared }: PreparedProps) {
  const { form, type, problems } = state;
  const hub = prepared.hubs.find(({ accountId }) => accountId === form.hubAccountId);
  return (
    <>
      <div>
        <p className="field-label">External ID</p>
        <p className="code-inline-copy flex-wrap">
          <code className="wrap-anywhere">{prepared.externalId}</code>
          <CopyButton text={prepared.externalId} what="External ID" size="small" />
        </p>
      </div>
      {prepared.hubs.length === 0 ? (
        <Banner tone="warn" title="No account can take the role yet">
          Connect one account by a profile of this server first. It is the one that takes
          the roles of the others.
        </Banner>
      ) : (
        <Select
          label="Taken by"
          options={prepared.hubs.map(({ accountId, name }) => ({
            id: accountId,
            label: `${name}, ${accountId}`,
          }))}
          value={form.hubAccountId}
          onChange={(key) => type({ hubAccountId: String(key ?? '') })}
          error={problems['hubAccountId']}
          description="The connected account whose identity assumes the role."
        />
      )}
      {hub ? <TrustToPaste text={hub.trustPolicy} /> : null}
    </>
  );
}

function TrustToPaste({ text }: { text: string }) {
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3>Trust policy of the role</h3>
        <CopyButton text={text} what="Trust policy" size="small" />
      </div>
      <CodeBlock className="text-xs">{text}</CodeBlock>
    </div>
  );
}

function RoleFields({ state: { form, type, problems } }: StateProps) {
  const example = `arn:aws:iam::${cleanAccountId(form.accountId) || '111122223333'}:role/`;
  return (
    <>
      <Field
        label="Role that reads"
        isMono
        placeholder={`${example}drawbridge-read`}
        value={form.readRoleArn}
        onChange={(readRoleArn) => type({ readRoleArn })}
        error={problems['readRoleArn']}
        description="Needs iam:GetAccountAuthorizationDetails and s3:ListAllMyBuckets. What it lacks is named after the first reading."
      />
      <Field
        label="Role that writes"
        isMono
        isOptional
        placeholder={`${example}drawbridge-write`}
        value={form.writeRoleArn}
        onChange={(writeRoleArn) => type({ writeRoleArn })}
        error={problems['writeRoleArn']}
        description="Only plans that you apply use it. Without it this account is read and never changed."
      />
    </>
  );
}
