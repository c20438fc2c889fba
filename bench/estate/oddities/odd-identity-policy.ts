import { iamArn } from '../account-plan';
import {
  ASSUME,
  type Policy,
  policy,
  type Statement,
  type Texts,
  variable,
} from '../policy';
import type { Scene } from '../scene';
import { oddConditions } from './odd-conditions';
import { blurred, idPattern, otherCase, peer, peerRole, withoutPath } from './odd-text';

type Covered = Pick<Statement, 'Action' | 'NotAction'>;

/** Spellings that cover `sts:AssumeRole`, or seem to. */
export const ODD_ACTIONS: readonly (readonly [Covered, number])[] = [
  [{ Action: ASSUME }, 26],
  [{ Action: [ASSUME, 'sts:TagSession'] }, 6],
  [{ Action: ['s3:GetObject', 'STS:assumerole'] }, 5],
  [{ Action: 'sts:Assume*' }, 6],
  [{ Action: 'sts:A?sumeRol?' }, 3],
  [{ Action: 'sts:*' }, 5],
  [{ Action: '*' }, 4],
  [{ Action: 'sts:AssumeRoleWith*' }, 2],
  [{ Action: 'sts:TagSession' }, 3],
  [{ Action: ['s3:*', 'sqs:SendMessage'] }, 2],
  [{ NotAction: ['iam:*', 's3:*'] }, 5],
  [{ NotAction: ['sts:*', 'iam:*'] }, 2],
  [{ NotAction: 'sts:AssumeRoleWith*' }, 2],
];

type Pattern = (scene: Scene) => string;

const RESOURCES: readonly (readonly [Pattern, number])[] = [
  [(scene) => peerRole(scene).arn, 20],
  [() => '*', 16],
  [(scene) => iamArn(peer(scene).account, 'role/*'), 9],
  [(scene) => withoutPath(peerRole(scene)), 4],
  [(scene) => otherCase(peerRole(scene).arn), 3],
  [(scene) => blurred(peerRole(scene).arn, 3), 4],
  [() => 'arn:aws:iam::*:role/dep*-?', 5],
  [(scene) => `arn:*:iam::${idPattern(peer(scene).account)}:role/*-0`, 5],
  [(scene) => `arn:aws:iam::${idPattern(peer(scene).account)}:role/d*`, 3],
  [() => 'arn:aws:iam::????????????:role/audit-?', 3],
  [(scene) => peerRole(scene).arn.replace(/::\d{6}/, '::*'), 3],
  [(scene) => iamArn(scene.hub.account, 'role/tooling/*'), 3],
  [() => 'arn:aws:iam::*:role/*/ci-?', 3],
  [(scene) => iamArn(peer(scene).account, '*'), 2],
  [() => 'arn:aws:iam::*', 2],
  [(scene) => iamArn(peer(scene).account, `role/${variable('aws:username')}-*`), 3],
  [() => `arn:aws:iam::*:role/${variable('aws:PrincipalTag/team', 'none')}*`, 2],
  [() => `arn:aws:iam::*:role/*${variable('aws:PrincipalTag/kind', '0')}`, 3],
  [() => `arn:aws:iam::${variable('aws:PrincipalAccount')}:role/*`, 3],
  [() => `arn:aws:iam::*:role/${variable('*')}`, 1],
  [() => 'arn:aws:s3:::orders-reports/*', 2],
];
const MOST_RESOURCES = 3;
const MOST_STATEMENTS = 3;
const DENIED = 0.2;
const CONDITIONED = 0.4;

/** An identity policy of which it is hard to say what it lets its holder assume. */
export function oddIdentityPolicy(scene: Scene): Policy {
  const count = 1 + scene.random.below(MOST_STATEMENTS);
  return policy(...Array.from({ length: count }, () => oddPermission(scene)));
}

/** One statement of an identity policy or an SCP. */
export function oddPermission(scene: Scene): Statement {
  const { random } = scene;
  const resources = oddResources(scene);
  const isNegated = random.chance(0.12);
  return {
    Effect: random.chance(DENIED) ? 'Deny' : 'Allow',
    ...random.weighted(ODD_ACTIONS),
    ...(isNegated ? { NotResource: resources } : { Resource: resources }),
    ...(random.chance(CONDITIONED) ? { Condition: oddConditions(scene) } : {}),
  };
}

function oddResources(scene: Scene): Texts {
  const { random } = scene;
  const count = random.chance(0.6) ? 1 : 1 + random.below(MOST_RESOURCES);
  const list = Array.from({ length: count }, () => random.weighted(RESOURCES)(scene));
  const [only = '*'] = list;
  return list.length === 1 && random.chance(0.7) ? only : list;
}
