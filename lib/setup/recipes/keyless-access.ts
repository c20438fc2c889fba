import type { StoredAccount } from '@/lib/ports';
import type { FoundBucket } from '../fields/bucket';
import { judgeKeyless } from '../judge-keyless';
import { judgeUse } from '../judge-use';
import { type Sides, sayMay } from '../say/names';
import { type KeylessRequest, keylessPieces } from './keyless-request';
import type { Access } from './recipe';
import { roleArnOf } from './role-request';

/** Names of the form's fields that each half of the role comes from. */
export type KeylessFields = { who: string; may: string };

/** A checked request of somebody without keys, with everything its recipe makes of it. */
export function keylessAccess(
  request: KeylessRequest,
  account: StoredAccount,
  bucket: FoundBucket | null,
  fields: KeylessFields,
): Access {
  const { caller } = request;
  const sides = sidesOf(request, account);
  const deed = sayMay(request, sides);
  const judge: Access['judge'] = (facts) => judgeKeyless(facts, request, sides, deed);
  return {
    request,
    pieces: keylessPieces(request),
    subject: caller.subject,
    deed,
    place: {
      // Nobody borrows from an account: there is only the one that trusts.
      trustedAccountId: account.id,
      trustedAccountName: account.name,
      trustingAccountId: account.id,
      trustingAccountName: account.name,
      roleName: request.roleName,
      roleArn: roleArnOf(request),
      externalId: null,
      whoArn: caller.party.arn,
      bucket: bucket?.name ?? '',
      region: bucket?.region ?? account.connection?.region ?? 'us-east-1',
    },
    judge,
    judgeToday: judge,
    use: (facts) => judgeUse(facts, request, request).use.deck,
    gains: ({ today, after }) => [
      {
        who: caller.party,
        how: `takes ${request.roleName} ${caller.by}`,
        today: judge(today).deck,
        after: judge(after).deck,
        gains: deed,
      },
    ],
    countWho: () => null,
    fieldOf: (sid) => (sid === trustSid(request) ? fields.who : fields.may),
  };
}

const trustSid = ({ trusted }: KeylessRequest): string | undefined =>
  trusted.trust.Statement[0]?.Sid;

const sidesOf = ({ caller }: KeylessRequest, account: StoredAccount): Sides => ({
  who: caller.subject,
  trustedName: caller.bank.subtitle,
  trustingName: account.name,
  trustedIsProduction: false,
  trustingIsProduction: account.isProduction,
  isOutside: caller.bank.shape === 'outside',
});
