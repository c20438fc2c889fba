import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { InvitePage } from '@/components/auth/invite-page';
import { titled } from '@/components/frame/titled';
import { requireOwnHost } from '@/lib/server/own-host';
import { services } from '@/lib/server/services';
import { currentActor } from '@/lib/server/session';

export const metadata: Metadata = {
  robots: { index: false, follow: false, noarchive: true },
  referrer: 'no-referrer',
};

async function Invite() {
  const ports = await services();
  await requireOwnHost(ports);
  const actor = await currentActor(ports, await headers());
  return <InvitePage reader={actor && { name: actor.name, email: actor.email }} />;
}

export default titled('Join a workspace', Invite);
