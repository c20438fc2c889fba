import { type AccountPlan, iamArn, TEAMS } from './account-plan';
import type { EstateOptions } from './estate-options';
import { type Random, randomFor } from './random';
import { hexText } from './unique-id';

/** What a role is for; its trust and its policies follow. */
export type RoleKind =
  | 'account-root'
  | 'audit'
  | 'auditor'
  | 'breakglass'
  | 'ci'
  | 'dangling'
  | 'data-access'
  | 'deploy'
  | 'deploy-exec'
  | 'github'
  | 'irsa'
  | 'mixed'
  | 'org-any'
  | 'org-tooling'
  | 'refused'
  | 'service'
  | 'service-linked'
  | 'sso'
  | 'tag-guarded'
  | 'user-trust'
  | 'vendor';

/** A role before any document of it is written: all that others may say about it. */
export type RolePlan = {
  kind: RoleKind;
  /** Which of its kind in the account, from 0. */
  number: number;
  name: string;
  path: string;
  arn: string;
};

type Mix = readonly (readonly [kind: RoleKind, weight: number])[];

const SPOKE_MIX: Mix = [
  ['service', 37],
  ['irsa', 9],
  ['github', 3],
  ['sso', 5],
  ['service-linked', 6],
  ['deploy', 6],
  ['deploy-exec', 5],
  ['data-access', 4],
  ['audit', 4],
  ['breakglass', 2.5],
  ['org-tooling', 4],
  ['org-any', 1],
  ['vendor', 4],
  ['account-root', 5],
  ['user-trust', 2],
  ['dangling', 3],
  ['mixed', 4],
  ['tag-guarded', 2],
  ['refused', 0.5],
];

const HUB_MIX: Mix = [
  ['ci', 24],
  ['sso', 10],
  ['auditor', 6],
  ['service', 24],
  ['irsa', 6],
  ['github', 6],
  ['service-linked', 4],
  ['account-root', 6],
  ['breakglass', 2],
  ['vendor', 2],
  ['deploy-exec', 4],
  ['data-access', 2],
  ['dangling', 2],
  ['mixed', 2],
];

/** The first roles of an account are fixed, so that crossings have both ends. */
const FIRST_IN_SPOKE: RoleKind[] = ['deploy', 'deploy-exec', 'data-access', 'audit'];
const FIRST_IN_HUB: RoleKind[] = ['ci', 'ci', 'auditor', 'sso'];
const PERMISSION_SETS = ['Admin', 'PowerUser', 'ReadOnly'];
/** What variables in policies become: a role's name may start with a user's or a team's. */
const ODD_STARTS = ['eng-0', 'bot-0', 'bot-1', ...TEAMS.slice(0, 2), 'none'];
const ODD_PATHS = ['/team/', '/deploy/', '/tooling/', '/a/b/'];

/** The roles of an account; they depend on the options, the seed and the account only. */
export function planRoles(options: EstateOptions, account: AccountPlan): RolePlan[] {
  const random = randomFor(options.seed, `roles/${account.id}`);
  const isHub = account.kind === 'hub' || account.kind === 'management';
  const [mix, first] = isHub ? [HUB_MIX, FIRST_IN_HUB] : [SPOKE_MIX, FIRST_IN_SPOKE];
  const numbers = new Map<RoleKind, number>();
  return Array.from({ length: options.rolesPerAccount }, (_, place) => {
    const kind = first[place] ?? random.weighted(mix);
    const number = numbers.get(kind) ?? 0;
    numbers.set(kind, number + 1);
    const named = {
      name: nameOf(options, account, kind, number, random),
      path: pathOf(options, kind, random),
    };
    const arn = iamArn(account, `role${named.path}${named.name}`);
    return { kind, number, ...named, arn };
  });
}

function nameOf(
  { seed, oddities }: EstateOptions,
  account: AccountPlan,
  kind: RoleKind,
  number: number,
  random: Random,
): string {
  if (kind === 'sso') {
    const suffix = hexText(seed, `${account.id}/sso/${number}`, 16);
    return `AWSReservedSSO_${random.pick(PERMISSION_SETS)}_${suffix}`;
  }
  if (kind === 'service-linked') return `AWSServiceRoleForAutoScaling_${number}`;
  const plain = `${kind}-${number}`;
  const isPersonal = random.chance(oddities * 0.12);
  const name = isPersonal ? `${random.pick(ODD_STARTS)}-${plain}` : plain;
  const isCapitalised = random.chance(oddities * 0.2);
  return isCapitalised ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
}

function pathOf({ oddities }: EstateOptions, kind: RoleKind, random: Random): string {
  if (kind === 'sso') return '/aws-reserved/sso.amazonaws.com/';
  if (kind === 'service-linked') return '/aws-service-role/autoscaling.amazonaws.com/';
  if (random.chance(oddities * 0.3)) return random.pick(ODD_PATHS);
  if (kind === 'ci' || kind === 'auditor') return '/tooling/';
  return kind === 'service' && random.chance(0.2) ? '/service-role/' : '/';
}

export const rolesOfKind = (roles: RolePlan[], ...kinds: RoleKind[]): RolePlan[] =>
  roles.filter(({ kind }) => kinds.includes(kind));
