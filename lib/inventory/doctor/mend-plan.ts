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
import { isUnread } from '@/lib/iam/facts/is-unread';
import { ownerOf } from '@/lib/iam/facts/owner-of';
import { isUseOnly } from '@/lib/iam/render/use-only';
import type { InventoryWorld } from '../world';
import { type Asked, callerOf, isAcross } from './asked';
import { nameOfResource } from './denied-request';
import type { MendPlanView } from './diagnosis';
import type { ByWord } from './told-bucket';

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
  ({ accounts, names }: InventoryWorld, byWord?: ByWord) =>
  (id: string) => {
    const connection = accounts.find((one) => one.id === id)?.connection ?? null;
    const isByOwner = byWord?.ownerId === id && !byWord.isOurs;
    return {
      name: names(id).name,
      connection,
      isReached: connection !== null,
      isByOwner,
    };
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
  const { world, request, isThroughS3, byWord } = asked;
  const { action, resource } = request;
  const use = { who, action, resource, ...(isThroughS3 && { isThroughS3 }) };
  const settled = settleUse(world.facts, use, accountIn(world, byWord));
  const told = byWord && { told: byWord.texts };
  if (settled === null) {
    const plan = planOfUnread(asked, use);
    return plan && { ...plan, ...told };
  }
  const why = 'whyNot' in settled ? settled.whyNot : null;
  return { ...use, ...told, whyNot: why };
}

/** The policy of a key or a bucket that no reading has is read when the plan is made. */
function planOfUnread({ world, answer }: Asked, use: Use): MendPlanView | null {
  const isOpen = answer.requires.some(
    (one) => one.kind === 'policy-document' && isSame(one.arn, use.resource),
  );
  const isAsked = isOfBucketOrKey(use) && isUseOnly(use.action);
  if (!isOpen || !isAsked || !isUnread(world.facts, use.resource)) return null;
  const accountOf = (arn: string) => accountIn(world)(parseArn(arn)?.accountId ?? '');
  const owner = ownerOf(world.facts, use.resource) ?? '';
  const { unread } = world.names(owner);
  const whyNot = unread
    ? `${unread}. What the policy of ${nameOfResource(use.resource)} says is not known here. Hand the statement above to whoever keeps it, or connect the account in Settings, Accounts.`
    : (whyNotGive(use.who, accountOf(use.who)) ??
      whyNotWriteResourceOf(use.resource, accountIn(world)(owner), false));
  return { ...use, whyNot };
}

/** The document of a bucket is that of each of its objects. */
const isSame = (arn: string, resource: string): boolean =>
  resource === arn || resource.startsWith(`${arn}/`);
