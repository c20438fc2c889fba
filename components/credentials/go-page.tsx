'use client';

import { AccountChip } from '@/components/bridge/account-chip';
import { PageHeader } from '@/components/frame/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import type { GoView } from '@/lib/credentials/find-go';
import { OpenConsoleForm } from './open-console-form';
import { SERVICE_OPTIONS } from './regions';

type GoPageProps = { go: GoView; consoleEndpoint: string; recordedAs: string };

/** Where a link to a role leads. The console opens when the person says so, never by itself. */
export function GoPage({ go, consoleEndpoint, recordedAs }: GoPageProps) {
  const { role, service, region } = go;
  const place = SERVICE_OPTIONS.find(({ id }) => id === service)?.label ?? service;
  return (
    <>
      <PageHeader
        title={`Open ${role.roleName} in ${role.accountName}?`}
        lead={`A link brought you here. The AWS console opens at ${place} in ${region}, and CloudTrail records you as ${recordedAs}.`}
      />
      <div className="mt-4 grid justify-items-start gap-4">
        <AccountChip
          name={role.accountName}
          accountId={role.accountId}
          isProduction={role.isProduction}
        />
        <div className="flex flex-wrap gap-2">
          <OpenConsoleForm
            role={role}
            endpoint={consoleEndpoint}
            service={service}
            region={region}
            variant="primary"
          />
          <ButtonLink href={`/?role=${encodeURIComponent(role.roleArn)}`}>
            Choose how
          </ButtonLink>
        </div>
      </div>
    </>
  );
}

/** A link to a role that is not the reader's. */
export function NoGo({ account, role }: { account: string; role: string }) {
  return (
    <EmptyState
      title={`You may not take ${role} in ${account}`}
      actions={
        <ButtonLink href="/" variant="primary">
          See your roles
        </ButtonLink>
      }
    >
      Either there is no such role in this workspace, or you hold no grant on it. Ask an
      administrator of the workspace.
    </EmptyState>
  );
}
