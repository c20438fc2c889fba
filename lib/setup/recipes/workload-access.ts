import type { PartyView } from '@/lib/core/views';
import type { FoundBucket } from '../fields/bucket';
import type { Workload } from '../fields/workload';
import { judgeWorkload } from '../judge-workload';
import { deedOf, type Sides } from '../say/names';
import type { Access } from './recipe';
import type { Borrower } from './role-request';
import { workloadPieces } from './workload-pieces';
import type { WorkloadRequest } from './workload-request';

/** A checked request of who uses a bucket as itself, with everything its recipe makes of it. */
export function workloadAccess(
  request: WorkloadRequest,
  { account }: Workload,
  bucket: FoundBucket,
): Access {
  const { who } = request;
  const sides: Sides = {
    who: who.name,
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
    subject: `${who.name} in ${account.name}`,
    deed,
    place: {
      trustedAccountId: account.id,
      trustedAccountName: account.name,
      trustingAccountId: bucket.account.id,
      trustingAccountName: bucket.account.name,
      roleName: who.name,
      roleArn: who.arn,
      externalId: null,
      whoArn: who.arn,
      bucket: bucket.name,
      region: bucket.region,
    },
    judge,
    judgeToday: judge,
    use: (facts) => judge(facts).deck,
    gains: ({ today, after }) => [
      {
        who: partyOf(who, account.name),
        how: 'as itself, without another role',
        today: judge(today).deck,
        after: judge(after).deck,
        gains: deed,
      },
    ],
    countWho: () => null,
    fieldOf,
  };
}

const partyOf = (who: Borrower, accountName: string): PartyView => ({
  ...who,
  accountName,
  isOutside: false,
});

/** The field of the form that a statement comes from. */
function fieldOf(sid: string | null): string {
  if (sid === null || sid === 'ServiceMayAssume') return 'What runs?';
  if (/LocateBucket$|UsesKey$|^UseBucketKey$/.test(sid)) return 'To what?';
  return 'May, Under';
}
