import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { CliConsent } from '@/components/auth/cli-consent';
import { CliUnreadable } from '@/components/auth/cli-unreadable';
import { AuthFrame } from '@/components/frame/auth-frame';
import { titled } from '@/components/frame/titled';
import { CLI_AUTHORIZE_PATH, signInPath } from '@/lib/core/links';
import { CliRequest, callbackOf } from '@/lib/server/cli-request';
import { requireContext } from '@/lib/server/context';
import { requireOwnHost } from '@/lib/server/own-host';
import { parseInput } from '@/lib/server/parse-input';
import { services } from '@/lib/server/services';
import { currentActor } from '@/lib/server/session';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function CliAuthorize({ searchParams }: Props) {
  const asked = parseInput(CliRequest, await searchParams);
  if (!asked.ok) {
    await requireContext();
    return (
      <AuthFrame>
        <CliUnreadable />
      </AuthFrame>
    );
  }
  const ports = await services();
  await requireOwnHost(ports);
  const request = asked.value;
  const actor = await currentActor(ports, await headers());
  if (!actor) {
    const here = `${CLI_AUTHORIZE_PATH}?${new URLSearchParams(request)}`;
    redirect(signInPath(here));
  }
  return (
    <AuthFrame>
      <CliConsent
        endpoint="/api/v1/cli/authorize"
        request={{ ...request, workspaceId: actor.workspaceId }}
        refuseHref={callbackOf(request, { error: 'access_denied' })}
        person={{ name: actor.name, email: actor.email }}
        workspaceName={actor.workspaceName}
      />
    </AuthFrame>
  );
}

export default titled('Sign in on a computer', CliAuthorize);
