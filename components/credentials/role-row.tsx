'use client';

import clsx from 'clsx';
import type { KeyboardEvent, Ref } from 'react';
import { AccountChip } from '@/components/bridge/account-chip';
import { ButtonLink } from '@/components/ui/button-link';
import { sayDuration } from '@/lib/core/duration';
import { askPath, rolePath } from '@/lib/core/links';
import type { CredentialFormat, RoleCard } from '@/lib/credentials/schema';
import { CopySplit } from './copy-split';
import { OpenConsoleForm } from './open-console-form';
import { PinButton } from './pin-button';
import { RowError } from './row-error';
import type { CopyStep } from './use-terminal-copy';

export type RoleRowProps = {
  role: RoleCard;
  /** The row that Enter opens: it stands out, and its main button is filled. */
  isFirst: boolean;
  consoleEndpoint: string;
  format: CredentialFormat;
  step: CopyStep | null;
  error: string | null;
  formRef: Ref<HTMLFormElement> | undefined;
  className?: string | undefined;
  onPin: (isPinned: boolean) => void;
  onCopy: (format: CredentialFormat) => void;
  onOpenDrawer: () => void;
  onConsole: () => void;
};

const rowClass =
  'grid grid-cols-[36px_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2.5 pr-2 pl-1 border-hairline md:hover:bg-sunken max-md:mb-2 max-md:grid-cols-[minmax(0,1fr)_44px] max-md:rounded-card max-md:border max-md:bg-surface max-md:p-4';
// At its sides border and padding together are as wide as the padding of the others.
const firstClass =
  'md:my-2 md:rounded-card md:border md:bg-surface md:py-3.5 md:pr-[7px] md:pl-[3px]';

export function RoleRow(props: RoleRowProps) {
  const { role, isFirst, error, onPin } = props;
  return (
    <li
      className={clsx(
        rowClass,
        isFirst ? firstClass : 'md:rounded-t-control md:border-b',
        props.className,
      )}
      onKeyDown={(event) => actOnKey(event, props)}
    >
      <span className="max-md:order-1 max-md:-m-2 max-md:justify-self-end">
        <PinButton role={role} onPin={onPin} />
      </span>
      <RoleName role={role} onPress={props.onOpenDrawer} />
      {role.ask === 'no' ? <RoleActions {...props} /> : <AskAction role={role} />}
      {error ? (
        <RowError role={role} sentence={error} className="col-span-full max-md:order-3" />
      ) : null}
    </li>
  );
}

/** Single keys act only while the focus stands in the row; its menu is elsewhere on the page. */
function actOnKey(
  event: KeyboardEvent<HTMLElement>,
  { role, onPin, onOpenDrawer }: RoleRowProps,
) {
  if (!event.currentTarget.contains(event.target as Node)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = event.key.toLowerCase();
  if (key === 'p') onPin(!role.isPinned);
  if (key === 'c' && role.ask === 'no') {
    event.preventDefault();
    onOpenDrawer();
  }
}

function AskAction({ role }: { role: RoleCard }) {
  const words = role.ask === 'ask' ? 'Ask for it' : 'Break the glass';
  return (
    <div className="max-md:order-2 max-md:col-span-full max-md:mt-3">
      <ButtonLink
        href={askPath(role.roleArn)}
        size="row"
        aria-label={`${words}: ${role.roleName} in ${role.accountName}`}
      >
        {words}
      </ButtonLink>
    </div>
  );
}

function RoleName({ role, onPress }: { role: RoleCard; onPress: () => void }) {
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-baseline gap-x-2.5">
        <h3 className="text-md leading-tight">
          {role.ask === 'no' ? (
            <button
              type="button"
              className="cursor-pointer rounded-sm text-start font-strong wrap-anywhere hover:underline hover:underline-offset-3"
              onClick={onPress}
              aria-label={`${role.roleName} in ${role.accountName}, credentials`}
              aria-haspopup="dialog"
            >
              {role.roleName}
            </button>
          ) : (
            <a href={rolePath(role.roleArn)} className="font-strong wrap-anywhere">
              {role.roleName}
            </a>
          )}
        </h3>
        <span className="text-sm text-muted max-xl:basis-full">{role.description}</span>
      </div>
      <p className="mt-0.5 text-sm">
        <AccountChip
          name={role.accountName}
          accountId={role.accountId}
          isProduction={role.isProduction}
        />
        {role.stepUp === 'never' ? null : (
          <span className="ms-2 text-muted">
            {role.stepUp === 'each-time' ? 'you confirm each time' : 'you confirm first'}
          </span>
        )}
      </p>
    </div>
  );
}

function RoleActions(props: RoleRowProps) {
  const { role, isFirst, format, step, consoleEndpoint, formRef } = props;
  return (
    <div className="flex items-center gap-2 max-md:order-2 max-md:col-span-full max-md:mt-3 max-md:flex-col max-md:items-stretch">
      <OpenConsoleForm
        role={role}
        endpoint={consoleEndpoint}
        formRef={formRef}
        onOpened={props.onConsole}
        variant={isFirst ? 'primary' : 'secondary'}
        size="row"
      />
      <CopySplit role={role} format={format} step={step} onCopy={props.onCopy} />
      <span
        className="w-11 text-end text-sm whitespace-nowrap text-muted max-md:hidden"
        title={`The longest session: ${sayDuration(role.capSeconds)}`}
      >
        {sayDuration(role.capSeconds)}
      </span>
    </div>
  );
}
