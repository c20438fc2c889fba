import type { BankView, PartyView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { StoredAccount } from '@/lib/ports';
import type { FieldNotes } from '../fields/field';
import { managedHalfOf } from '../fields/managed-half';
import type { WhoOrAccount } from '../fields/who';
import type { GuardKnown } from '../guards/guard-kind';
import { deckOfAnswer } from '../judge-role';
import { sayCount, sayMembers, sayWho } from '../say/sides';
import type { DraftFields } from '../schema';
import { askAssume } from '../world/ask';
import { countAble } from '../world/count-account';
import { type OwnRequest, roleArnOf } from './role-request';

type OwnPart = Pick<OwnRequest, 'who' | 'trusted' | 'askers' | 'managedHalf'>;

/** Who of ours crosses, as a request holds it: by name, or everybody in the account. */
export function ownPart(fields: DraftFields, who: WhoOrAccount): OwnPart {
  const { partition, id: accountId } = who.account;
  const whole = { kind: 'account', partition, accountId } as const;
  // Whom the account lets is its own to say: there is no half of ours.
  if (who.kind === 'account') return { who: null, trusted: whole, askers: [] };
  const managedHalf = managedHalfOf(fields);
  return {
    who: { kind: who.kind, arn: who.arn, name: who.name, accountId },
    trusted:
      fields.trustScope === 'account'
        ? whole
        : { kind: 'principals', arns: who.trustable },
    askers: who.trustable,
    ...(managedHalf !== null && { managedHalf }),
  };
}

/** Advice on trusting more than who was picked. */
export function adviseScope(
  { warnings }: FieldNotes,
  { trustScope }: DraftFields,
  who: WhoOrAccount | null,
): void {
  if (who && who.kind !== 'account' && trustScope === 'account')
    warnings.trustScope = `Trusts everybody in ${who.account.name} whose own policies allow it, now and later, not ${who.name} alone.`;
}

/** The same for guards, which hang on who asks. */
export const askerOf = ({
  kind,
  name,
  account,
}: WhoOrAccount): NonNullable<GuardKnown['who']> => ({
  kind,
  name,
  accountId: account.id,
  accountName: account.name,
});

export const partyOfWho = ({ kind, arn, name, account }: WhoOrAccount): PartyView => ({
  kind,
  arn,
  name,
  accountId: account.id,
  // An account is the party: it is not in an account.
  accountName: kind === 'account' ? null : account.name,
  isOutside: false,
});

export const bankOfWho = (who: WhoOrAccount): BankView => ({
  shape: 'trusted',
  title: who.kind === 'account' ? 'anyone' : sayWho(who),
  subtitle: who.account.name,
  accountId: who.account.id,
  isProduction: who.account.isProduction,
});

export const countMembers = (who: WhoOrAccount | null): string | null =>
  who?.kind === 'group' ? sayMembers(who) : null;

/** How many could cross: the members of a group, or who of the account may ask. */
export function countOwn(
  request: OwnRequest,
  who: WhoOrAccount,
  after: WorldFacts,
): string | null {
  if (request.trusted.kind !== 'account') return countMembers(who);
  return countEverybody(request, who.account, after) ?? countMembers(who);
}

/** How many of a whole account may ask; null where it was not read, and where they are too many. */
export function countEverybody(
  request: Parameters<typeof roleArnOf>[0],
  account: Pick<StoredAccount, 'id' | 'name'>,
  after: WorldFacts,
): string | null {
  const roleArn = roleArnOf(request);
  const isAble = (arn: string) =>
    deckOfAnswer(askAssume(after, arn, roleArn)) !== 'denied';
  return sayAble(account, after, isAble);
}

/** The same of whatever they are to be able to. */
export function sayAble(
  { id, name }: Pick<StoredAccount, 'id' | 'name'>,
  after: WorldFacts,
  isAble: (arn: string) => boolean,
): string | null {
  if (!after.accounts.has(id)) return null;
  const count = countAble(after, id, isAble);
  if (count === null) return null;
  const users = count === 1 ? '1 user or role' : `${sayCount(count, 'user')} and roles`;
  return `${users} in ${name} whose own policies allow it`;
}
