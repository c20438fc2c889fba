import { notFound } from 'next/navigation';
import { RoleGrants } from '@/components/credentials/grants/role-grants';
import { RevokeRoleButton } from '@/components/credentials/revoke/revoke-role-button';
import { TabTitle } from '@/components/frame/tab-title';
import { RolePage } from '@/components/inventory/role-page';
import { can } from '@/lib/auth/permissions';
import { RoleArn } from '@/lib/core/ids';
import { listRoleGrants } from '@/lib/credentials/grants/list-role-grants';
import { askRevocable } from '@/lib/credentials/revoke/ask-revocable';
import { getRole } from '@/lib/inventory/get-role';
import { found, requireContext } from '@/lib/server/context';
import { planMendAction } from '../../actions';
import { revokingFor } from '../../sessions/revoking-for';
import {
  changeGrantAction,
  endGrantAction,
  giveGrantAction,
  handOutRoleAction,
  restoreGrantAction,
  restoreTrustAction,
} from './actions';

const GRANT_ACTIONS = {
  give: giveGrantAction,
  change: changeGrantAction,
  end: endGrantAction,
  restore: restoreGrantAction,
};

type Props = { params: Promise<{ roleId: string }> };

/** The address as it was meant; one that cannot be read names no role. */
async function roleIdOf(params: Props['params']): Promise<string> {
  try {
    return decodeURIComponent((await params).roleId);
  } catch {
    return '';
  }
}

export default async function Role({ params }: Props) {
  const { ports, actor } = await requireContext();
  const arn = RoleArn.safeParse(await roleIdOf(params));
  if (!arn.success) notFound();
  const role = found(await getRole(ports, actor, arn.data));
  const grants = found(await listRoleGrants(ports, actor, arn.data));
  const actions = revokingFor(actor);
  const { arn: roleArn, name: roleName, accountName } = role.role;
  const subject = { roleArn, roleName, accountName };
  const isInCharge = actions.restore !== null;
  const whyNot = isInCharge ? found(await askRevocable(ports, actor, roleArn)) : null;
  return (
    <>
      <TabTitle>{roleName}</TabTitle>
      <RolePage
        role={role}
        restoreTrust={can(actor, 'plan:create') ? restoreTrustAction : null}
        planMend={can(actor, 'plan:create') ? planMendAction : null}
        grants={
          <RoleGrants
            view={grants}
            actions={grants.mayManage ? GRANT_ACTIONS : null}
            handOut={can(actor, 'plan:create') ? handOutRoleAction : null}
          />
        }
        actions={
          isInCharge ? (
            <RevokeRoleButton role={subject} whyNot={whyNot} actions={actions} />
          ) : null
        }
      />
    </>
  );
}
