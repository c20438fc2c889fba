import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { DrawerSection } from '@/components/ui/drawer';
import { profileName } from '@/lib/core/profile-name';
import { processProfile } from '@/lib/credentials/process-profile';
import type { RoleCard } from '@/lib/credentials/schema';

type ProfileSectionProps = { role: RoleCard; endpointUrl: string | null };

/** The role as a profile of AWS clients, which ask this console by themselves. It holds no secret. */
export function ProfileSection({ role, endpointUrl }: ProfileSectionProps) {
  return (
    <DrawerSection>
      <details>
        <summary className="cursor-pointer py-1 font-strong">As a profile</summary>
        <div className="mt-2 grid gap-2">
          {role.stepUp === 'each-time' ? (
            <p className="text-sm text-muted">
              No program is given this role: you confirm each time that it is you, and a
              program cannot.
            </p>
          ) : (
            <Profile role={role} endpointUrl={endpointUrl} />
          )}
        </div>
      </details>
    </DrawerSection>
  );
}

function Profile({ role, endpointUrl }: ProfileSectionProps) {
  const name = profileName(role, role.roleName);
  const lines = processProfile(name, role, { command: 'drawbridge', endpointUrl });
  const text = `${endpointUrl ? '# practice account\n' : ''}${lines.join('\n')}\n`;
  return (
    <>
      <p className="text-sm text-muted">
        For <code>~/.aws/config</code>. AWS clients then ask this console for keys when
        they need them. Sign the computer in once by <code>drawbridge login</code>;{' '}
        <code>drawbridge configure</code> writes the profiles of all your roles.
      </p>
      <CodeBlock>{text.trimEnd()}</CodeBlock>
      <div>
        <CopyButton text={text} what="The profile" size="row">
          Copy the profile
        </CopyButton>
      </div>
    </>
  );
}
