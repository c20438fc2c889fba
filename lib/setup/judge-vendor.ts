import type { DeckState } from '@/lib/core/views';
import type { Answer } from '@/lib/iam/answer';
import { withoutOutsideAllow } from '@/lib/iam/explain/without-outside-allow';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import {
  deckOfAnswer,
  type Judged,
  judgeRole,
  judgeWorst,
  type RoleVerdictView,
} from './judge-role';
import { judgeUse } from './judge-use';
import type { VendorRequest } from './recipes/vendor-request';
import { bridgeOf } from './say/bridge';
import { placeOf, type Sides } from './say/names';
import { CALLERS_MAX } from './world/ask';
import { askCrossing } from './world/ask-crossing';

type Deed = { subject: string; deed: string };

/** Asks the engine whether the vendor can become the role, and what the role may then do. */
export function judgeVendor(
  facts: WorldFacts,
  request: VendorRequest,
  sides: Sides,
  { subject, deed }: Deed,
): RoleVerdictView {
  const { use, last } = judgeUse(facts, request, request);
  const crossing = judgeOutside(
    askCrossing(facts, [vendorCaller(facts, request)], request),
  );
  const verdict = judgeRole(
    { crossing, use },
    {
      roleName: request.roleName,
      caller: `policies of ${sides.who}`,
      subject,
      deed,
      last,
    },
  );
  const place = request.share ? placeOf(request.share) : request.roleName;
  return { ...verdict, bridge: bridgeOf(request, place, sides, verdict) };
}

/** Whom the vendor would call as. */
export const vendorCaller = (facts: WorldFacts, request: VendorRequest): string =>
  callerIn(facts, request.trusted, request);

/** Somebody of an account that is trusted whole, who becomes the role if anybody there does. */
export const callerIn = (
  facts: WorldFacts,
  trusted: VendorRequest['trusted'],
  request: Parameters<typeof askCrossing>[2],
): string => furthestIn(facts, trusted, (arn) => askCrossing(facts, [arn], request));

/** Of an account's own, where they were read, whoever gets the furthest; else a stand-in. */
export function furthestIn(
  facts: WorldFacts,
  { accountId, partition }: VendorRequest['trusted'],
  ask: (arn: string) => Answer[],
): string {
  const account = facts.accounts.get(accountId);
  const known = [
    ...(account?.rolesByArn.keys() ?? []),
    ...(account?.usersByArn.keys() ?? []),
  ].slice(0, CALLERS_MAX);
  const found = new Map<DeckState, string>();
  for (const arn of known) {
    const { deck } = judgeWorst(ask(arn));
    if (!found.has(deck)) found.set(deck, arn);
    if (deck === 'works') break;
  }
  const [first] = BEST_FIRST.flatMap((deck) => found.get(deck) ?? []);
  return first ?? `arn:${partition}:iam::${accountId}:role/caller`;
}

const BEST_FIRST: DeckState[] = ['works', 'conditional', 'untested', 'denied'];

/** What an outside account lets its own people do is not ours to read: we assume it allows. */
export const judgeOutside = (answers: Answer[]): Judged => ({
  ...judgeWorst(answers, (answer) => {
    const expression = answer.expression && withoutOutsideAllow(answer.expression);
    if (answer.decision !== 'conditional' || hangsOnOurs(answer))
      return { deck: deckOfAnswer(answer), expression };
    return { deck: expression ? 'conditional' : 'works', expression };
  }),
  isAssumed: !answers.some(hangsOnOurs),
});

const hangsOnOurs = ({ requires }: Answer): boolean =>
  requires.some(({ kind }) => kind !== 'external-identity-allow');
