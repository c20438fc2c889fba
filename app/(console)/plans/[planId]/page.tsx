import { notFound } from 'next/navigation';
import { titled } from '@/components/frame/titled';
import { PlanPage } from '@/components/setup/plan-page';
import { can } from '@/lib/auth/permissions';
import { PlanId } from '@/lib/core/ids';
import { listPlanGrants } from '@/lib/credentials/grants/plan-grants';
import { found, requireContext } from '@/lib/server/context';
import { getPlan } from '@/lib/setup/get-plan';
import { getOwnerHalf } from '@/lib/setup/handshake/get-owner-half';
import { getPreflight } from '@/lib/setup/preflight/get-preflight';
import { getSelfTest } from '@/lib/setup/self-test/get-self-test';
import {
  applyPlanAction,
  attestItemAction,
  changePlanAction,
  checkNowAction,
  chooseForPlanAction,
  confirmHalfAction,
  createLinkAction,
  dropFromPlanAction,
  endNowAction,
  leavePlanAction,
  liftQuarantineAction,
  lookAgainAction,
  planAnewAction,
  retryPlanAction,
  revokeLinkAction,
  stopEndAction,
  undoPlanAction,
  verifyPlanAction,
} from './actions';

type Props = { params: Promise<{ planId: string }> };

async function Plan({ params }: Props) {
  const { ports, actor } = await requireContext();
  const planId = PlanId.safeParse((await params).planId);
  if (!planId.success) notFound();
  return (
    <PlanPage
      plan={found(await getPlan(ports, actor, planId.data))}
      mayGive={can(actor, 'grant:manage')}
      give={found(await listPlanGrants(ports, actor, planId.data))}
      giveCalls={{ choose: chooseForPlanAction, drop: dropFromPlanAction }}
      selfTest={found(await getSelfTest(ports, actor, planId.data))}
      statusUrl={`/api/v1/plans/${planId.data}`}
      apply={applyPlanAction}
      retry={retryPlanAction}
      undo={undoPlanAction}
      leave={leavePlanAction}
      endNow={endNowAction}
      stopEnd={stopEndAction}
      lift={liftQuarantineAction}
      change={changePlanAction}
      anew={planAnewAction}
      verify={verifyPlanAction}
      check={checkNowAction}
      confirm={confirmHalfAction}
      trail={lookAgainAction}
      preflight={found(await getPreflight(ports, actor, planId.data))}
      attest={attestItemAction}
      half={found(await getOwnerHalf(ports, actor, planId.data))}
      createLink={createLinkAction}
      revokeLink={revokeLinkAction}
    />
  );
}

export default titled('Plan', Plan);
