import { Fragment, type ReactNode } from 'react';
import { DrawerSection } from '@/components/ui/drawer';
import type { RoleCard } from '@/lib/credentials/schema';
import { type LetSay, LetSayButton } from './let-say';

type RecordedAsProps = {
  role: RoleCard;
  recordedAs: string;
  /** Null for those who may make no plan. */
  letSay: LetSay | null;
};

/** Under which names CloudTrail will show what is done with the session. */
export function RecordedAs({ role, recordedAs, letSay }: RecordedAsProps) {
  const isSilent = !role.takesSourceIdentity || (role.tags !== null && !role.takesTags);
  return (
    <DrawerSection>
      <div className="grid gap-2 text-sm text-muted">
        <p>
          You are recorded in CloudTrail as <Name>{recordedAs}-…</Name>, eight letters
          that differ each time.
        </p>
        {role.takesSourceIdentity ? (
          <p>
            The source identity <Name>{recordedAs}</Name> goes with it into every role
            that is taken from here.
          </p>
        ) : (
          <p>
            The trust policy of {role.roleName} does not let this console set a source
            identity (sts:SetSourceIdentity): a role taken from here shows only its own
            session name.
          </p>
        )}
        {role.tags ? <Tags role={role} tags={Object.entries(role.tags)} /> : null}
        {letSay && isSilent ? <LetSayButton role={role} letSay={letSay} /> : null}
        <p>
          Keys cannot be called back. Revoke denies them at the role, until they end by
          themselves.
        </p>
      </div>
    </DrawerSection>
  );
}

function Tags({ role, tags }: { role: RoleCard; tags: [string, string][] }) {
  if (!role.takesTags)
    return (
      <p>
        The session does not say by which request it was taken, only the activity log
        does: {role.roleName} or this console’s own identity does not allow session tags
        (sts:TagSession).
      </p>
    );
  return (
    <p>
      So do the session tags{' '}
      {tags.map(([key, value], at) => (
        <Fragment key={key}>
          {at > 0 ? ' and ' : ''}
          <Name>
            {key}={value}
          </Name>
        </Fragment>
      ))}
      .
    </p>
  );
}

function Name({ children }: { children: ReactNode }) {
  return <code className="font-strong wrap-anywhere text-ink">{children}</code>;
}
