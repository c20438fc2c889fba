import { titled } from '@/components/frame/titled';
import { SettingsPage } from '@/components/settings/settings-page';
import { can } from '@/lib/auth/permissions';
import { getIssuer } from '@/lib/credentials/issuer/get-issuer';
import { listAccounts } from '@/lib/inventory/list-accounts';
import { getPortal } from '@/lib/inventory/portal/portal-setting';
import { getOwnMails } from '@/lib/notifications/own-mails';
import { found, requireContext } from '@/lib/server/context';
import { getDeviceSetting } from '@/lib/server/device/device-setting';
import { listTokens } from '@/lib/server/list-tokens';
import { getStepUpFloor } from '@/lib/server/step-up/step-up-setting';
import { getGrace } from '@/lib/setup/end/grace';
import { getProofSchedule } from '@/lib/setup/proof-schedule';
import manifest from '@/package.json';
import {
  endTokenAction,
  openIssuerAction,
  setDeviceCodesAction,
  setGraceAction,
  setOwnMailsAction,
  setPortalAction,
  setProofScheduleAction,
  setStepUpFloorAction,
} from './actions';

async function Settings() {
  const { ports, actor } = await requireContext();
  const [accounts, issuer, computers, proofs, grace, portal, codes, mails, stepUp] =
    await Promise.all([
      listAccounts(ports, actor),
      getIssuer(ports, actor),
      listTokens(ports, actor),
      getProofSchedule(ports, actor),
      getGrace(ports, actor),
      getPortal(ports, actor),
      getDeviceSetting(ports, actor),
      getOwnMails(ports, actor),
      getStepUpFloor(ports, actor),
    ]);
  return (
    <SettingsPage
      accounts={found(accounts)}
      computers={found(computers)}
      endComputer={endTokenAction}
      issuer={found(issuer)}
      openIssuer={openIssuerAction}
      mayReadNotifications={can(actor, 'notifications:read')}
      ownMails={{ ...found(mails), set: setOwnMailsAction }}
      proofs={{ ...found(proofs), set: setProofScheduleAction }}
      grace={{ ...found(grace), set: setGraceAction }}
      deviceCodes={{ ...found(codes), set: setDeviceCodesAction }}
      confirming={{ ...found(stepUp), set: setStepUpFloorAction }}
      portal={{ ...found(portal), set: setPortalAction }}
      person={{
        name: actor.name,
        email: actor.email,
        handle: actor.handle,
        role: actor.role,
      }}
      version={manifest.version}
      workspace={{ name: actor.workspaceName, kind: actor.workspaceKind }}
    />
  );
}

export default titled('Settings', Settings);
