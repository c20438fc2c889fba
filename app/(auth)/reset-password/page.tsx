import type { Metadata } from 'next';
import { ResetPage } from '@/components/auth/reset-page';
import { titled } from '@/components/frame/titled';
import { requireOwnHost } from '@/lib/server/own-host';
import { services } from '@/lib/server/services';

export const metadata: Metadata = {
  robots: { index: false, follow: false, noarchive: true },
  referrer: 'no-referrer',
};

async function ResetPassword() {
  await requireOwnHost(await services());
  return <ResetPage />;
}

export default titled('Set a new password', ResetPassword);
