import { type AccountPlan, iamArn, VENDOR } from './account-plan';
import { oddPermission } from './oddities/odd-identity-policy';
import { twistDocument } from './oddities/twist-document';
import { ASSUME, allow, deny, type Policy, policy } from './policy';
import { isOdd, type Scene } from './scene';

export const FULL_ACCESS = 'p-FullAWSAccess';
export const BASELINE = 'p-baseline1';
export const NO_HOPPING = 'p-nohop0001';
export const STAY_INSIDE = 'p-inside001';
export const LISTED_ONLY = 'p-listed001';
export const NO_VENDOR = 'p-novendor1';
export const ODD = 'p-oddscp001';

export type Content = { id: string; name: string; document: unknown };

const MOST_LISTED = 30;
const BREAKGLASS = 'arn:aws:iam::*:role/breakglass-*';

/** The service control policies of an estate: denials, allow lists, `NotResource`. */
export function serviceControlPolicies(scene: Scene, accounts: AccountPlan[]): Content[] {
  const ordinary: [id: string, name: string, document: Policy][] = [
    [BASELINE, 'Baseline', baseline(scene)],
    [NO_HOPPING, 'NoHoppingToBreakglass', noHopping()],
    [STAY_INSIDE, 'SandboxStaysInside', stayInside(scene, accounts)],
    [LISTED_ONLY, 'QuarantineAllowList', listedOnly()],
    [NO_VENDOR, 'NoWayToVendors', policy(deny(ASSUME, iamArn(VENDOR, 'role/*')))],
  ];
  const policies = ordinary.map(([id, name, document]) => ({
    id,
    name,
    document: twistDocument(scene, document),
  }));
  return scene.options.oddities > 0 ? [...policies, odd(scene)] : policies;
}

function baseline({ hub }: Scene): Policy {
  const tooling = iamArn(hub.account, 'role/tooling/*');
  return policy(
    deny(['organizations:LeaveOrganization', 'account:CloseAccount'], '*'),
    deny('iam:*', BREAKGLASS, { ArnNotLike: { 'aws:PrincipalArn': tooling } }),
  );
}

const noHopping = (): Policy =>
  policy(
    deny(ASSUME, BREAKGLASS, {
      ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/deploy-*'] },
    }),
  );

function stayInside({ hub }: Scene, accounts: AccountPlan[]): Policy {
  const sandboxes = accounts.filter(({ kind }) => kind === 'sandbox');
  const places = sandboxes.slice(0, MOST_LISTED).map((one) => iamArn(one, 'role/*'));
  return policy({
    Effect: 'Deny',
    Action: ASSUME,
    NotResource: [...places, iamArn(hub.account, 'role/org-any-*')],
  });
}

const listedOnly = (): Policy =>
  policy(allow(['s3:Get*', 's3:List*', 'logs:*', 'iam:Get*', 'iam:List*'], '*'));

function odd(scene: Scene): Content {
  const statements = [oddPermission(scene), oddPermission(scene)];
  const wide = isOdd(scene, 0.7) ? [allow('*', '*')] : [allow('sts:*', '*')];
  const document = twistDocument(scene, policy(...statements, ...wide));
  return { id: ODD, name: 'KeptByHand', document };
}
