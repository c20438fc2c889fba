import {
  type AccountPlan,
  HUB_INDEX,
  MANAGEMENT_INDEX,
  organizationId,
  planAccount,
} from './account-plan';
import type { EstateOptions } from './estate-options';
import { type Random, randomFor } from './random';
import { planRoles, type RoleKind, type RolePlan, rolesOfKind } from './role-plan';

export type Home = { account: AccountPlan; roles: RolePlan[] };

/** What the documents of one account are made from. */
export type Scene = Home & {
  options: EstateOptions;
  organization: string;
  hub: Home;
  /** A few accounts whose entities odd documents speak of; the account itself is one. */
  peers: Home[];
  random: Random;
};

const PEERS = 3;

/** The scene of account number `index`, and of its part that `label` names. */
export function makeScene(options: EstateOptions, index: number, label: string): Scene {
  const random = randomFor(options.seed, `${label}/${index}`);
  const own = homeOf(options, index);
  const hub = index === HUB_INDEX ? own : homeOf(options, HUB_INDEX);
  // Only odd documents speak of peers, and to plan one costs a draw for each of its roles.
  const others = Array.from({ length: options.oddities > 0 ? PEERS : 0 }, () =>
    homeOf(options, random.below(options.accounts)),
  );
  return {
    ...own,
    options,
    organization: organizationId(options.seed),
    hub,
    peers: [own, hub, ...others],
    random,
  };
}

/** The scene for documents that no account holds, such as an SCP. */
export const organizationScene = (options: EstateOptions): Scene =>
  makeScene(options, MANAGEMENT_INDEX, 'organization');

/** Whether an odd thing happens here; `share` is its probability at full oddity. */
export const isOdd = ({ options, random }: Scene, share: number): boolean =>
  random.chance(options.oddities * share);

/** ARNs of some roles of these kinds anywhere: what a list kept by hand looks like. */
export function listedRoles(scene: Scene, count: number, ...kinds: RoleKind[]): string[] {
  const { options, random, hub } = scene;
  const found = Array.from({ length: count }, () => {
    const { roles } = homeOf(options, random.below(options.accounts));
    const candidates = rolesOfKind(roles, ...kinds);
    return candidates.length > 0 ? random.pick(candidates).arn : null;
  }).filter((arn) => arn !== null);
  return found.length > 0
    ? [...new Set(found)]
    : [`arn:aws:iam::${hub.account.id}:role/removed`];
}

function homeOf(options: EstateOptions, index: number): Home {
  const account = planAccount(options, index);
  return { account, roles: planRoles(options, account) };
}
