import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { FirstRunForm } from '@/components/auth/first-run-form';
import { AuthFrame } from '@/components/frame/auth-frame';
import { requireOwnHost } from '@/lib/server/own-host';
import { services } from '@/lib/server/services';

export const metadata: Metadata = { title: 'First run' };

export default async function FirstRun() {
  const ports = await services();
  await requireOwnHost(ports);
  if ((await ports.people.countAdministrators()) > 0) notFound();
  return (
    <AuthFrame>
      <FirstRunForm />
    </AuthFrame>
  );
}
