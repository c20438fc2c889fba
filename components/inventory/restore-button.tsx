import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import type { Outcome } from '@/components/ui/outcome';
import { useNewPlan } from '@/components/ui/use-new-plan';
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
  const { plan, isBusy, refusal } = useNewPlan(() =>
    restore({ role: roleArn, seenTo: version.seenTo }),
  );
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
