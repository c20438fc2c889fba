import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { DrawerSection } from '@/components/ui/drawer';
import { sameAsCommand } from '@/lib/credentials/same-as-command';
import type { RoleCard } from '@/lib/credentials/schema';
import type { Limits } from './limits';

type SameAsProps = {
  role: RoleCard;
  recordedAs: string;
  durationSeconds: number;
  limits: Limits;
  endpointUrl: string | null;
};

/** What this console asks of AWS, in words that people know from AWS's own client. */
export function SameAs({ limits, ...facts }: SameAsProps) {
  const fromIp = limits.fromIp.trim() || null;
  const command = sameAsCommand({ ...facts, limits: { ...limits, fromIp } });
  if (command === null) return null;
  return (
    <DrawerSection>
      <details>
        <summary className="cursor-pointer py-1 font-strong">
          Same as <code>aws sts</code>
        </summary>
        <p className="mt-2 text-sm text-muted">
          What this console asks of AWS for you, by its own identity.
        </p>
        <CodeBlock className="mt-2">{command}</CodeBlock>
        <CopyButton text={command} what="The command" size="row" className="mt-2">
          Copy the command
        </CopyButton>
      </details>
    </DrawerSection>
  );
}
