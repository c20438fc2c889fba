import { parseArn } from '@/lib/core/arn';
import { whyNotWritePolicyOf, whyNotWriteTrustOf } from '@/lib/core/why-not-write';
import { type Half, missingHalves } from '@/lib/iam/doctor/missing-halves';
import { isOfOpenPath, principalArnOf } from '@/lib/iam/evaluate/caller';
import { type Asked, callerOf, isAcross } from './asked';
import type { MendPlanView } from './diagnosis';

/** What a plan can add so that a caller takes a role; null where anything else refuses it. */
export function mendPlanOf(asked: Asked): MendPlanView | null {
  const { request, answer } = asked;
  if (request.action.toLowerCase() !== 'sts:assumerole') return null;
  const caller = callerOf(asked);
  const isOne =
    caller.kind === 'user' || caller.kind === 'role' || caller.kind === 'session';
  const halves = missingHalves(answer, isAcross(asked));
  if (!isOne || isOfOpenPath(caller) || halves.length === 0) return null;
  const who = principalArnOf(caller);
  return { who, role: request.resource, whyNot: whyNot(asked, who, halves) };
}

function whyNot({ world, request }: Asked, who: string, halves: Half[]): string | null {
  const accountOf = (arn: string) => {
    const id = parseArn(arn)?.accountId ?? '';
    const account = world.accounts.find((one) => one.id === id);
    return { name: world.names(id).name, connection: account?.connection ?? null };
  };
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
