import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { DeviceConsent } from '@/components/auth/device-consent';
import { AuthFrame } from '@/components/frame/auth-frame';
import { titled } from '@/components/frame/titled';
import { CLI_DEVICE_PATH, signInPath } from '@/lib/core/links';
import { requireOwnHost } from '@/lib/server/own-host';
import { services } from '@/lib/server/services';
import { currentActor } from '@/lib/server/session';

/** The code is typed, never taken from the address: whoever follows a link has to know it. */
async function CliDevice() {
  const ports = await services();
  await requireOwnHost(ports);
  const actor = await currentActor(ports, await headers());
  if (!actor) redirect(signInPath(CLI_DEVICE_PATH));
  return (
    <AuthFrame>
      <DeviceConsent
        isAllowed={await ports.workspaces.allowsDeviceCodes(actor.workspaceId)}
        person={{ name: actor.name, email: actor.email }}
        workspace={{ id: actor.workspaceId, name: actor.workspaceName }}
      />
    </AuthFrame>
  );
}

export default titled('Sign in a computer by its code', CliDevice);
