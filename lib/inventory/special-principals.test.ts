import { describe, expect, it } from 'vitest';
import {
  account,
  arnOf,
  crossingsOf,
  document,
  factsOf,
  mayBecome,
  PROD,
  role,
  TOOLING,
  trust,
} from './test-estate';
import { DEPLOY, ec2, rowsFor } from './test-workspace';

const ciDeploy = role(TOOLING, 'ci-deploy', ec2, mayBecome(DEPLOY));

describe('special principals', () => {
  it('a public trust is everyone', () => {
    const [row] = rowsFor(trust('*'));
    expect(row).toMatchObject({
      who: { kind: 'everyone', arn: '*', isOutside: true },
      deck: 'works',
      why: '1 statement allows it, no guard',
    });
  });

  it('a deleted principal is a role that no longer exists', () => {
    const rows = rowsFor(
      trust({ AWS: ['AROAEXAMPLEDELETED000', arnOf(TOOLING, 'role/gone')] }),
    );
    expect(rows).toMatchObject([
      { who: { kind: 'deleted', name: 'a role that no longer exists' }, deck: 'denied' },
      { who: { kind: 'deleted', accountName: 'Tooling' }, deck: 'denied' },
    ]);
  });

  it('an id of somebody who exists is that somebody', () => {
    const [row] = rowsFor(trust({ AWS: ciDeploy.RoleId }), [ciDeploy]);
    expect(row).toMatchObject({ who: { name: 'ci-deploy' }, deck: 'works' });
  });

  it('a service is let in by its name', () => {
    expect(rowsFor(ec2)).toMatchObject([
      {
        who: { kind: 'service', name: 'ec2.amazonaws.com' },
        deck: 'works',
        halves: 'both',
      },
    ]);
  });

  it('a repository is called by its name', () => {
    const provider = arnOf(PROD, 'oidc-provider/token.actions.githubusercontent.com');
    const github = document({
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:acme/app:ref:refs/heads/main',
        },
      },
    });
    const providers = [{ Arn: provider, Url: 'x', ClientIDList: ['sts.amazonaws.com'] }];
    const deploy = role(PROD, 'deploy', github);
    const collected = account([deploy], { OpenIDConnectProviders: providers });
    const [row] = crossingsOf(factsOf({ [PROD]: collected }));
    expect(row).toMatchObject({
      who: { kind: 'federated', name: 'repo acme/app', accountName: 'GitHub' },
      deck: 'conditional',
    });
    expect(row?.conditionKeys).toContain('token.actions.githubusercontent.com:sub');
  });

  it('an identity provider that nobody read is not taken to exist', () => {
    const provider = arnOf(PROD, 'oidc-provider/gitlab.com');
    const gitlab = document({
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
    });
    const { OpenIDConnectProviders: _unread, ...collected } = account([
      role(PROD, 'deploy', gitlab),
    ]);
    expect(crossingsOf(factsOf({ [PROD]: collected }))).toMatchObject([
      {
        who: { kind: 'federated' },
        deck: 'untested',
        verb: 'may become',
        why: `whether ${provider} exists was not read`,
      },
    ]);
  });

  it('a wildcard that AWS reads as text lets nobody in', () => {
    expect(rowsFor(trust({ AWS: arnOf(TOOLING, 'role/*') }), [ciDeploy])).toMatchObject([
      { who: { name: 'ci-deploy' }, halves: 'identity-only' },
    ]);
  });
});
