import type { ReactNode } from 'react';
import { AccountChip } from '@/components/bridge/account-chip';
import { PageHeader } from '@/components/frame/page-header';
import { Passkeys, type PasskeysProps } from '@/components/passkeys/passkeys';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { GRANTS_PATH, NOTIFICATIONS_PATH, PEOPLE_PATH } from '@/lib/core/links';
import type { MemberRole } from '@/lib/core/member-role';
import type { IssuerView } from '@/lib/credentials/schema';
import type { AccountRow } from '@/lib/inventory/schema';
import { ROLE_WORDS } from '@/lib/people/role-words';
import { AccessPortal, type AccessPortalProps } from './access-portal';
import { ChangePassword } from './change-password';
import { Computers, type ComputersProps } from './computers';
import { Confirming, type ConfirmingProps } from './confirming';
import { DeviceCodes, type DeviceCodesProps } from './device-codes';
import { Grace, type GraceProps } from './grace';
import { Issuer, type IssuerProps } from './issuer';
import { OwnMails, type OwnMailsProps } from './own-mails';
import { ProofSchedule, type ProofScheduleProps } from './proof-schedule';
import { sayAccounts } from './say-accounts';

export type SettingsPageProps = {
  accounts: readonly AccountRow[];
  person: { name: string; email: string; handle: string; role: MemberRole };
  workspace: { name: string; kind: 'practice' | 'aws' };
  passkeys: PasskeysProps;
  computers: ComputersProps['computers'];
  endComputer: ComputersProps['end'];
  issuer: IssuerView;
  openIssuer: IssuerProps['open'];
  replaceIssuerKeys: IssuerProps['open'];
  proofs: ProofScheduleProps;
  mayReadNotifications: boolean;
  ownMails: OwnMailsProps;
  grace: GraceProps;
  portal: AccessPortalProps;
  deviceCodes: DeviceCodesProps;
  confirming: ConfirmingProps;
  /** Version of the console, where the page knows it. */
  version?: string | undefined;
};

export function SettingsPage(props: SettingsPageProps) {
  return (
    <>
      <PageHeader title="Settings" />
      <div className="mt-5 grid gap-4 xl:block xl:columns-2 xl:*:mb-4 xl:*:break-inside-avoid">
        <AccountsCard {...props} />
        <YouCard {...props} />
        <Card title="Passkeys">
          <Passkeys {...props.passkeys} />
        </Card>
        <Card title="Mails to you">
          <OwnMails {...props.ownMails} />
        </Card>
        <Card
          title="People"
          actions={<ButtonLink href={PEOPLE_PATH}>See the people</ButtonLink>}
        >
          <p>
            Who is in this workspace and what they may do here, and invites for others.
          </p>
        </Card>
        <Card
          title="Groups and grants"
          actions={<ButtonLink href={GRANTS_PATH}>See groups and grants</ButtonLink>}
        >
          <p>
            Who may take which role by this console: groups of people, and all grants as a
            file.
          </p>
        </Card>
        <Card title="Signed-in computers">
          <Computers
            workspaceName={props.workspace.name}
            computers={props.computers}
            end={props.endComputer}
          />
          <DeviceCodes {...props.deviceCodes} />
        </Card>
        <Card title="Confirming that it is you">
          <Confirming {...props.confirming} />
        </Card>
        <Card title="Longer sessions" id="issuer">
          <Issuer
            {...props.issuer}
            open={props.openIssuer}
            replaceKeys={props.workspace.kind === 'aws' ? props.replaceIssuerKeys : null}
          />
        </Card>
        <Card title="Proofs">
          <ProofSchedule {...props.proofs} />
        </Card>
        {props.mayReadNotifications ? (
          <Card
            title="Who is told"
            actions={<ButtonLink href={NOTIFICATIONS_PATH}>See notifications</ButtonLink>}
          >
            <p>
              Who is told by e-mail or webhook of requests, of access that ends, of proofs
              that turned red and of revoked sessions.
            </p>
          </Card>
        ) : null}
        <Card title="Ended crossings">
          <Grace {...props.grace} />
        </Card>
        <Card title="IAM Identity Center">
          <AccessPortal {...props.portal} />
        </Card>
        <WorkspaceCard {...props} />
        <AboutCard {...props} />
      </div>
    </>
  );
}

type CardProps = {
  title: string /** Where a link leads. */;
  id?: string;
  children: ReactNode;
  actions?: ReactNode;
};

function Card({ title, id, children, actions }: CardProps) {
  return (
    <section id={id} aria-label={title} className="card grid gap-3 p-6 max-md:p-4">
      <h2>{title}</h2>
      {children}
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </section>
  );
}

function AccountsCard({ accounts }: SettingsPageProps) {
  const amiss = accounts.filter(
    ({ health }) => health === 'failing' || health === 'partial',
  );
  return (
    <Card
      title="Accounts and connections"
      actions={
        <>
          <ButtonLink href="/settings/accounts" variant="primary">
            See the accounts
          </ButtonLink>
          <ButtonLink href="/settings/accounts/connect">Connect an account</ButtonLink>
        </>
      }
    >
      <p>{sayAccounts(accounts)}</p>
      {amiss.length === 0 ? null : (
        <ul className="grid gap-1">
          {amiss.map((account) => (
            <li key={account.id}>
              <AccountChip
                name={account.name}
                accountId={account.id}
                isProduction={account.isProduction}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function YouCard({ person }: SettingsPageProps) {
  const { name, may } = ROLE_WORDS[person.role];
  return (
    <Card title="You">
      <Facts
        facts={[
          ['Name', person.name],
          ['E-mail', person.email],
          ['Here you are', name],
          ['You may', may],
          ['Handle', <code key="handle">{person.handle}</code>],
        ]}
      />
      <p className="text-sm text-muted">
        The handle is in the session names that CloudTrail records. Signing out is in the
        menu with your initials.
      </p>
      <ChangePassword email={person.email} />
    </Card>
  );
}

const KIND = {
  practice: 'Practice accounts on this machine. Nothing touches AWS.',
  aws: 'Real accounts. Plans that you apply change them.',
} as const;

function WorkspaceCard({ workspace }: SettingsPageProps) {
  return (
    <Card title="Workspace">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <b>{workspace.name}</b>
        <Badge tone={workspace.kind === 'aws' ? 'strong' : 'neutral'}>
          {workspace.kind === 'aws' ? 'real accounts' : 'practice'}
        </Badge>
      </p>
      <p className="text-muted">{KIND[workspace.kind]}</p>
      <p className="text-sm text-muted">
        Practice and real accounts never share a workspace. Connecting a real account
        opens one of its own; the menu at the top switches between them.
      </p>
    </Card>
  );
}

function AboutCard({ version }: SettingsPageProps) {
  return (
    <Card title="About">
      <Facts
        facts={[
          ['Program', version ? `Drawbridge ${version}` : 'Drawbridge'],
          ['Licence', 'Apache License 2.0'],
          ['Keeps', 'no long-lived AWS key, and no credentials it hands out'],
        ]}
      />
    </Card>
  );
}

type FactsProps = { facts: readonly (readonly [title: string, value: ReactNode])[] };

function Facts({ facts }: FactsProps) {
  return (
    <dl className="grid gap-1.5">
      {facts.map(([title, value]) => (
        <div
          key={title}
          className="grid grid-cols-[120px_minmax(0,1fr)] items-baseline gap-x-3"
        >
          <dt className="text-sm text-muted">{title}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
