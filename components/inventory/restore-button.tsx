import { NewPlanButton, NoPlan } from '@/components/ui/new-plan';
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
  const newPlan = useNewPlan(() => restore({ role: roleArn, seenTo: version.seenTo }));
  return (
    <>
      <NoPlan newPlan={newPlan} />
      <div>
        <NewPlanButton newPlan={newPlan} size="small">
          {`Restore version ${version.number}…`}
        </NewPlanButton>
      </div>
    </>
  );
}
