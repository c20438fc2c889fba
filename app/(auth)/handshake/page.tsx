import type { Metadata } from 'next';
import { HandshakePage } from '@/components/handshake/handshake-page';
import { requireOwnHost } from '@/lib/server/own-host';
import { services } from '@/lib/server/services';

export const metadata: Metadata = {
  title: 'Your half of an access',
  robots: { index: false, follow: false, noarchive: true },
  referrer: 'no-referrer',
};

export default async function Handshake() {
  await requireOwnHost(await services());
  return <HandshakePage openUrl="/api/v1/handshake" />;
}
