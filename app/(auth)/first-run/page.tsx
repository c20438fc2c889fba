import { notFound } from 'next/navigation';
import { FirstRunForm } from '@/components/auth/first-run-form';
import { AuthFrame } from '@/components/frame/auth-frame';
import { titled } from '@/components/frame/titled';
import { requireOwnHost } from '@/lib/server/own-host';
import { services } from '@/lib/server/services';

async function FirstRun() {
  const ports = await services();
  await requireOwnHost(ports);
  if ((await ports.people.countAdministrators()) > 0) notFound();
  return (
    <AuthFrame>
      <FirstRunForm />
    </AuthFrame>
  );
}

export default titled('First run', FirstRun);
