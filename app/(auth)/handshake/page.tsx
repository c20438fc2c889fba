import type { Metadata } from 'next';
import { titled } from '@/components/frame/titled';
import { HandshakePage } from '@/components/handshake/handshake-page';
import { requireOwnHost } from '@/lib/server/own-host';
import { services } from '@/lib/server/services';

export const metadata: Metadata = {
  robots: { index: false, follow: false, noarchive: true },
  referrer: 'no-referrer',
};

async function Handshake() {
  await requireOwnHost(await services());
  return <HandshakePage openUrl="/api/v1/handshake" />;
}

export default titled('Your half of an access', Handshake);
