import { parseArn } from '@/lib/core/arn';
import {
  whyNotGive,
  whyNotWritePolicyOf,
  whyNotWriteResourceOf,
  whyNotWriteTrustOf,
} from '@/lib/core/why-not-write';
import { type Half, halvesLacking, otherRefusal } from '@/lib/iam/doctor/missing-halves';
import { settleUse } from '@/lib/iam/doctor/settle-use';
import { isOfBucketOrKey, type Use } from '@/lib/iam/doctor/use-gaps';
import { isOfOpenPath, principalArnOf } from '@/lib/iam/evaluate/caller';
import { isUnreadKey } from '@/lib/iam/facts/is-unread-key';
import { isUseOnly } from '@/lib/iam/render/use-only';
import type { InventoryWorld } from '../world';
import { type Asked, callerOf, isAcross } from './asked';
import { nameOfResource } from './denied-request';
import type { MendPlanView } from './diagnosis';

/**
 * What a plan can add so that a caller takes a role, or uses a bucket or a key, or why it can
 * add nothing; null where no statement is what is missing.
 */
export function mendPlanOf(asked: Asked): MendPlanView | null {
  const caller = callerOf(asked);
  const isOne =
    caller.kind === 'user' || caller.kind === 'role' || caller.kind === 'session';
  if (!isOne || isOfOpenPath(caller)) return null;
  const who = principalArnOf(caller);
  return asked.request.action.toLowerCase() === 'sts:assumerole'
    ? planOfTaking(asked, who)
    : planOfUse(asked, who);
}

function planOfTaking(asked: Asked, who: string): MendPlanView | null {
  const { request, answer } = asked;
  const halves = halvesLacking(answer, isAcross(asked));
  if (halves.length === 0) return null;
  const other = otherRefusal(answer);
  if (other?.verdict === 'denies') return null;
  const still = other && `even with what is missing AWS would refuse. ${other.sentence}`;
  return { who, role: request.resource, whyNot: still ?? whyNot(asked, who, halves) };
}

/** An account as far as it can be written to. */
const accountIn =
  ({ accounts, names }: InventoryWorld) =>
  (id: string) => {
    const connection = accounts.find((one) => one.id === id)?.connection ?? null;
    return { name: names(id).name, connection, isReached: connection !== null };
  };

function whyNot({ world, request }: Asked, who: string, halves: Half[]): string | null {
  const accountOf = (arn: string) => accountIn(world)(parseArn(arn)?.accountId ?? '');
  const { unread } = world.names(parseArn(request.resource)?.accountId ?? '');
  if (unread) return `${unread}. Whether the role lets anybody in is not known.`;
  const ofCaller = halves.includes('identity')
    ? whyNotWritePolicyOf(who, accountOf(who))
    : null;
  return (
    ofCaller ??
    (halves.includes('trust')
      ? whyNotWriteTrustOf(request.resource, accountOf(request.resource))
      : null)
  );
}

function planOfUse(asked: Asked, who: string): MendPlanView | null {
  const { world, request, isThroughS3 } = asked;
  const { action, resource } = request;
  const use = { who, action, resource, ...(isThroughS3 && { isThroughS3 }) };
  const settled = settleUse(world.facts, use, accountIn(world));
  if (settled === null) return planOfUnreadKey(asked, use);
  const why = 'whyNot' in settled ? settled.whyNot : null;
  return { ...use, whyNot: why };
}

/** The policy of a key that no reading has is read when the plan is made. */
function planOfUnreadKey({ world, answer }: Asked, use: Use): MendPlanView | null {
  const isOpen = answer.requires.some(
    (one) => one.kind === 'policy-document' && one.arn === use.resource,
  );
  const isAsked = isOfBucketOrKey(use) && isUseOnly(use.action);
  if (!isOpen || !isAsked || !isUnreadKey(world.facts, use.resource)) return null;
  const accountOf = (arn: string) => accountIn(world)(parseArn(arn)?.accountId ?? '');
  const { unread } = world.names(parseArn(use.resource)?.accountId ?? '');
  const whyNot = unread
    ? `${unread}. What the policy of ${nameOfResource(use.resource)} says is not known here. Hand the statement above to whoever keeps the key, or connect the account in Settings, Accounts.`
    : (whyNotGive(use.who, accountOf(use.who)) ??
      whyNotWriteResourceOf(use.resource, accountOf(use.resource), false));
  return { ...use, whyNot };
}
