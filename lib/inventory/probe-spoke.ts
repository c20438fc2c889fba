import { appErrorOf } from '@/lib/core/aws-failure';
import { MIN_SESSION_SECONDS } from '@/lib/core/duration';
import type { AppError } from '@/lib/core/errors';
import { newExternalId } from '@/lib/core/new-external-id';
import { err, ok, type Result } from '@/lib/core/result';
import type { Aws, AwsConnection, Random } from '@/lib/ports';

type Deps = { aws: Pick<Aws, 'assumeRole'>; random: Random };
type Spoke = {
  roleArn: string;
  accountId: string;
  externalId: string;
  /** The form field that names the role. */
  field: 'readRoleArn' | 'writeRoleArn';
};

/**
 * Takes a spoke role three times: without an external ID and with a wrong one it must refuse,
 * with its own it must let us in. A role that lets anybody in by way of the hub is a confused
 * deputy, and is not connected.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export async function probeSpoke(
  deps: Deps,
  hub: AwsConnection,
  spoke: Spoke,
): Promise<Result<null, AppError>> {
  const without = await mustRefuse(deps, hub, spoke, null);
  if (!without.ok) return without;
  const wrong = await mustRefuse(deps, hub, spoke, newExternalId(deps.random));
  if (!wrong.ok) return wrong;
  const right = await take(deps, hub, spoke, spoke.externalId);
  if (right.ok) return ok(null);
  if (right.error.kind !== 'refused')
    return err(appErrorOf(right.error, spoke.accountId));
  return err(
    atField(
      spoke,
      `The role did not let us in with the external ID ${spoke.externalId}. Paste the trust policy shown here into it, wait a minute and try again. AWS said ${right.error.code}: ${right.error.message}`,
    ),
  );
}

async function mustRefuse(
  deps: Deps,
  hub: AwsConnection,
  spoke: Spoke,
  externalId: string | null,
): Promise<Result<null, AppError>> {
  const taken = await take(deps, hub, spoke, externalId);
  if (!taken.ok) {
    const isRefusal = taken.error.kind === 'refused';
    return isRefusal ? ok(null) : err(appErrorOf(taken.error, spoke.accountId));
  }
  const how = externalId ? 'with a wrong external ID' : 'without an external ID';
  return err(
    atField(
      spoke,
      `This role lets us in ${how}, so it would let others in by way of us. Nothing was stored. Paste the trust policy shown here into it and try again.`,
    ),
  );
}

const take = (
  { aws, random }: Deps,
  hub: AwsConnection,
  { roleArn }: Spoke,
  externalId: string | null,
) =>
  aws.assumeRole(hub, {
    roleArn,
    sessionName: `db-probe-${random.base32(8)}`,
    durationSeconds: MIN_SESSION_SECONDS,
    ...(externalId ? { externalId } : {}),
  });

const atField = ({ field }: Spoke, message: string): AppError => ({
  kind: 'invalid_input',
  message,
  fields: { [field]: message },
});
