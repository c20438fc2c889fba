import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import type { CollectedAccount } from '@/lib/iam/world';
import type { AwsTarget } from '@/lib/ports';
import type { Piece } from '../recipes/piece';
import type { DraftFieldName } from '../schema';
import { attachedTo } from '../world/attached-to';
import type { KnownWorld } from '../world/load-world';
import { standingIn } from '../world/world-after';
import { textAfter } from './piece-after';
import { sayTarget } from './say-target';
import { sizeOf } from './sizes';

type Refusals = Partial<Record<DraftFieldName, string>>;

/** How many of something an account has, and may have; null where nobody knows how many. */
type Stock = {
  noun: string;
  has: number | null;
  max: number;
  /** AWS gives nobody more. */
  isFixed?: true;
};

/**
 * What a plan would make that is over a quota of its account, by the field that has to change.
 * Quotas and counts are those of the latest reading; where that has none, AWS's defaults.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function quotaRefusals(
  world: KnownWorld,
  pieces: Piece[],
  standingOf: (piece: Piece) => string | null = (piece) => standingIn(world, piece),
): Refusals {
  const read = (id: string) => world.readings.get(id)?.collected;
  const nameOf = (id: string) => world.accounts.find((one) => one.id === id)?.name ?? id;
  const made = pieces.filter((piece) => standingOf(piece) === null);
  const told = pieces.flatMap((piece) => {
    const account = read(piece.accountId);
    const refusal =
      sayTooLong(piece, standingOf(piece), account) ??
      (account && made.includes(piece)
        ? sayTooMany(piece, made, account, nameOf(piece.accountId))
        : null);
    return refusal ? [[piece.field, refusal]] : [];
  });
  return Object.fromEntries(told);
}

function sayTooLong(
  piece: Piece,
  standing: string | null,
  account: CollectedAccount | undefined,
): string | null {
  const { target, content } = piece;
  // An object is made with a placeholder, and the document that fills it is a piece of its own.
  if (content.kind === 'object') return null;
  const after = textAfter(piece, standing);
  const { sizeCharacters: size, limitCharacters: limit } = sizeOf(
    { target, after },
    account,
  );
  if (size <= limit) return null;
  return `${sayTarget(target)} would have ${say(size)} characters; AWS takes ${say(limit)}. ${howToShorten(target, limit)}`;
}

const say = (number: number): string => number.toLocaleString('en');

/** What to do about a document that is too long; of some AWS takes longer ones when asked. */
function howToShorten({ kind }: Pick<AwsTarget, 'kind'>, limit: number): string {
  const { raisableTo } = NUMBER_RULES.TrustPolicyLength;
  const isRaisable = (kind === 'trust' || kind === 'role') && limit < (raisableTo ?? 0);
  const raise = isRaisable
    ? `, or ask AWS in Service Quotas for a longer “Role trust policy length” (up to ${say(raisableTo ?? 0)}) and read the account again`
    : '';
  const managed =
    kind === 'inline-policy'
      ? ', or let them ask by a managed policy, which does not count here'
      : '';
  return `Trust fewer principals by name, or remove policies that are not needed${raise}${managed}.`;
}

function sayTooMany(
  piece: Piece,
  made: Piece[],
  account: CollectedAccount,
  accountName: string,
): string | null {
  const stock = stockOf(piece.target, account);
  if (!stock || stock.has === null) return null;
  const more = made.filter(
    ({ target, accountId }) =>
      accountId === piece.accountId && isAlike(target, piece.target),
  ).length;
  if (stock.has + more <= stock.max) return null;
  const raise = stock.isFixed
    ? ''
    : ', or ask AWS for more in Service Quotas (AWS Identity and Access Management),';
  return `${accountName} has ${say(stock.has)} ${stock.noun} and may have ${say(stock.max)}. Remove what is not used${raise} and read the account again.`;
}

/** Whether two are counted together: policies and tags by their role, all else by its account. */
const isAlike = (one: AwsTarget, other: AwsTarget): boolean =>
  one.kind === other.kind &&
  (one.kind !== 'principal-attachment' ||
    (one.principal === (other as typeof one).principal &&
      one.principalName === (other as typeof one).principalName)) &&
  ((one.kind !== 'managed-attachment' && one.kind !== 'role-tag') ||
    one.roleName === (other as typeof one).roleName); // of the same kind

const roleIn = (account: CollectedAccount, name: string) =>
  account.RoleDetailList.find(({ RoleName }) => RoleName === name);

function stockOf(target: AwsTarget, account: CollectedAccount): Stock | null {
  const { Summary: summary = {} } = account;
  switch (target.kind) {
    case 'role':
      return {
        noun: 'roles',
        has: summary['Roles'] ?? account.RoleDetailList.length,
        max: summary['RolesQuota'] ?? NUMBER_RULES.RolesPerAccount.max,
      };
    case 'managed-attachment': {
      const { roleName } = target;
      const role = roleIn(account, roleName);
      return {
        noun: `managed policies on ${roleName}`,
        has: role?.AttachedManagedPolicies?.length ?? 0,
        max: managedPerRole(account),
      };
    }
    case 'role-tag':
      return {
        noun: `tags on ${target.roleName}`,
        has: roleIn(account, target.roleName)?.Tags?.length ?? 0,
        max: NUMBER_RULES.EntityTagCount.max,
        isFixed: true,
      };
    case 'instance-profile':
      return {
        noun: 'instance profiles',
        has: summary['InstanceProfiles'] ?? null,
        max:
          summary['InstanceProfilesQuota'] ?? NUMBER_RULES.InstanceProfilesPerAccount.max,
      };
    case 'oidc-provider':
      return {
        noun: 'OIDC providers',
        has: account.OpenIDConnectProviders?.length ?? null,
        max: NUMBER_RULES.OidcProvidersPerAccount.max,
      };
    default:
      return stockOfPolicies(target, account);
  }
}

function stockOfPolicies(target: AwsTarget, account: CollectedAccount): Stock | null {
  const { Summary: summary = {} } = account;
  if (target.kind === 'managed-policy')
    return {
      noun: 'customer managed policies',
      has: summary['Policies'] ?? null,
      max: summary['PoliciesQuota'] ?? NUMBER_RULES.PoliciesPerAccount.max,
    };
  if (target.kind !== 'principal-attachment') return null;
  return {
    noun: `managed policies on ${target.principal} ${target.principalName}`,
    has: attachedTo(account, target)?.length ?? 0,
    max: attachedMost(account, target.principal),
  };
}

const ATTACHED = {
  role: ['AttachedPoliciesPerRoleQuota', NUMBER_RULES.ManagedPoliciesPerRole.max],
  user: ['AttachedPoliciesPerUserQuota', NUMBER_RULES.ManagedPoliciesPerUser.max],
  group: ['AttachedPoliciesPerGroupQuota', NUMBER_RULES.ManagedPoliciesPerGroup.max],
} as const;

function attachedMost({ Summary }: CollectedAccount, kind: keyof typeof ATTACHED) {
  const [quota, usual] = ATTACHED[kind];
  return Summary?.[quota] ?? usual;
}

/** How many managed policies a role of an account may have. */
export const managedPerRole = (account: CollectedAccount | undefined): number =>
  account?.Summary?.['AttachedPoliciesPerRoleQuota'] ??
  NUMBER_RULES.ManagedPoliciesPerRole.max;
