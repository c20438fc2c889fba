import { requirePermission } from '@/lib/auth/permissions';
import { parseArn } from '@/lib/core/arn';
import { appErrorOf } from '@/lib/core/aws-failure';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Aws } from '@/lib/ports';
import { consoleDestination } from './console-destination';
import type { OpenConsoleInput } from './console-input';
import type { TakeWish } from './prepare-role';
import { type TakeRoleDeps, takeRole } from './take-role';

/** Where the console begins, and what goes before it. */
type OpenAt = Pick<OpenConsoleInput, 'service' | 'region' | 'isSignOutFirst'>;

type Deps = Omit<TakeRoleDeps, 'aws'> & {
  aws: TakeRoleDeps['aws'] & Pick<Aws, 'consoleSignInUrl'>;
  env: { origin: string };
};

/**
 * Signs a person in to the AWS console with a role they hold a grant on. The URL is a secret:
 * it goes into a 303 and is neither stored nor logged.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 */
export async function openConsole(
  deps: Deps,
  actor: Actor,
  { service, region, isSignOutFirst, ...wish }: TakeWish & OpenAt,
): Promise<Result<{ url: string }, AppError>> {
  const denied = requirePermission(actor, 'credentials:issue');
  if (denied) return err(denied);

  const { roleArn } = wish;
  const offered = await deps.grants.findOffered(actor, roleArn, deps.clock.now());
  const partition = parseArn(roleArn)?.partition ?? '';
  // Made before the role is taken: no session is asked for that no console could use.
  const destination = consoleDestination(service, region ?? offered?.region, partition);
  if (!destination.ok) return destination;
  const taken = await takeRole(deps, actor, { ...wish, use: 'console' });
  if (!taken.ok) return taken;

  const { hub, assumed } = taken.value;
  const url = await deps.aws.consoleSignInUrl(hub, {
    credentials: assumed.credentials,
    partition,
    issuer: deps.env.origin,
    destination: destination.value,
    isSignOutFirst,
  });
  return url.ok
    ? ok({ url: url.value })
    : err(appErrorOf(url.error, taken.value.role.accountId));
}
