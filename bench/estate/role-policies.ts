import { iamArn } from './account-plan';
import {
  ASSUME,
  allow,
  allowAllBut,
  type Conditions,
  deny,
  type Policy,
  policy,
  variable,
} from './policy';
import { type RoleKind, type RolePlan, rolesOfKind } from './role-plan';
import { listedRoles, type Scene } from './scene';
import { workloadPolicy } from './workload-policy';

type Named = [name: string, document: Policy];

const SAME_TEAM: Conditions = {
  StringEquals: { 'aws:ResourceTag/team': variable('aws:PrincipalTag/team') },
};

const BY_KIND: Partial<Record<RoleKind, (scene: Scene, role: RolePlan) => Named[]>> = {
  auditor: () => [['assume-audit', policy(allow(ASSUME, 'arn:aws:iam::*:role/audit-*'))]],
  ci: ciPolicies,
  deploy: deployPolicies,
  'deploy-exec': (scene) => [
    ['data', policy(allow(ASSUME, iamArn(scene.account, 'role/data-*')))],
  ],
  mixed: mixedPolicies,
  service: servicePolicies,
};

/** The inline policies of a role: what it may assume, by its kind, and its daily work. */
export function rolePolicies(scene: Scene, role: RolePlan): Named[] {
  if (role.kind === 'service-linked') return [];
  const own = BY_KIND[role.kind]?.(scene, role) ?? [];
  const hasWork = own.length === 0 || scene.random.chance(0.5);
  return hasWork ? [...own, ['workload', workloadPolicy(scene)]] : own;
}

const LISTED_TARGETS = 20;

/** Four ways in which pipelines are let out, in turn. */
function ciPolicies(scene: Scene, { number }: RolePlan): Named[] {
  switch (number % 4) {
    case 0:
      return [['assume-deploy', policy(allow(ASSUME, 'arn:aws:iam::*:role/deploy-*'))]];
    case 1: {
      const targets = listedRoles(scene, LISTED_TARGETS, 'deploy');
      return [['assume-listed', policy(allow([ASSUME, 'sts:TagSession'], targets))]];
    }
    case 2: {
      const notThose = deny(ASSUME, 'arn:aws:iam::*:role/breakglass-*');
      return [['assume-most', policy(allow('sts:Assume*', '*'), notThose)]];
    }
    default:
      return [['all-but-iam', policy(allowAllBut(['iam:*', 'organizations:*']))]];
  }
}

/** A role of the same account that is named exactly needs no policy, so only some have one. */
function deployPolicies({ account, roles, random }: Scene): Named[] {
  const named: Named[] = [];
  const next = rolesOfKind(roles, 'deploy-exec').map(({ arn }) => arn);
  if (random.chance(0.6)) {
    const isListed = next.length > 0 && random.chance(0.5);
    const targets = isListed ? next : iamArn(account, 'role/deploy-exec-*');
    named.push(['next', policy(allow(ASSUME, targets))]);
  }
  if (random.chance(0.1)) {
    named.push([
      'not-first',
      policy(deny(ASSUME, iamArn(account, 'role/deploy-exec-0'))),
    ]);
  }
  return named;
}

function mixedPolicies({ account, random }: Scene): Named[] {
  const condition = random.chance(0.3) ? SAME_TEAM : undefined;
  return [['own-account', policy(allow(ASSUME, iamArn(account, 'role/*'), condition))]];
}

/** Hardly any workload crosses; the few that may, may too much. */
function servicePolicies(scene: Scene): Named[] {
  const { random } = scene;
  const named: Named[] = [];
  if (random.chance(0.03)) {
    const targets = listedRoles(scene, 2, 'org-any', 'org-tooling', 'account-root');
    named.push(['assume-shared', policy(allow(ASSUME, targets))]);
  }
  if (random.chance(0.01)) named.push(['everything', policy(allow('*', '*'))]);
  if (random.chance(0.02)) {
    named.push(['all-but-sts', policy(allowAllBut(['sts:*', 'iam:*']))]);
  }
  return named;
}
