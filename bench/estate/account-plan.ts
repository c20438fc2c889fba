import type { EstateOptions } from './estate-options';
import type { UnitName } from './organizational-units';
import { randomFor } from './random';

export const TEAMS = ['orders', 'catalog', 'fraud', 'maps', 'billing', 'lake', 'mail'];

/** Stands for the vendors: an account that is nobody's here. */
export const VENDOR_ID = '987600001234';
export const REGION = 'eu-central-1';
/** When all that stands in an estate was made. */
export const MADE_AT = '2022-05-06T07:08:09+00:00';

type AccountKind =
  | 'management'
  | 'hub'
  | 'production'
  | 'development'
  | 'sandbox'
  | 'quarantine'
  /** Collected, but no member of the organization. */
  | 'outside';

/** All that other accounts may say about an account. */
export type AccountPlan = {
  index: number;
  id: string;
  partition: 'aws' | 'aws-us-gov';
  kind: AccountKind;
  /** Where it stands in the organization; null for the root itself. */
  unit: UnitName | null;
  team: string;
  name: string;
  users: UserPlan[];
};

export type UserPlan = { name: string; path: string; arn: string };

const ID_STEP = 381_966_011_251n;
const ID_LIMIT = 1_000_000_000_000n;
const SPOKES = [
  ['production', 44],
  ['development', 40],
  ['sandbox', 13],
  ['quarantine', 3],
] as const;
/** Too few accounts to give one away. */
const FEWEST_WITH_OUTSIDE = 4;

export const MANAGEMENT_INDEX = 0;
export const HUB_INDEX = 1;

/** Everything about account number `index`; it depends on options, seed and number only. */
export function planAccount(options: EstateOptions, index: number): AccountPlan {
  const random = randomFor(options.seed, `account/${index}`);
  const kind = kindOf(options, index, random.weighted(SPOKES));
  const team = random.pick(TEAMS);
  const isGov = kind === 'outside' && random.chance(0.4);
  const place = {
    id: accountId(options.seed, index),
    partition: isGov ? ('aws-us-gov' as const) : ('aws' as const),
    kind,
  };
  return {
    ...place,
    index,
    unit: unitOf(kind),
    team,
    name: index <= HUB_INDEX ? kind : `${team}-${kind}-${index}`,
    users: planUsers(options, place),
  };
}

function planUsers(
  { seed, usersPerAccount, oddities }: EstateOptions,
  account: Pick<AccountPlan, 'id' | 'partition' | 'kind'>,
): UserPlan[] {
  const random = randomFor(seed, `users/${account.id}`);
  const word = account.kind === 'hub' ? 'eng' : 'bot';
  return Array.from({ length: usersPerAccount }, (_, number) => {
    const name = `${word}-${number}`;
    const path = random.chance(oddities * 0.25) ? '/people/' : '/';
    return { name, path, arn: iamArn(account, `user${path}${name}`) };
  });
}

/** An organization member that nobody collects: it stands in no account file. */
export const planUncollected = (options: EstateOptions): AccountPlan => ({
  ...planAccount(options, options.accounts),
  name: 'not-collected',
  kind: 'development',
  unit: 'Development',
  partition: 'aws',
});

/** ARN of what IAM holds in the account, such as `role/ci/deploy`. */
export const iamArn = (
  { partition, id }: Pick<AccountPlan, 'partition' | 'id'>,
  resource: string,
): string => `arn:${partition}:iam::${id}:${resource}`;

export const rootArn = (account: Pick<AccountPlan, 'partition' | 'id'>): string =>
  iamArn(account, 'root');

export const VENDOR = { partition: 'aws', id: VENDOR_ID } as const;

export const organizationId = (seed: number): string => {
  const random = randomFor(seed, 'organization');
  return `o-${Array.from({ length: 10 }, () => random.below(36).toString(36)).join('')}`;
};

/** The step shares no factor with the limit, so no two accounts of an estate meet. */
function accountId(seed: number, index: number): string {
  const first = BigInt(randomFor(seed, 'account ids').below(Number(ID_LIMIT)));
  return String((first + BigInt(index) * ID_STEP) % ID_LIMIT).padStart(12, '0');
}

function kindOf(
  { accounts, seed, oddities }: EstateOptions,
  index: number,
  spoke: AccountKind,
): AccountKind {
  if (index === MANAGEMENT_INDEX) return 'management';
  if (index === HUB_INDEX) return 'hub';
  const isLast = index === accounts - 1 && accounts >= FEWEST_WITH_OUTSIDE;
  const isOutside = isLast && randomFor(seed, 'outside').chance(oddities * 0.5);
  return isOutside ? 'outside' : spoke;
}

function unitOf(kind: AccountKind): UnitName | null {
  switch (kind) {
    case 'hub':
      return 'Core';
    case 'production':
      return 'Production';
    case 'development':
      return 'Development';
    case 'sandbox':
      return 'Sandbox';
    case 'quarantine':
      return 'Quarantine';
    case 'management':
    case 'outside':
      return null;
    default:
      return kind satisfies never;
  }
}
