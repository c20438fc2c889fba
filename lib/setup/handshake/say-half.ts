import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { StoredPlan } from '@/lib/ports';
import { readFixture } from '../plan/read-fixture';

/** What one account's half says, in plain words and by account ids alone. */
export function sayHalf(plan: StoredPlan, accountId: string): string {
  const { trustingAccountId, trustedAccountId, roleName } = plan.body;
  const who = `${sayWho(plan)} of account ${trustedAccountId}`;
  return accountId === trustingAccountId
    ? `${who} may take the role ${roleName} of account ${trustingAccountId}`
    : `${who} may ask for the role ${roleName} of account ${trustingAccountId}`;
}

/** `role ci-deploy`, `user anna`; everybody where the whole account is trusted. */
export function sayWho({ body, view }: StoredPlan): string {
  const { request } = readFixture({ view });
  if (!request.who) return 'everybody whose own policies allow it';
  const kind = parseArn(body.whoArn)?.resource.split('/')[0] ?? 'principal';
  return `${kind} ${nameOfArn(body.whoArn)}`;
}
