import { describe, expect, it } from 'vitest';
import { explainAssume } from './explain-assume';
import { reachRoles } from './reach-roles';
import { account, arnOf, mayBecome, PROD, role, TOOLING, trust } from './test-estate';
import { DEPLOY, ec2, workspaceOf } from './test-workspace';
import { whoCanAssume } from './who-can-assume';

const ci = role(TOOLING, 'ci', ec2, mayBecome(DEPLOY));
const idle = role(TOOLING, 'idle', ec2);
const estate = () =>
  workspaceOf({
    [TOOLING]: account([ci, idle]),
    [PROD]: account([
      role(PROD, 'deploy', trust({ AWS: TOOLING, Service: 'codebuild.amazonaws.com' })),
      role(PROD, 'data', trust({ AWS: DEPLOY })),
      role(PROD, 'vendor', trust({ AWS: '999988887777' })),
    ]),
  });

describe('who can take a role', () => {
  it('names those whom both halves let in, and the services', async () => {
    const { deps, actor } = estate();
    const found = await whoCanAssume(deps, actor, DEPLOY);
    expect(found).toEqual({
      ok: true,
      value: {
        role: DEPLOY,
        answers: [
          { principal: ci.Arn, decision: 'allow', reason: 'allow-both' },
          {
            principal: 'codebuild.amazonaws.com',
            decision: 'allow',
            reason: 'allow-resource',
          },
        ],
        notCollected: [],
      },
    });
  });

  it('tells whom the trust names and nobody collected', async () => {
    const { deps, actor } = estate();
    const found = await whoCanAssume(deps, actor, arnOf(PROD, 'role/vendor'));
    expect(found.ok && found.value).toMatchObject({
      answers: [],
      notCollected: ['999988887777'],
    });
  });

  it('is not found for a role that was not read', async () => {
    const { deps, actor } = estate();
    const found = await whoCanAssume(deps, actor, arnOf(PROD, 'role/gone'));
    expect(found.ok ? null : found.error.kind).toBe('not_found');
  });
});

describe('what a principal reaches', () => {
  it('goes from role to role', async () => {
    const { deps, actor } = estate();
    const found = await reachRoles(deps, actor, ci.Arn);
    const roles = found.ok ? found.value.reachable : [];
    expect(roles.map(({ role: arn, hops }) => [arn, hops])).toEqual([
      [arnOf(PROD, 'role/data'), 2],
      [DEPLOY, 1],
    ]);
  });

  it('is not found for somebody who does not exist', async () => {
    const { deps, actor } = estate();
    const found = await reachRoles(deps, actor, arnOf(TOOLING, 'role/nobody'));
    expect(found.ok ? null : found.error.kind).toBe('not_found');
  });
});

it('explains one pair down to the statement that is missing', async () => {
  const { deps, actor } = estate();
  const tree = await explainAssume(deps, actor, { principal: idle.Arn, role: DEPLOY });
  expect(tree.ok && [tree.value.verdict, tree.value.detail.reason]).toEqual([
    'deny',
    'implicit-deny-identity',
  ]);
});
