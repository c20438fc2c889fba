import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, documentOf } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { ACCOUNT, clientsWith, makeRole, practice } from './test-federation';
import {
  assume,
  HOST,
  MAIN,
  PROVIDER,
  ship,
  startTokens,
  tokenOf,
  trustsToken,
} from './test-tokens';

beforeAll(startTokens);
afterAll(() => practice.stop());

describe('the session of a token', () => {
  it('is not longer than the role allows', async () => {
    const token = await tokenOf({});
    expect(await messageOf(assume(token, ship, { DurationSeconds: 7201 }))).toBe(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
    expect(await codeOf(assume(token, ship, { DurationSeconds: 899 }))).toBe(
      'ValidationError',
    );
  });

  it('is narrowed by a session policy', async () => {
    const { iam } = await practice.admin(ACCOUNT);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'ship',
        PolicyName: 'buckets',
        PolicyDocument: documentOf(allow('s3:*')),
      }),
    );
    const token = await tokenOf({});
    const buckets = new ListBucketsCommand({});
    const wide = clientsWith(await assume(token, ship));
    expect(await codeOf(wide.s3.send(buckets))).toBe('ok');
    const Policy = documentOf(allow('s3:GetObject'));
    const narrow = clientsWith(await assume(token, ship, { Policy }));
    expect(await codeOf(narrow.s3.send(buckets))).toBe('AccessDenied');
  });

  it('carries tags and source identity of the token, when the trust lets it', async () => {
    const claims = {
      'https://aws.amazon.com/tags': {
        principal_tags: { team: ['shop'] },
        transitive_tag_keys: ['team'],
      },
      'https://aws.amazon.com/source_identity': 'octocat',
    };
    const conditions = { [`${HOST}:sub`]: MAIN };
    const silent = await makeRole('silent', trustsToken(conditions));
    expect(await messageOf(assume(await tokenOf(claims), silent))).toBe(
      'Not authorized to perform sts:TagSession',
    );
    const tagged = await makeRole(
      'tagged',
      trustsToken(conditions, {
        Action: [
          'sts:AssumeRoleWithWebIdentity',
          'sts:TagSession',
          'sts:SetSourceIdentity',
        ],
      }),
    );
    const taken = await assume(await tokenOf(claims), tagged);
    expect(taken.SourceIdentity).toBe('octocat');
    const { iam } = await practice.admin(ACCOUNT);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'tagged',
        PolicyName: 'by-key',
        PolicyDocument: documentOf(
          allow('s3:ListAllMyBuckets', '*', {
            Condition: {
              StringEquals: {
                'aws:PrincipalTag/team': 'shop',
                'aws:SourceIdentity': 'octocat',
                'aws:FederatedProvider': PROVIDER,
                [`${HOST}:sub`]: MAIN,
              },
            },
          }),
        ),
      }),
    );
    const session = clientsWith(taken);
    expect(await codeOf(session.s3.send(new ListBucketsCommand({})))).toBe('ok');
    const other = clientsWith(
      await assume(
        await tokenOf({ ...claims, 'https://aws.amazon.com/source_identity': 'mona' }),
        tagged,
      ),
    );
    expect(await codeOf(other.s3.send(new ListBucketsCommand({})))).toBe('AccessDenied');
  });

  it.each(['aws:x', 'x', 'a b', ''])(
    'is refused with the source identity "%s"',
    async (identity) => {
      const claims = { 'https://aws.amazon.com/source_identity': identity };
      await expect(assume(await tokenOf(claims), ship)).rejects.toMatchObject({
        name: 'InvalidIdentityTokenException',
        message:
          'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
      });
    },
  );

  it('may be asked for by claims of GitHub, and by nothing AWS does not read', async () => {
    const byId = await makeRole(
      'by-id',
      trustsToken({ [`${HOST}:repository_id`]: '4711', [`${HOST}:sub`]: MAIN }),
    );
    expect(await codeOf(assume(await tokenOf({ repository_id: '4711' }), byId))).toBe(
      'ok',
    );
    expect(await codeOf(assume(await tokenOf({ repository_id: '4712' }), byId))).toBe(
      'AccessDenied',
    );
    const byRunner = await makeRole(
      'by-runner',
      trustsToken({ [`${HOST}:run_id`]: '1', [`${HOST}:sub`]: MAIN }),
    );
    expect(await codeOf(assume(await tokenOf({ run_id: '1' }), byRunner))).toBe(
      'AccessDenied',
    );
  });

  it('is a role session: a role it takes is chained, for an hour at most', async () => {
    const next = await makeRole('next', {
      Effect: 'Allow',
      Principal: { AWS: ship },
      Action: 'sts:AssumeRole',
    });
    const session = clientsWith(await assume(await tokenOf({}), ship));
    const again = (DurationSeconds: number) =>
      session.sts.send(
        new AssumeRoleCommand({
          RoleArn: next,
          RoleSessionName: 'again',
          DurationSeconds,
        }),
      );
    expect(await codeOf(again(3600))).toBe('ok');
    expect(await messageOf(again(3601))).toContain('roles assumed by role chaining');
  });
});
