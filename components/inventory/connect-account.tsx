'use client';

import { PageHeader } from '@/components/frame/page-header';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { focusInvalid } from '@/components/ui/focus-invalid';
import { RadioCards } from '@/components/ui/radio-cards';
import { SpokeFields } from './spoke-fields';
import type { ConnectAccount as Connect, PrepareConnection } from './types';
import { type ConnectState, useConnect } from './use-connect';

export type ConnectAccountProps = { connect: Connect; prepare: PrepareConnection };

const KINDS = [
  {
    value: 'profile',
    title: 'A profile of this server',
    detail:
      'The server’s own AWS configuration names the account: keys, SSO or a source profile. No secret passes through this page.',
  },
  {
    value: 'assumed',
    title: 'A role that trusts this console',
    detail:
      'An account that is connected already takes a role there. You paste its trust policy, with an external ID of its own.',
  },
] as const;

export function ConnectAccount(props: ConnectAccountProps) {
  const state = useConnect(props);
  const { form, type, busy, refusal } = state;
  return (
    <>
      <PageHeader
        title="Connect an account"
        kicker={
          <>
            <a href="/settings">Settings</a> / <a href="/settings/accounts">Accounts</a>
          </>
        }
        lead="Nothing is stored until AWS itself has said that the connection leads into this account, and nothing is changed in it."
      />
      <form
        noValidate
        className="mt-6 grid max-w-[720px] gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          void state.send().then(() => focusInvalid(form));
        }}
      >
        <RadioCards
          label="How is it reached?"
          cards={KINDS}
          cardMinPx={260}
          value={form.kind}
          onChange={(kind) => type({ kind: kind === 'assumed' ? 'assumed' : 'profile' })}
        />
        <AccountFields state={state} />
        {form.kind === 'profile' ? (
          <ProfileField state={state} />
        ) : (
          <SpokeFields state={state} />
        )}
        {refusal ? (
          <Banner tone="danger" title="The account was not connected" isAnnounced>
            {refusal}
          </Banner>
        ) : null}
        <div>
          <Button
            type="submit"
            variant="primary"
            isPending={busy === 'connect'}
            pendingText="Asking AWS who we are there…"
          >
            Connect and check
          </Button>
        </div>
      </form>
    </>
  );
}

type StateProps = { state: ConnectState };

function AccountFields({ state: { form, type, problems } }: StateProps) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-[1fr_1fr_140px]">
      <Field
        label="Account ID"
        isMono
        inputMode="numeric"
        placeholder="1111 2222 3333"
        value={form.accountId}
        onChange={(accountId) => type({ accountId })}
        error={problems['accountId']}
      />
      <Field
        label="Name"
        placeholder="Data"
        value={form.name}
        onChange={(name) => type({ name })}
        error={problems['name']}
      />
      <Field
        label="Region"
        isMono
        value={form.region}
        onChange={(region) => type({ region })}
        error={problems['region']}
      />
    </div>
  );
}

function ProfileField({ state: { form, type, problems } }: StateProps) {
  return (
    <Field
      label="Profile"
      isMono
      placeholder="data-admin"
      value={form.profile}
      onChange={(profile) => type({ profile })}
      error={problems['profile']}
      description="Its name in ~/.aws/config on the server, as in aws --profile."
    />
  );
}
