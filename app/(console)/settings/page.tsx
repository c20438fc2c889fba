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
import { listPasskeys } from '@/lib/server/passkeys/own-passkeys';
import { getAdminStepUp } from '@/lib/server/step-up/admin-step-up-setting';
import { getStepUpFloor } from '@/lib/server/step-up/step-up-setting';
import { getGrace } from '@/lib/setup/end/grace';
import { getProofSchedule } from '@/lib/setup/proof-schedule';
import manifest from '@/package.json';
import {
  endTokenAction,
  openIssuerAction,
  removePasskeyAction,
  replaceIssuerKeysAction,
  setAdminStepUpAction,
  setDeviceCodesAction,
  setGraceAction,
  setOwnMailsAction,
  setPortalAction,
  setProofScheduleAction,
  setStepUpFloorAction,
} from './actions';

type Context = Awaited<ReturnType<typeof requireContext>>;

/** What an administrator sets for everybody, and what each person sets for themselves. */
async function settingsOf({ ports, actor }: Context) {
  const [proofs, grace, portal, codes, mails, stepUp, admin] = await Promise.all([
    getProofSchedule(ports, actor),
    getGrace(ports, actor),
    getPortal(ports, actor),
    getDeviceSetting(ports, actor),
    getOwnMails(ports, actor),
    getStepUpFloor(ports, actor),
    getAdminStepUp(ports, actor),
  ]);
  return {
    ownMails: { ...found(mails), set: setOwnMailsAction },
    proofs: { ...found(proofs), set: setProofScheduleAction },
    grace: { ...found(grace), set: setGraceAction },
    deviceCodes: { ...found(codes), set: setDeviceCodesAction },
    portal: { ...found(portal), set: setPortalAction },
    confirming: {
      ...found(stepUp),
      set: setStepUpFloorAction,
      administering: { ...found(admin), set: setAdminStepUpAction },
    },
  };
}

async function Settings() {
  const context = await requireContext();
  const { ports, actor } = context;
  const [settings, accounts, issuer, computers, passkeys] = await Promise.all([
    settingsOf(context),
    listAccounts(ports, actor),
    getIssuer(ports, actor),
    listTokens(ports, actor),
    listPasskeys(ports, actor),
  ]);
  return (
    <SettingsPage
      {...settings}
      accounts={found(accounts)}
      passkeys={{ passkeys: found(passkeys), remove: removePasskeyAction }}
      computers={found(computers)}
      endComputer={endTokenAction}
      issuer={found(issuer)}
      openIssuer={openIssuerAction}
      replaceIssuerKeys={replaceIssuerKeysAction}
      mayReadNotifications={can(actor, 'notifications:read')}
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
