import 'server-only';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { type AppError, describeError } from '@/lib/core/errors';
import { signInFor } from '@/lib/core/links';
import type { Result } from '@/lib/core/result';
import type { SignedIn } from '@/lib/ports';
import { requireOwnHost } from './own-host';
import { type Services, services } from './services';
import { currentActor } from './session';

/** What a page works with. Signed-out people are sent to sign in, a new console to its first run. */
export const requireContext = cache(
  async (): Promise<{ ports: Services; actor: SignedIn }> => {
    const ports = await services();
    await requireOwnHost(ports);
    const asked = await headers();
    const actor = await currentActor(ports, asked);
    if (actor) return { ports, actor };
    const isNew = (await ports.people.countAdministrators()) === 0;
    return redirect(isNew ? '/first-run' : signInFor(asked.get('x-path')));
  },
);

/** The value of a page's query; what does not exist becomes the 404 page. */
export function found<T>(result: Result<T, AppError>): T {
  if (result.ok) return result.value;
  if (result.error.kind === 'not_found') notFound();
  throw new Error(describeError(result.error));
}
