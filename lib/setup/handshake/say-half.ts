import { nameOfArn, parseArn } from '@/lib/core/arn';
import { isAsItself } from '@/lib/core/is-as-itself';
import type { StoredPlan } from '@/lib/ports';
import { placeOf } from '../mend/use/place-of';
import { readFixture } from '../plan/read-fixture';
import type { KeylessRequest } from '../recipes/keyless-request';
import type { CrossingRequest, RoleRequest } from '../recipes/role-request';
import type { DraftFields } from '../schema';

/** What one account's half says, in plain words and by account ids alone. */
export function sayHalf(plan: StoredPlan, accountId: string): string {
  const { trustingAccountId, trustedAccountId, roleName } = plan.body;
  if (isAsItself(plan.body)) return sayUse(plan, accountId);
  const isTrusting = accountId === trustingAccountId;
  const role = `the role ${roleName} of account ${trustingAccountId}`;
  if (isTrusting && isWholeTrusted(plan))
    return `everybody of account ${trustedAccountId} whose own policies allow it may take ${role}`;
  const caller = keylessSubject(plan);
  if (caller !== null) return `${caller} may take ${role}`;
  const who = `${sayWho(plan)} of account ${trustedAccountId}`;
  return `${who} may ${isTrusting ? 'take' : 'ask for'} ${role}`;
}

const USES: Record<DraftFields['access'], string> = {
  read: 'read',
  write: 'write to',
  both: 'read and write to',
  all: 'read, write and delete in',
  custom: 'use',
};

/** Of who uses a bucket as itself. Its owner lets it; the other account lets it ask. */
function sayUse(plan: StoredPlan, accountId: string): string {
  const { trustingAccountId, trustedAccountId, bucket, fields, mendsUse } = plan.body;
  const who = isWholeTrusted(plan)
    ? `everybody of account ${trustedAccountId} whose own policies allow it`
    : `${sayWho(plan)} of account ${trustedAccountId}`;
  const used = mendsUse
    ? `call ${mendsUse.action} on ${placeOf(mendsUse.resource)}`
    : `${USES[fields.access]} the bucket ${bucket}`;
  const use = `${used} of account ${trustingAccountId}`;
  return accountId === trustingAccountId
    ? `${who} may ${use}`
    : `${who} may ask to ${use}`;
}

/** Whether the trust names the account, so that the account decides who gets in. */
export function isWholeTrusted({ view }: StoredPlan): boolean {
  const request: Partial<RoleRequest> = readFixture({ view }).request; // if it has a role
  return request.trusted?.kind === 'account';
}

/** Who has no keys of IAM, in words; null for everybody else. */
function keylessSubject({ view }: StoredPlan): string | null {
  const request: CrossingRequest & Partial<Pick<KeylessRequest, 'caller'>> = readFixture({
    view,
  }).request; // if it is of such a caller
  return request.caller?.subject ?? null;
}

/** `role ci-deploy`, `user anna`: who asks. */
export function sayWho({ body }: StoredPlan): string {
  const kind = parseArn(body.whoArn)?.resource.split('/')[0] ?? 'principal';
  return `${kind} ${nameOfArn(body.whoArn)}`;
}
