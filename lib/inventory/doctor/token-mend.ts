import { parseArn } from '@/lib/core/arn';
import { whyNotWriteTrustOf } from '@/lib/core/why-not-write';
import { settleToken, type TokenAsked } from '@/lib/iam/doctor/settle-token';
import type { InventoryWorld } from '../world';
import type { MendPlanView } from './diagnosis';

/**
 * What a plan can add so that a role takes the tokens of one workload, or why it can add nothing;
 * null where no statement is what is missing.
 */
export function tokenMendPlan(
  { facts, accounts, names }: InventoryWorld,
  asked: TokenAsked,
): MendPlanView | null {
  const settled = settleToken(facts, asked);
  if ('isNone' in settled) return null;
  if ('whyNot' in settled) return { ...asked, whyNot: settled.whyNot };
  const id = parseArn(asked.role)?.accountId ?? '';
  const connection = accounts.find((one) => one.id === id)?.connection ?? null;
  // Where nothing is written from here, the owner of the account runs it.
  const account = { name: names(id).name, connection, isReached: false, isByOwner: true };
  return { ...asked, whyNot: whyNotWriteTrustOf(asked.role, account) };
}
