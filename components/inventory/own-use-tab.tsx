import type { ReactNode } from 'react';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Tabs } from '@/components/ui/tabs';
import type { PortalUse } from '@/lib/inventory/portal/schema';
import type { OwnUse, ProgramUse } from '@/lib/inventory/role-schema';

type OwnUseTabProps = {
  use: OwnUse | null;
  portal: PortalUse | null;
  program: ProgramUse | null;
};

/** How those whom the role trusts take it by their own sign-in to AWS. */
export function OwnUseTab({ use, portal, program }: OwnUseTabProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-4">
      {portal ? <PortalCard use={portal} /> : null}
      {use ? <Terminal profile={use.profile} /> : null}
      {program ? <Program use={program} /> : null}
      {use ? <SwitchRole way={use.switchRole} /> : null}
      {use?.extension ? <Extension config={use.extension} /> : null}
    </div>
  );
}

type CardProps = { title: string; children: ReactNode };

function Card({ title, children }: CardProps) {
  return (
    <section aria-label={title} className="card grid gap-3 px-6 py-5 max-md:px-4">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function PortalCard({ use: { permissionSet, way } }: { use: PortalUse }) {
  return (
    <Card title="By IAM Identity Center">
      <p className="text-muted">
        People to whom the permission set{' '}
        <code className="wrap-anywhere">{permissionSet}</code> is assigned in this account
        take the role in their access portal.
      </p>
      {'cause' in way ? (
        <p>No link can be given: {way.cause}</p>
      ) : (
        <>
          <p>
            <OutLink href={way.url}>Open it in the access portal</OutLink>
          </p>
          <p className="text-muted">
            For a terminal, put this into <code>~/.aws/config</code> and run{' '}
            <code>aws sso login --sso-session identity-center</code>. The first block is
            needed once for all roles.
          </p>
          <Text text={way.profile} what="The profile" />
        </>
      )}
    </Card>
  );
}

function Terminal({ profile }: { profile: string }) {
  return (
    <Card title="In a terminal">
      <p className="text-muted">
        The trust policy names identities of people. They take the role by their own
        credentials with this profile in <code>~/.aws/config</code>. Fill in what stands
        in angle brackets.
      </p>
      <Text text={profile} what="The profile" />
    </Card>
  );
}

function Program({ use }: { use: ProgramUse }) {
  if ('cause' in use)
    return (
      <Card title="In a program">
        <p className="text-muted">A program cannot take the role: {use.cause}</p>
      </Card>
    );
  const tabOf = (id: string, label: string, text: string) => ({
    id,
    label,
    content: (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 pt-3">
        <Text text={text} what={`The ${label} lines`} />
      </div>
    ),
  });
  return (
    <Card title="In a program">
      <p className="text-muted">
        By an AWS SDK, as an identity that the trust policy names. That identity’s own
        policy has to let it ask for the role.
      </p>
      <Tabs
        label="Language"
        size="small"
        items={[
          tabOf('javascript', 'JavaScript', use.javascript),
          tabOf('python', 'Python', use.python),
        ]}
      />
    </Card>
  );
}

function SwitchRole({ way }: { way: OwnUse['switchRole'] }) {
  return (
    <Card title="In the AWS console">
      {'url' in way ? (
        <p>
          <OutLink href={way.url}>Switch to this role</OutLink>{' '}
          <span className="text-muted">once you are signed in to your own account.</span>
        </p>
      ) : (
        <p className="text-muted">
          AWS has a page that switches roles. It is of no use here: {way.cause}
        </p>
      )}
    </Card>
  );
}

function Extension({ config }: { config: string }) {
  return (
    <Card title="By the extension AWS Extend Switch Roles">
      <p className="text-muted">
        For people who switch roles by that extension of their browser: put this into its
        configuration.
      </p>
      <Text text={config} what="The profile" />
    </Card>
  );
}

function Text({ text, what }: { text: string; what: string }) {
  return (
    <>
      <CodeBlock>{text}</CodeBlock>
      <div>
        <CopyButton text={text} what={what} size="row" />
      </div>
    </>
  );
}

function OutLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="text-link">
      {children}
    </a>
  );
}
