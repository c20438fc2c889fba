import { expect, it } from 'vitest';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { Question } from '@/lib/iam/question';
import type { PolicyDocument } from '@/lib/iam/world';
import {
  account,
  arnOf,
  document,
  factsOf,
  mayBecome,
  PROD,
  role,
  TOOLING,
  trust,
} from './test-estate';
import { DEPLOY, ec2 } from './test-workspace';
import { whyDenied } from './why-denied';

const both = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const ci = arnOf(TOOLING, 'role/ci');
const open = trust({ AWS: TOOLING }, { Action: both });
const mayAll = document({ Action: both, Resource: DEPLOY });
const tags = { Tags: { team: 'data' } };
const sourceIdentity = { SourceIdentity: 'ana' };

type Asked = {
  params?: Question['params'];
  trusted?: PolicyDocument;
  own?: PolicyDocument;
};

function why({ params = {}, trusted = open, own = mayAll }: Asked): string {
  const world = factsOf({
    [TOOLING]: account([role(TOOLING, 'ci', ec2, own)]),
    [PROD]: account([role(PROD, 'deploy', trusted)]),
  });
  const answer = evaluate(world, {
    action: 'sts:AssumeRole',
    principal: { AWS: ci },
    resource: DEPLOY,
    params,
    context: {},
    unknownKeys: 'assume-absent',
  });
  expect(answer.decision).toBe('deny');
  return whyDenied(answer);
}

const onlyAssume = trust({ AWS: TOOLING });
const malformed = trust({ AWS: TOOLING }, { Condition: { NoSuchOperator: { a: 'b' } } });

it.each<[string, Asked]>([
  [
    'a session lasts from 15 minutes to 12 hours',
    { params: { DurationSeconds: 50_000 } },
  ],
  [
    'a role that takes a role gets one hour at most',
    { params: { DurationSeconds: 7200 } },
  ],
  ['a policy that has to allow is malformed and grants nothing', { trusted: malformed }],
  ['the trust policy allows no session tags', { params: tags, trusted: onlyAssume }],
  ['its own policies allow no session tags', { params: tags, own: mayBecome(DEPLOY) }],
  [
    'the trust policy allows no source identity',
    { params: sourceIdentity, trusted: onlyAssume },
  ],
  [
    'its own policies allow no source identity',
    { params: sourceIdentity, own: mayBecome(DEPLOY) },
  ],
])('says %s', (words, asked) => {
  expect(why(asked)).toBe(words);
});

it("says when a session would be longer than the role's maximum", () => {
  const deploy = role(PROD, 'deploy', trust({ AWS: PROD }));
  const world = factsOf({
    [PROD]: account([deploy], {
      UserDetailList: [
        {
          Path: '/',
          UserName: 'ana',
          UserId: 'AIDAANA',
          Arn: arnOf(PROD, 'user/ana'),
          UserPolicyList: [{ PolicyName: 'may', PolicyDocument: mayAll }],
        },
      ],
    }),
  });
  const answer = evaluate(world, {
    action: 'sts:AssumeRole',
    principal: { AWS: arnOf(PROD, 'user/ana') },
    resource: DEPLOY,
    params: { DurationSeconds: 7200 },
    context: {},
    unknownKeys: 'assume-absent',
  });
  expect(whyDenied(answer)).toBe('the session would be longer than the role allows');
});
