import {
  type AccountPlan,
  iamArn,
  planUncollected,
  rootArn,
  VENDOR,
  VENDOR_ID,
} from '../account-plan';
import { GITHUB_ISSUER, oidcArn, samlArn } from '../identity-providers';
import type { Principals } from '../policy';
import type { RolePlan } from '../role-plan';
import type { Scene } from '../scene';
import { formerUniqueId, uniqueId } from '../unique-id';
import { otherCase, peer, peerRole, withoutPath } from './odd-text';

type Entry = (scene: Scene, role: RolePlan | null) => string;

/** Ways to name somebody in `Principal.AWS`, with how often each occurs. */
const ENTRIES: readonly (readonly [Entry, number])[] = [
  [(scene) => peerRole(scene).arn, 22],
  [(scene, role) => nextRole(scene, role).arn, 16],
  [(scene, role) => (role ?? peerRole(scene)).arn, 4],
  [(scene) => withoutPath(peerRole(scene)), 4],
  [(scene) => otherCase(peerRole(scene).arn), 3],
  [(scene) => sessionArn(scene, peerRole(scene)), 6],
  [userArn, 8],
  [(scene) => userArn(scene).replace('/people/', '/'), 2],
  [(scene) => rootArn(peer(scene).account), 20],
  [(scene) => peer(scene).account.id, 8],
  [({ options }) => rootArn(planUncollected(options)), 2],
  [({ options }) => planUncollected(options).id, 2],
  [() => VENDOR_ID, 2],
  [() => iamArn(VENDOR, 'role/collector'), 2],
  [({ account }) => rootArn({ ...account, partition: otherPartition(account) }), 2],
  [(scene) => peerRole(scene).arn.replace(/^arn:[a-z-]+/, 'arn:aws-cn'), 2],
  [(scene) => uniqueId(scene.options.seed, 'AROA', peerRole(scene).arn), 5],
  [(scene) => uniqueId(scene.options.seed, 'AIDA', userArn(scene)), 4],
  [(scene) => formerUniqueId(scene.options.seed, 'AROA', peerRole(scene).arn), 3],
  [({ options, random }) => uniqueId(options.seed, 'AROA', `dead/${random.below(9)}`), 2],
  [(scene) => iamArn(peer(scene).account, 'role/*'), 2],
  [(scene) => iamArn(peer(scene).account, 'group/readers'), 1],
  [() => '*', 14],
];
const MOST_ENTRIES = 4;

/** A `Principal` element that is hard to match. `role` is the one that holds the policy. */
export function oddPrincipals(scene: Scene, role: RolePlan | null): Principals {
  const { random, account } = scene;
  const entries = oddEntries(scene, role);
  const [first = '*'] = entries;
  const aws = entries.length === 1 && random.chance(0.6) ? first : entries;
  return random.weighted<() => Principals>([
    [() => ({ AWS: aws }), 84],
    [() => '*', 10],
    [() => ({ AWS: aws, Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] }), 5],
    [() => ({ Federated: oidcArn(account, GITHUB_ISSUER) }), 3],
    [() => ({ Federated: [samlArn(account), 'cognito-identity.amazonaws.com'] }), 2],
    [() => ({ AWS: [] }), 1],
  ])();
}

/** One to four entries of `Principal.AWS`. */
export const oddEntries = (scene: Scene, role: RolePlan | null): string[] =>
  Array.from({ length: 1 + scene.random.below(MOST_ENTRIES) }, () =>
    scene.random.weighted(ENTRIES)(scene, role),
  );

/** ARN of a session of the role, which carries the role's name without its path. */
export function sessionArn({ random }: Scene, { arn, name }: RolePlan): string {
  const [, partition, , , accountId] = arn.split(':');
  const session = random.pick(['ops-1', 'night-run', 'i-0abc']);
  return `arn:${partition}:sts::${accountId}:assumed-role/${name}/${session}`;
}

/** The next role of the same account: roles that trust the next one make a ring. */
function nextRole(scene: Scene, role: RolePlan | null): RolePlan {
  const { roles } = scene;
  const place = roles.findIndex(({ arn }) => arn === role?.arn);
  return roles[(place + 1) % roles.length] ?? peerRole(scene);
}

export function userArn(scene: Scene): string {
  const { account } = peer(scene);
  const [user] = scene.random.sample(account.users, 1);
  return user?.arn ?? iamArn(account, 'user/gone');
}

const otherPartition = ({ partition }: AccountPlan) =>
  partition === 'aws' ? 'aws-us-gov' : 'aws';
