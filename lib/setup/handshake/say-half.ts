import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { StoredPlan } from '@/lib/ports';
import { readFixture } from '../plan/read-fixture';
import type { RoleRequest } from '../recipes/role-request';

/** What one account's half says, in plain words and by account ids alone. */
export function sayHalf(plan: StoredPlan, accountId: string): string {
  const { trustingAccountId, trustedAccountId, roleName } = plan.body;
  const isTrusting = accountId === trustingAccountId;
  const role = `the role ${roleName} of account ${trustingAccountId}`;
  if (isTrusting && isWholeTrusted(plan))
    return `everybody of account ${trustedAccountId} whose own policies allow it may take ${role}`;
  const who = `${sayWho(plan)} of account ${trustedAccountId}`;
  return `${who} may ${isTrusting ? 'take' : 'ask for'} ${role}`;
}

/** Whether the trust names the account, so that the account decides who gets in. */
export function isWholeTrusted({ view }: StoredPlan): boolean {
  const request: Partial<RoleRequest> = readFixture({ view }).request; // if it has a role
  return request.trusted?.kind === 'account';
}

/** `role ci-deploy`, `user anna`: who asks. */
export function sayWho({ body }: StoredPlan): string {
  const kind = parseArn(body.whoArn)?.resource.split('/')[0] ?? 'principal';
  return `${kind} ${nameOfArn(body.whoArn)}`;
}
