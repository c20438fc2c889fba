import { VENDOR_ID } from './account-plan';
import { oddConditions } from './oddities/odd-conditions';
import { twistDocument } from './oddities/twist-document';
import { ASSUME, type Conditions, type Policy, policy, type Texts } from './policy';
import type { Scene } from './scene';
import type { Content } from './service-control-policies';

export const ONLY_MEMBERS = 'p-members01';
export const ENCRYPTED = 'p-encrypt01';
export const NO_USERS = 'p-nousers01';
export const ODD = 'p-oddrcp001';

/** The resource control policies of an estate. They only deny, and name everybody. */
export function resourceControlPolicies(scene: Scene): Content[] {
  const ordinary: [id: string, name: string, document: Policy][] = [
    [ONLY_MEMBERS, 'OnlyMembersAndVendors', onlyMembers(scene)],
    [ENCRYPTED, 'OnlyEncrypted', onlyEncrypted()],
    [NO_USERS, 'NoUsersFromElsewhere', noUsers(scene)],
  ];
  const policies = ordinary.map(([id, name, document]) => ({
    id,
    name,
    document: twistDocument(scene, document),
  }));
  return scene.options.oddities > 0 ? [...policies, odd(scene)] : policies;
}

const denyAll = (actions: Texts, condition: Conditions): Policy =>
  policy({
    Effect: 'Deny',
    Principal: '*',
    Action: actions,
    Resource: '*',
    Condition: condition,
  });

/** Members, AWS's services and known vendors pass. */
const onlyMembers = ({ organization }: Scene): Policy =>
  denyAll([ASSUME, 's3:*', 'kms:*', 'sqs:*', 'secretsmanager:*'], {
    StringNotEqualsIfExists: {
      'aws:PrincipalOrgID': organization,
      'aws:PrincipalAccount': [VENDOR_ID],
    },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  });

const onlyEncrypted = (): Policy =>
  denyAll('s3:*', { BoolIfExists: { 'aws:SecureTransport': 'false' } });

const noUsers = ({ hub }: Scene): Policy =>
  denyAll(ASSUME, {
    StringEquals: { 'aws:PrincipalType': 'User' },
    StringNotEquals: { 'aws:PrincipalAccount': hub.account.id },
  });

function odd(scene: Scene): Content {
  const actions = scene.random.pick([ASSUME, 'sts:*', '*', 'sts:Assume*']);
  const document = denyAll(actions, oddConditions(scene));
  return { id: ODD, name: 'KeptByHand', document: twistDocument(scene, document) };
}
