import type { PartyView } from '@/lib/core/views';
import type { StoredAccount } from '@/lib/ports';
import type { FoundBucket } from '../fields/bucket';
import type { VendorAccount } from '../fields/vendor';
import { externalIdOf } from '../guards/guard-of';
import { judgeUse } from '../judge-use';
import { judgeVendor } from '../judge-vendor';
import type { PlanGainView } from '../plan-views';
import { type Sides, sayMay } from '../say/names';
import type { Access, Worlds } from './recipe';
import { roleArnOf } from './role-request';
import { type VendorRequest, vendorPieces } from './vendor-request';

/** A checked request of a vendor, with everything its recipe makes of it. */
export function vendorAccess(
  request: VendorRequest,
  who: VendorAccount,
  account: StoredAccount,
  bucket: FoundBucket | null,
): Access {
  const sides = sidesOf(who, account);
  const subject = who.name;
  const deed = sayMay(request, sides);
  const judge: Access['judge'] = (facts) =>
    judgeVendor(facts, request, sides, { subject, deed });
  return {
    request,
    pieces: vendorPieces(request),
    subject,
    deed,
    place: {
      trustedAccountId: who.id,
      trustedAccountName: who.name,
      trustingAccountId: account.id,
      trustingAccountName: account.name,
      roleName: request.roleName,
      roleArn: roleArnOf(request),
      externalId: externalIdOf(request.guards),
      whoArn: partyOfVendor(who, request.partition).arn,
      bucket: bucket?.name ?? '',
      region: bucket?.region ?? account.connection?.region ?? 'us-east-1',
    },
    judge,
    judgeToday: judge,
    use: (facts) => judgeUse(facts, request, request).use.deck,
    gains: (worlds) => [gainOf(request, who, deed, judge, worlds)],
    countWho: () => null,
    fieldOf: (sid) => fieldOf(sid, request),
  };
}

const sidesOf = (who: VendorAccount, account: StoredAccount): Sides => ({
  who: who.name,
  trustedName: 'the vendor',
  trustingName: account.name,
  trustedIsProduction: false,
  trustingIsProduction: account.isProduction,
  isOutside: true,
});

export const partyOfVendor = (who: VendorAccount, partition: string): PartyView => ({
  kind: 'account',
  arn: `arn:${partition}:iam::${who.id}:root`,
  name: who.name,
  accountId: who.id,
  // The account is the party: it is not in an account.
  accountName: null,
  isOutside: true,
});

const gainOf = (
  { roleName, partition }: VendorRequest,
  who: VendorAccount,
  gains: string,
  judge: Access['judge'],
  { today, after }: Worlds,
): PlanGainView => ({
  who: partyOfVendor(who, partition),
  how: `becomes ${roleName}, if it sends the external ID`,
  today: judge(today).deck,
  after: judge(after).deck,
  gains,
});

/** The field of the form that a statement comes from. */
function fieldOf(sid: string | null, { share }: VendorRequest): string {
  if (sid === 'TrustedMayAssume') return 'Which vendor?, External ID';
  if (!share) return 'Permissions as JSON';
  return share.keys === null ? 'To what?' : 'To what?, Under';
}
