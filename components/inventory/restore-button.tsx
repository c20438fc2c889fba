import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import { planPath } from '@/lib/core/links';
import type { TrustVersionView } from '@/lib/inventory/role-schema';

/** Plans to put a version back; nothing is written before that plan is applied. */
export type RestoreTrust = (input: {
  role: string;
  seenTo: string;
}) => Promise<Outcome<{ planId: string }>>;

type RestoreButtonProps = {
  roleArn: string;
  version: TrustVersionView;
  restore: RestoreTrust;
};

/** Opens the plan that puts this version back. */
export function RestoreButton({ roleArn, version, restore }: RestoreButtonProps) {
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function plan() {
    setIsBusy(true);
    const answer = await restore({ role: roleArn, seenTo: version.seenTo }).catch(() =>
      unreachable('Nothing was planned'),
    );
    setRefusal(answer.ok ? null : answer.message);
    if (answer.ok) router.push(planPath(answer.value.planId));
    else setIsBusy(false);
  }
  return (
    <>
      {refusal ? (
        <Banner tone="danger" title="No plan was made" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      <div>
        <Button
          size="small"
          isPending={isBusy}
          pendingText="Reading what stands…"
          onPress={() => void plan()}
        >
          {`Restore version ${version.number}…`}
        </Button>
      </div>
    </>
  );
}
