import { describe, expect, it } from 'vitest';
import type { CollectedAccount, PolicyDocument } from '@/lib/iam/world';
import { diagnoseDenial } from './diagnose-denial';
import type { DenialQuestion } from './questions';
import {
  account,
  arnOf,
  document,
  LUMEN,
  mayBecome,
  PROD,
  role,
  TOOLING,
  trust,
  user,
} from './test-estate';
import { DEPLOY, ec2, workspaceOf } from './test-workspace';

const CI = `arn:aws:sts::${TOOLING}:assumed-role/ci/build-42`;
const denied = (why = '', { caller = CI, action = 'sts:AssumeRole', on = DEPLOY } = {}) =>
  `An error occurred (AccessDenied) when calling the AssumeRole operation: User: ${caller} is not authorized to perform: ${action} on resource: ${on}${why}`;
const BY_TRUST = ' because no role trust policy allows the sts:AssumeRole action';
const BY_IDENTITY = ' because no identity-based policy allows the sts:AssumeRole action';
const BY_SCP = ' with an explicit deny in a service control policy';

const ci = role(TOOLING, 'ci', ec2, mayBecome(DEPLOY), {
  Path: '/builds/',
  Arn: arnOf(TOOLING, 'role/builds/ci'),
});

function estate(
  trusted: PolicyDocument,
  {
    tooling = account([ci]),
    scps = {},
  }: { tooling?: CollectedAccount; scps?: Record<string, PolicyDocument> } = {},
) {
  const deploy = role(PROD, 'deploy', trusted);
  const bucket = { Name: 'app-logs', Policy: null };
  return workspaceOf(
    { [TOOLING]: tooling, [PROD]: account([deploy], { Buckets: [bucket] }) },
    scps,
  );
}

async function view(
  { deps, actor }: ReturnType<typeof workspaceOf>,
  message: string,
  added: Partial<DenialQuestion> = {},
) {
  const question = { message, principal: '', action: '', resource: '', ...added };
  const found = await diagnoseDenial(deps, actor, question);
  if (!found.ok) throw new Error(found.error.kind);
  return found.value;
}

async function diagnosisOf(...asked: Parameters<typeof view>) {
  const { diagnosis, missingSentence } = await view(...asked);
  if (!diagnosis) throw new Error(missingSentence ?? 'no diagnosis');
  return diagnosis;
}

describe('the gate that refused', () => {
  it('is the trust policy, which gets the statement that it lacks', async () => {
    const found = await diagnosisOf(estate(trust({ AWS: PROD })), denied(BY_TRUST));
    expect(found).toMatchObject({
      deck: 'denied',
      refusingId: 'trust',
      isAsTold: true,
      sentence:
        'ci, session build-42 in Tooling may not call sts:AssumeRole on deploy in Prod, because the trust policy does not name it.',
      comparison:
        'AWS’s message says that no role trust policy allows it, and our reading is the same.',
      left: { title: 'ci, session build-42', subtitle: 'in Tooling' },
      right: { title: 'deploy', accountId: PROD },
    });
    const [mend] = found.mends;
    expect(mend?.sentence).toBe(
      'In Prod, add this statement to the trust policy of deploy:',
    );
    expect(JSON.parse(mend?.statement ?? '')).toEqual({
      Effect: 'Allow',
      Principal: { AWS: ci.Arn },
      Action: 'sts:AssumeRole',
    });
    expect(mend?.link?.href).toContain(encodeURIComponent(DEPLOY));
    expect(found.mendPlan).toEqual({
      who: ci.Arn,
      role: DEPLOY,
      whyNot: expect.stringContaining('Prod has no connection'),
    });
  });

  it('has no plan where a denial, or anything else that is no missing half, refuses as well', async () => {
    const never = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' } as const;
    const denying = await diagnosisOf(estate(document(never)), denied(BY_TRUST));
    expect(denying).toMatchObject({ deck: 'denied', mendPlan: null });
    const open = await diagnosisOf(estate(trust({ AWS: TOOLING })), denied(BY_TRUST));
    expect(open).toMatchObject({ deck: 'works', mendPlan: null });
  });

  it('offers no statement that would let in everyone', async () => {
    const message =
      'AccessDenied: User: anonymous is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::app-logs/a.txt" because no resource-based policy allows the s3:GetObject action';
    const found = await diagnosisOf(estate(ec2), message, { principal: '*' });
    expect(found).toMatchObject({ refusingId: 'resource' });
    expect(found.mends).toEqual([
      {
        sentence:
          'In Prod, app-logs/a.txt would have to let in everyone: do that only under conditions that say who.',
        statement: null,
        link: null,
      },
    ]);
  });

  it('offers no statement that would let in whoever a provider signs in', async () => {
    const provider = arnOf(PROD, 'oidc-provider/token.actions.githubusercontent.com');
    const providers = [{ Arn: provider, Url: 'x', ClientIDList: ['sts.amazonaws.com'] }];
    const world = workspaceOf({
      [PROD]: account([role(PROD, 'deploy', ec2)], { OpenIDConnectProviders: providers }),
    });
    const message = 'Not authorized to perform sts:AssumeRoleWithWebIdentity';
    const added = { principal: provider, resource: DEPLOY };
    const found = await diagnosisOf(world, message, added);
    expect(found).toMatchObject({ refusingId: 'trust' });
    expect(found.mends).toMatchObject([
      {
        sentence: `In Prod, deploy would have to let in whoever ${provider} signs in: do that only under conditions that say who.`,
        statement: null,
      },
    ]);
  });

  it('lets somebody outside the organisation in by an external ID, which is to be filled in', async () => {
    const caller = `arn:aws:sts::${LUMEN}:assumed-role/collector/run`;
    const found = await diagnosisOf(estate(ec2), denied('', { caller }));
    expect(found.mends[0]?.sentence).toBe(
      'In Prod, add this statement to the trust policy of deploy, with an external ID that the caller agrees to send:',
    );
    const statement = JSON.parse(found.mends[0]?.statement ?? '');
    expect(statement).toEqual({
      Effect: 'Allow',
      Principal: { AWS: arnOf(LUMEN, 'role/collector') },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': expect.any(String) } },
    });
    // As it stands nobody can send it: STS takes only these characters.
    expect(statement.Condition.StringEquals['sts:ExternalId']).not.toMatch(
      /^[\w+=,.@:/-]*$/,
    );
  });

  it('is the other one when AWS names what we see allowing', async () => {
    const found = await diagnosisOf(estate(trust({ AWS: PROD })), denied(BY_IDENTITY));
    expect(found).toMatchObject({
      refusingId: 'trust',
      isAsTold: false,
      comparison:
        'AWS’s message says that no identity-based policy allows it; by our reading the trust policy refuses.',
    });
  });

  it('is as AWS says only where it refuses in the same way', async () => {
    const silent = estate(trust({ AWS: PROD }));
    const byDeny = ' with an explicit deny in the role trust policy';
    expect(await diagnosisOf(silent, denied(byDeny))).toMatchObject({
      refusingId: 'trust',
      isAsTold: false,
      comparison:
        'AWS’s message says that a role trust policy denies it; by our reading nothing there allows it.',
    });
    expect(await diagnosisOf(silent, denied(' with an explicit deny'))).toMatchObject({
      isAsTold: false,
      comparison:
        'AWS’s message says that some policy denies it; by our reading none does: the trust policy does not allow it.',
    });
    const denying = estate(trust({ AWS: TOOLING }, { Effect: 'Deny' }));
    expect(await diagnosisOf(denying, denied(byDeny))).toMatchObject({ isAsTold: true });
    expect(await diagnosisOf(denying, denied(BY_TRUST))).toMatchObject({
      isAsTold: false,
      comparison:
        'AWS’s message says that no role trust policy allows it; by our reading a statement there denies it.',
    });
  });

  it('is the caller’s own side where AWS names another', async () => {
    const idle = account([role(TOOLING, 'ci', ec2)]);
    const world = estate(trust({ AWS: TOOLING }), { tooling: idle });
    const found = await diagnosisOf(world, denied(BY_TRUST));
    expect(found.comparison).toBe(
      'AWS’s message says that no role trust policy allows it; by our reading the caller’s own side refuses.',
    );
  });

  it('is one of two across accounts, and both are to mend', async () => {
    const idle = account([role(TOOLING, 'ci', ec2)]);
    const world = estate(trust({ AWS: PROD }), { tooling: idle });
    const found = await diagnosisOf(world, denied(BY_IDENTITY));
    expect(found).toMatchObject({ refusingId: 'trust', isAsTold: true });
    expect(found.comparison).toContain('AWS names only one of several');
    expect(found.mends.map(({ sentence }) => sentence)).toEqual([
      'In Prod, add this statement to the trust policy of deploy:',
      'In Tooling, add this statement to a policy of the caller:',
    ]);
  });

  it('is the bucket of another account, and the wizard is filled in for it', async () => {
    const message =
      'An error occurred (AccessDenied) when calling the PutObject operation: User: ' +
      `${CI} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::app-logs/logs/a.txt"`;
    const found = await diagnosisOf(estate(ec2), message);
    const link = found.mends.find(({ link: to }) => to?.href.startsWith('/new'))?.link;
    const { searchParams } = new URL(link?.href ?? '', 'http://localhost');
    expect(JSON.parse(searchParams.get('fill') ?? '{}')).toEqual({
      recipe: 'bucket-policy',
      who: ci.Arn,
      bucket: 'app-logs',
      access: 'write',
      prefix: 'logs/*',
    });
  });

  it('is an access point of another account, which no recipe of the wizard is for', async () => {
    const caller = arnOf(TOOLING, 'user/anna');
    const on = `arn:aws:s3:eu-west-1:${PROD}:accesspoint/logs/object/2026/a.txt`;
    const found = await diagnosisOf(
      estate(ec2, { tooling: account([], { UserDetailList: [user(TOOLING, 'anna')] }) }),
      denied('', { caller, action: 's3:GetObject', on }),
    );
    expect(found.mends.map(({ link }) => link?.href)).toEqual(['/new']);
  });

  it('is a service control policy, by statement and name', async () => {
    const scps = {
      'no-deploy': document({
        Sid: 'NoDeploy',
        Effect: 'Deny',
        Action: 'sts:AssumeRole',
        Resource: DEPLOY,
      }),
    };
    const found = await diagnosisOf(
      estate(trust({ AWS: TOOLING }), { scps }),
      denied(BY_SCP),
    );
    expect(found).toMatchObject({ refusingId: 'scp', isAsTold: true });
    const node = found.nodes.find(({ id }) => id === 'scp');
    expect(node).toMatchObject({ verdict: 'denies' });
    expect(node?.where).toContain('no-deploy, statement 1 (NoDeploy)');
    expect(found.mends[0]?.sentence).toBe(
      'In the organisation, whose management account is 100000000001, take out or narrow statement 1 of policy no-deploy, if it is not meant to stop this.',
    );
  });

  it('is a condition that the request left open', async () => {
    const guarded = trust(
      { AWS: TOOLING },
      { Condition: { StringEquals: { 'sts:ExternalId': 'x-42' } } },
    );
    const found = await diagnosisOf(estate(guarded), denied(BY_TRUST));
    expect(found).toMatchObject({ deck: 'conditional', isAsTold: true });
    expect(found.sentence).toContain('x-42');
    expect(found.comparison).toContain('a condition that the request did not meet');
    expect(found.mends[0]?.sentence).toContain('x-42');
  });

  it('is the boundary, though the bucket has no policy that would have to allow', async () => {
    const Arn = arnOf(PROD, 'policy/limits');
    const limited = {
      ...user(PROD, 'ana', document({ Action: 's3:*', Resource: '*' })),
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: Arn,
      },
    };
    const prod = account([], {
      UserDetailList: [limited],
      Buckets: [{ Name: 'app-logs', Policy: null }],
      Policies: [
        {
          PolicyName: 'limits',
          Arn,
          DefaultVersionId: 'v1',
          PolicyVersionList: [
            {
              VersionId: 'v1',
              IsDefaultVersion: true,
              Document: document({ Action: 'iam:*', Resource: '*' }),
            },
          ],
        },
      ],
    });
    const message = denied(
      ' because no permissions boundary allows the s3:GetObject action',
      {
        caller: limited.Arn,
        action: 's3:GetObject',
        on: '"arn:aws:s3:::app-logs/a.txt"',
      },
    );
    const found = await diagnosisOf(workspaceOf({ [PROD]: prod }), message);
    expect(found).toMatchObject({ refusingId: 'boundary', isAsTold: true });
    expect(found.right).toMatchObject({ title: 'app-logs/a.txt', subtitle: 'in Prod' });
    expect(found.mends).toHaveLength(1);
  });

  it('may have changed: then nothing refuses, and what was not read is told', async () => {
    const found = await diagnosisOf(estate(trust({ AWS: TOOLING })), denied(BY_TRUST));
    expect(found).toMatchObject({ deck: 'works', refusingId: null, isAsTold: false });
    expect(found.comparison).toContain('may have changed');
    expect(found.notCollected.join(' ')).toContain('session policy');
    expect(found.asOf).toBe('2026-11-24T09:26:00.000Z');
  });

  it('is not among the policies when AWS names a VPC endpoint', async () => {
    const why = ' because no VPC endpoint policy allows the sts:AssumeRole action';
    const found = await diagnosisOf(estate(trust({ AWS: TOOLING })), denied(why));
    expect(found).toMatchObject({ isAsTold: false });
    expect(found.comparison).toContain('not among the policies that were read');
  });

  it('is not known where the account of the caller was not read', async () => {
    const caller = 'arn:aws:sts::999900001111:assumed-role/collector/run';
    const found = await diagnosisOf(
      estate(trust({ AWS: '999900001111' })),
      denied('', { caller }),
    );
    expect(found.deck).toBe('untested');
    expect(found.notCollected[0]).toContain('not read');
    expect(found.comparison).toContain('only inside one account or organisation');
  });

  it.each([
    ['who', { caller: arnOf(TOOLING, 'user/nobody') }, 'Nobody has the ARN'],
    [
      'what',
      { action: 's3:GetObject', on: 'arn:aws:s3:::gone/a' },
      'No account that was read has gone/a',
    ],
  ])('is none when nobody knows %s', async (_, parts, sentence) => {
    const found = await diagnosisOf(estate(ec2), denied('', parts));
    expect(found).toMatchObject({ deck: 'untested', nodes: [] });
    expect(found.sentence).toContain(sentence);
  });
});

describe('a message that leaves something out', () => {
  it('asks for what is missing', async () => {
    const found = await view(estate(ec2), 'AccessDenied: Access Denied');
    expect(found).toMatchObject({
      missing: ['principal', 'action', 'resource'],
      diagnosis: null,
    });
  });

  it('is answered with what the person adds', async () => {
    const found = await diagnosisOf(
      estate(trust({ AWS: PROD })),
      'An error occurred (AccessDenied) when calling the AssumeRole operation: Access denied',
      { principal: CI, resource: DEPLOY },
    );
    expect(found).toMatchObject({ refusingId: 'trust' });
  });

  it('says how an encoded message is read', async () => {
    const found = await view(
      estate(ec2),
      `UnauthorizedOperation: You are not authorized to perform this operation. Encoded authorization failure message: ${'x'.repeat(40)}`,
    );
    expect(found.read?.hasEncodedMessage).toBe(true);
    expect(found.missingSentence).toContain('decode-authorization-message');
  });

  it('takes the one provider of the role for the caller of a sign-in by token', async () => {
    const provider = arnOf(PROD, 'oidc-provider/token.actions.githubusercontent.com');
    const github = document({
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:sub': 'repo:acme/app:ref:refs/heads/main',
        },
      },
    });
    const deploy = role(PROD, 'deploy', github);
    const providers = [{ Arn: provider, Url: 'x', ClientIDList: ['sts.amazonaws.com'] }];
    const world = workspaceOf({
      [PROD]: account([deploy], { OpenIDConnectProviders: providers }),
    });
    const message = 'Not authorized to perform sts:AssumeRoleWithWebIdentity';
    const found = await diagnosisOf(world, message, { resource: DEPLOY });
    expect(found.deck).toBe('conditional');
    expect(found.sentence).toContain(
      'only if the token is for workflow runs of the branch main',
    );
  });

  it('is no message at all', async () => {
    const found = await view(estate(ec2), 'good morning');
    expect(found).toMatchObject({ read: null, diagnosis: null });
    expect(found.missingSentence).toContain('does not read like');
  });

  it('is about no policy at all, and says the gate before it', async () => {
    const found = await view(
      estate(ec2),
      'InvalidIdentityToken: Incorrect token audience',
    );
    expect(found.missingSentence).toContain('The gate is the provider');
  });
});

it('is for people who may read the inventory', async () => {
  const { deps, actor } = estate(ec2);
  const nobody = { ...actor, role: 'nobody' as never };
  const question = { message: denied(), principal: '', action: '', resource: '' };
  const found = await diagnoseDenial(deps, nobody, question);
  expect(found).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
});
