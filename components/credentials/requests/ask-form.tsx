'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PageHeader } from '@/components/frame/page-header';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Checkbox } from '@/components/ui/checkbox';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { localOfUtc, utcOfLocal } from '@/components/ui/local-moment';
import { Select } from '@/components/ui/select';
import { TextAreaField } from '@/components/ui/text-area-field';
import { showToast } from '@/components/ui/toast-store';
import { REQUESTS_PATH } from '@/lib/core/links';
import type { AskAction, AskFill, AskOption } from './types';

export type AskFormProps = {
  options: readonly AskOption[];
  /** What the reader came for. */
  fill: AskFill;
  ask: AskAction;
};

type Refusal = { message: string; fields: Partial<Record<string, string>> };

/** Asks for one or several roles: why, for how long, from when. */
export function AskForm({ options, fill, ask }: AskFormProps) {
  const form = useAsk(offeredOf(fill, options), ask);
  const chosen = options.filter(({ roleArn }) => form.draft.roleArns.includes(roleArn));
  const isGlass = chosen.some(
    ({ isBreakGlass, mayBreakGlass }) =>
      isBreakGlass || (mayBreakGlass && form.draft.isBreakGlass),
  );
  return (
    <div className="max-w-[72ch]">
      <PageHeader
        title="Ask for a role"
        kicker={
          <>
            <a href={REQUESTS_PATH}>Requests</a> / Ask
          </>
        }
      />
      {options.length === 0 ? (
        <EmptyState
          title="Nothing has to be asked for"
          actions={<ButtonLink href="/">See your roles</ButtonLink>}
        >
          No role is given to you on request. What you may take stands on your home page.
        </EmptyState>
      ) : (
        <form
          className="mt-5 grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void form.submit();
          }}
        >
          <NotOffered fill={fill} options={options} />
          <Roles options={options} form={form} />
          <Why form={form} />
          <When form={form} />
          <Glass chosen={chosen} form={form} />
          {isGlass ? (
            <Banner tone="warn" title="You break a glass">
              It opens at once. Everybody in the workspace sees who broke it and why, and
              somebody else reviews it afterwards.
            </Banner>
          ) : null}
          {form.refusal ? (
            <Banner tone="danger" title="Nothing was asked for" isAnnounced>
              {form.refusal.message}
            </Banner>
          ) : null}
          <div>
            <Button
              type="submit"
              variant={isGlass ? 'danger' : 'primary'}
              isPending={form.isBusy}
              pendingText="Writing…"
            >
              {isGlass ? 'Break the glass' : 'Ask'}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}

/** A role without a box could not be taken off, and each try with it is refused. */
const NotOffered = ({ fill, options }: Pick<AskFormProps, 'fill' | 'options'>) =>
  fill.roleArns.length > offeredOf(fill, options).roleArns.length ? (
    <Banner title="That role is not one that you ask for">
      It is not given to you on request. What you may take stands on your home page.
    </Banner>
  ) : null;

type FormProps = { form: ReturnType<typeof useAsk> };

function Roles({ options, form }: FormProps & Pick<AskFormProps, 'options'>) {
  const { roleArns } = form.draft;
  const toggled = (arn: string, isIn: boolean) =>
    isIn ? [...roleArns, arn] : roleArns.filter((one) => one !== arn);
  return (
    <fieldset className="max-h-80 overflow-y-auto">
      <legend className="mb-1 font-strong">Which roles</legend>
      {options.map(({ roleArn, roleName, accountName, needs }) => (
        <Checkbox
          key={roleArn}
          isSelected={roleArns.includes(roleArn)}
          onChange={(isIn) => form.set({ roleArns: toggled(roleArn, isIn) })}
          description={`Takes ${needs}.`}
        >
          {roleName} in {accountName}
        </Checkbox>
      ))}
      {form.refusal?.fields['roleArns'] ? (
        <p role="alert" className="text-sm text-danger">
          {form.refusal.fields['roleArns']}
        </p>
      ) : null}
    </fieldset>
  );
}

function Why({ form }: FormProps) {
  return (
    <>
      <TextAreaField
        label="Why"
        value={form.draft.reason}
        onChange={(reason) => form.set({ reason })}
        description="Those who decide read this, and the activity log keeps it."
        error={form.refusal?.fields['reason']}
        rows={3}
      />
      <Field
        label="Ticket"
        isOptional
        value={form.draft.ticket}
        onChange={(ticket) => form.set({ ticket })}
        error={form.refusal?.fields['ticket']}
      />
    </>
  );
}

const LENGTHS = [
  [1800, '30 minutes'],
  [3600, '1 hour'],
  [14_400, '4 hours'],
  [28_800, '8 hours'],
  [86_400, '1 day'],
  [259_200, '3 days'],
  [604_800, '7 days'],
] as const;

function When({ form }: FormProps) {
  const { startsAt, durationSeconds } = form.draft;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label="For how long"
        options={LENGTHS.map(([seconds, label]) => ({ id: `${seconds}`, label }))}
        value={`${durationSeconds}`}
        onChange={(key) => form.set({ durationSeconds: Number(key) })}
        description="From the first time that you take the role."
      />
      <Field
        label="Not before"
        type="datetime-local"
        isOptional
        value={localOfUtc(startsAt)}
        onChange={(local) => form.set({ startsAt: utcOfLocal(local) })}
        description="In your own time zone."
        error={form.refusal?.fields['startsAt']}
      />
    </div>
  );
}

/** Offered where asking is what happens otherwise. */
function Glass({ chosen, form }: FormProps & { chosen: readonly AskOption[] }) {
  if (!chosen.some((one) => one.mayBreakGlass && !one.isBreakGlass)) return null;
  return (
    <Checkbox
      isSelected={form.draft.isBreakGlass}
      onChange={(isBreakGlass) => form.set({ isBreakGlass })}
      description="Where a grant of yours has one. Nobody approves it, and everybody is told."
    >
      It cannot wait: break the glass
    </Checkbox>
  );
}

const BLANK = {
  reason: '',
  ticket: '',
  durationSeconds: 3600,
  startsAt: '',
  isBreakGlass: false,
};
type Draft = typeof BLANK & { roleArns: string[] };

/** A length that the form does not offer, from a program, gives way to the usual one. */
function draftOf({ durationSeconds, ...fill }: AskFill): Draft {
  const length = LENGTHS.find(([seconds]) => seconds === durationSeconds)?.[0];
  return { ...BLANK, ...fill, durationSeconds: length ?? BLANK.durationSeconds };
}

/** Only what can be asked for now. */
const offeredOf = (fill: AskFill, options: readonly AskOption[]): AskFill => ({
  ...fill,
  roleArns: fill.roleArns.filter((arn) => options.some(({ roleArn }) => roleArn === arn)),
});

function useAsk(fill: AskFill, ask: AskAction) {
  const router = useRouter();
  const [draft, setDraft] = useState<Draft>(() => draftOf(fill));
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function submit() {
    setIsBusy(true);
    setRefusal(null);
    const answer = await ask(draft).catch(() => ({
      ok: false as const,
      message: 'The console could not be reached. Look at your requests first.',
      fields: {},
    }));
    setIsBusy(false);
    if (!answer.ok)
      return setRefusal({ message: answer.message, fields: answer.fields ?? {} });
    showToast({ title: answer.value[0]?.sentence ?? 'Asked.' });
    router.push(REQUESTS_PATH);
    router.refresh();
  }
  return {
    draft,
    isBusy,
    refusal,
    submit,
    set: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
  };
}
