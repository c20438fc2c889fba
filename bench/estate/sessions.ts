import type { Question } from '@/lib/iam/question';
import { iamArn, REGION } from './account-plan';
import type { EstateOptions } from './estate-options';
import { ownPolicy, SHARED_READERS } from './managed-policies';
import { oddIdentityPolicy } from './oddities/odd-identity-policy';
import { sessionArn } from './oddities/odd-principals';
import { twistDocument } from './oddities/twist-document';
import { ASSUME, allow, type Policy, policy } from './policy';
import { isOdd, makeScene, type Scene } from './scene';

/** A session that somebody holds, with the policies and tags that narrow it. */
export type EstateSession = {
  /** ARN of the session, or of its role for any session of it. */
  principal: string;
  session: NonNullable<Question['session']>;
};

/** Sessions are examples, so a large estate has no more of them. */
const MOST_ACCOUNTS = 50;
const MOST_PER_ACCOUNT = 3;

/** Sessions of some roles; accounts past the fiftieth have none. */
export function estateSessions(options: EstateOptions): EstateSession[] {
  const accounts = Math.min(options.accounts, MOST_ACCOUNTS);
  return Array.from({ length: accounts }, (_, index) => {
    const scene = makeScene(options, index, 'sessions');
    const count = 1 + scene.random.below(MOST_PER_ACCOUNT);
    return scene.random.sample(scene.roles, count).map((role) => ({
      principal: scene.random.chance(0.7) ? sessionArn(scene, role) : role.arn,
      session: sessionFacts(scene),
    }));
  }).flat();
}

function sessionFacts(scene: Scene): EstateSession['session'] {
  const { account, random } = scene;
  const hasInline = random.chance(0.6);
  const isUnread = isOdd(scene, 0.3);
  const listed = ownPolicy(account, isUnread ? 'not-collected' : SHARED_READERS);
  // Tag keys are compared whatever their letters' case.
  const tag = isOdd(scene, 0.3) ? 'Team' : 'team';
  return {
    ...(hasInline ? { policies: [twistDocument(scene, inlinePolicy(scene))] } : {}),
    ...(random.chance(0.4) || !hasInline ? { policyArns: [listed.PolicyArn] } : {}),
    ...(random.chance(0.4) ? { tags: { [tag]: account.team, shift: 'night' } } : {}),
    ...(random.chance(0.2) ? { sourceIdentity: random.pick(['ann', 'ben']) } : {}),
  };
}

function inlinePolicy(scene: Scene): Policy {
  const { account, random } = scene;
  if (isOdd(scene, 0.6)) return oddIdentityPolicy(scene);
  const work = allow('s3:*', `arn:aws:s3:::${account.team}-${account.id}-*`);
  const logs = allow('logs:*', `arn:aws:logs:${REGION}:${account.id}:*`);
  const open = allow(['kms:Decrypt', 'kms:GenerateDataKey'], '*');
  const next = allow(
    ASSUME,
    random.pick([iamArn(account, 'role/deploy-*'), 'arn:aws:iam::*:role/*', '*']),
  );
  return policy(...random.sample([work, logs, open, next, next], 3));
}
