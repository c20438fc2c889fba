import type { DeckState, PartyView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { StoredAccount } from '@/lib/ports';
import type { FoundBucket } from '../fields/bucket';
import type { Workload } from '../fields/workload';
import { deckOfAnswer } from '../judge-role';
import { judgeWorkload, userOf } from '../judge-workload';
import { deedOf, type Sides } from '../say/names';
import { sayWho } from '../say/sides';
import { askUse } from '../world/ask-workload';
import { sayAble } from './own-who';
import type { Access } from './recipe';
import { workloadPieces } from './workload-pieces';
import { principalOf, type WorkloadRequest } from './workload-request';

/** A checked request of who uses a bucket as itself, with everything its recipe makes of it. */
export function workloadAccess(
  request: WorkloadRequest,
  { account, caller }: Workload,
  bucket: FoundBucket,
): Access {
  const name = request.roleName;
  const arn = principalOf(request);
  const sides: Sides = {
    who: caller ? sayWho(caller) : name,
    trustedName: account.name,
    trustingName: bucket.account.name,
    trustedIsProduction: account.isProduction,
    trustingIsProduction: bucket.account.isProduction,
    isOutside: false,
  };
  const deed = deedOf(request, sides);
  const judge: Access['judge'] = (facts) => judgeWorkload(facts, request, sides);
  return {
    request,
    pieces: workloadPieces(request),
    subject: userOf(request, sides),
    deed,
    place: {
      trustedAccountId: account.id,
      trustedAccountName: account.name,
      trustingAccountId: bucket.account.id,
      trustingAccountName: bucket.account.name,
      roleName: name,
      roleArn: arn,
      externalId: null,
      whoArn: arn,
      bucket: bucket.name,
      region: bucket.region,
    },
    judge,
    judgeToday: judge,
    use: (facts) => judge(facts).deck,
    gains: ({ today, after }) => [
      {
        who: partyOf(request, account),
        how: sayHow(request, countUsers(request, account, after)),
        today: deckOf(request, judge(today).deck),
        after: deckOf(request, judge(after).deck),
        gains: deed,
      },
    ],
    countWho: (after) => countUsers(request, account, after),
    fieldOf,
  };
}

/** An account is the party: it is not in an account. */
const partyOf = (
  request: WorkloadRequest,
  { id: accountId, name }: StoredAccount,
): PartyView =>
  request.who
    ? { ...request.who, accountName: name, isOutside: false }
    : {
        kind: 'account',
        arn: principalOf(request),
        name,
        accountId,
        accountName: null,
        isOutside: false,
      };

/** Of an account alone it hangs on the policies of each caller. */
const deckOf = ({ who }: WorkloadRequest, deck: DeckState): DeckState =>
  who || deck === 'denied' ? deck : 'conditional';

/** Of an account alone both sides have to allow, and how many there have their side today. */
function sayHow({ who }: WorkloadRequest, count: string | null): string {
  if (who) return 'as itself, without another role';
  const today = count === null ? '' : `: ${count}`;
  return `as themselves, if their own policies allow it too${today}`;
}

/** How many of an account that is named alone have their own side; null for anybody else. */
function countUsers(
  request: WorkloadRequest,
  account: StoredAccount,
  after: WorldFacts,
): string | null {
  if (request.who) return null;
  return sayAble(account, after, (arn) =>
    askUse(after, arn, request).every((answer) => deckOfAnswer(answer) !== 'denied'),
  );
}

/** The field of the form that a statement comes from. */
function fieldOf(sid: string | null): string {
  if (sid === null || sid === 'ServiceMayAssume') return 'What runs?';
  if (/LocateBucket$|UsesKey$|^UseBucketKey$/.test(sid)) return 'To what?';
  return 'May, Under';
}
