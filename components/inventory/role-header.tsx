'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { Glyph } from '@/components/bridge/glyph';
import { AccountIdText } from '@/components/ui/account-id-text';
import { ArnText } from '@/components/ui/arn-text';
import { ButtonLink } from '@/components/ui/button-link';
import { Kbd } from '@/components/ui/kbd';
import { TicketText } from '@/components/ui/ticket-text';
import { Time } from '@/components/ui/time';
import { accountPath, planPath, sessionsOfRolePath } from '@/lib/core/links';
import type { RoleDetailView } from '@/lib/inventory/role-schema';

type RoleHeaderProps = { role: RoleDetailView; actions: ReactNode };

/** Where a role is taken: the home page with this role's drawer open. */
const credentialsPath = (roleArn: string) => `/?role=${encodeURIComponent(roleArn)}`;

export function RoleHeader({ role, actions }: RoleHeaderProps) {
  const { arn, name, accountId, accountName, isProduction } = role.role;
  return (
    <header className="grid items-end gap-x-6 gap-y-4 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 md:text-2xl">
          <Glyph shape="trusting" isProduction={isProduction} size="large" />
          <span className="wrap-anywhere">{name}</span>{' '}
          <span className="text-md font-normal tracking-normal text-muted">
            in <a href={accountPath(accountId)}>{accountName}</a>
          </span>{' '}
          <AccountIdText id={accountId} className="text-sm font-normal tracking-normal" />
        </h1>
        <p className="mt-1">
          <ArnText arn={arn} isCopyable />
        </p>
        {role.description ? (
          <p className="mt-1 max-w-[72ch] text-muted">{role.description}</p>
        ) : null}
        <Facts role={role} />
        <RoleTags tags={role.tags} />
      </div>
      <div className="flex flex-wrap gap-2">
        {role.isGranted ? <GetCredentials roleArn={arn} /> : null}
        {actions}
      </div>
    </header>
  );
}

function Facts({ role }: Pick<RoleHeaderProps, 'role'>) {
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-muted">
      <span>
        {role.lastUsedAt ? (
          <>
            Last used <Time at={role.lastUsedAt} format="relative" />
            {role.lastUsedRegion ? ` in ${role.lastUsedRegion}` : null}
          </>
        ) : (
          'Never used'
        )}
      </span>
      {role.purpose ? <span className="wrap-anywhere">For: {role.purpose}</span> : null}
      {role.owner ? <span className="wrap-anywhere">Owner: {role.owner}</span> : null}
      {role.ticket ? (
        <span>
          Ticket: <TicketText ticket={role.ticket} />
        </span>
      ) : null}
      {role.reviewOn ? (
        <span>
          Review by <Time at={role.reviewOn} format="date" />
        </span>
      ) : null}
      <Link href={sessionsOfRolePath(role.role.arn)}>Sessions</Link>
      {role.ownedByPlanId ? <a href={planPath(role.ownedByPlanId)}>Built here</a> : null}
    </p>
  );
}

/** What the role is tagged with at AWS, folded away: there may be fifty of them. */
function RoleTags({ tags }: Pick<RoleDetailView, 'tags'>) {
  if (tags.length === 0) return null;
  return (
    <details className="mt-1 text-sm text-muted">
      <summary className="min-h-6 cursor-pointer">
        {tags.length === 1 ? '1 tag' : `${tags.length} tags`} at AWS
      </summary>
      <ul className="grid gap-0.5">
        {tags.map(({ key, value }) => (
          <li key={key} className="wrap-anywhere">
            <code>{key}</code> = {value || <em>empty</em>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function GetCredentials({ roleArn }: { roleArn: string }) {
  const router = useRouter();
  useEffect(() => {
    function takeOnC(event: KeyboardEvent) {
      if (isCommand(event)) router.push(credentialsPath(roleArn));
    }
    const main = document.getElementById('main');
    main?.addEventListener('keydown', takeOnC);
    return () => main?.removeEventListener('keydown', takeOnC);
  }, [router, roleArn]);
  return (
    <ButtonLink href={credentialsPath(roleArn)} variant="primary">
      Get credentials
      <span aria-hidden="true">
        <Kbd>C</Kbd>
      </span>
    </ButtonLink>
  );
}

/** The single key acts only within the page, and never where somebody is typing. */
function isCommand(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  if (target.closest('input, textarea, [contenteditable], [role=listbox]')) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return event.key.toLowerCase() === 'c';
}
