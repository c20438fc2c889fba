import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/auth/sign-in-form';
import { AuthFrame } from '@/components/frame/auth-frame';
import { titled } from '@/components/frame/titled';
import { nextAfterSignIn } from '@/lib/core/links';
import { requireOwnHost } from '@/lib/server/own-host';
import { services } from '@/lib/server/services';
import { currentActor } from '@/lib/server/session';

type Props = { searchParams: Promise<{ next?: string | string[] }> };

async function SignIn({ searchParams }: Props) {
  const next = nextAfterSignIn((await searchParams).next);
  const ports = await services();
  await requireOwnHost(ports);
  if (await currentActor(ports, await headers())) redirect(next);
  if ((await ports.people.countAdministrators()) === 0) redirect('/first-run');
  return (
    <AuthFrame>
      <SignInForm next={next} />
    </AuthFrame>
  );
}

export default titled('Sign in', SignIn);
