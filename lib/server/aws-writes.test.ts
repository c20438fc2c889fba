import { expect, it } from 'vitest';
import { DATA, TOOLING, usePracticeAws, worked } from './test-aws';

const bench = usePracticeAws();

const roleName = 'x-written-by-test';
const closed = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Nobody',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sts:AssumeRole',
    },
  ],
});
const policy =
  '{ "Version": "2012-10-17",\n "Statement": {"Effect":"Deny","Action":"*","Resource":"*"} }';
const role = { kind: 'role', roleName } as const;
const inline = {
  kind: 'inline-policy',
  principal: 'role',
  principalName: roleName,
  policyName: 'p',
} as const;

it('makes a role with tags, gives it a policy, and reads both back byte for byte', async () => {
  const at = bench().inPractice(DATA);
  expect(worked(await bench().aws.readTarget(at, role))).toEqual({ exists: false });
  const made = await bench().aws.write(at, {
    kind: 'create-role',
    roleName,
    path: '/drawbridge-managed/',
    description: 'Made by a test.',
    maxSessionSeconds: 3600,
    trust: closed,
    tags: { 'drawbridge:plan': 'p1', 'drawbridge:step': '1' },
  });
  expect(worked(made).requestId).not.toBe('');
  expect(worked(await bench().aws.readTarget(at, role))).toMatchObject({
    exists: true,
    tags: { 'drawbridge:plan': 'p1', 'drawbridge:step': '1' },
  });
  worked(
    await bench().aws.write(at, {
      ...inline,
      kind: 'put-inline-policy',
      document: policy,
    }),
  );
  expect(worked(await bench().aws.readTarget(at, inline))).toMatchObject({
    document: policy,
  });
});

it('tells that the role exists already', async () => {
  const again = await bench().aws.write(bench().inPractice(DATA), {
    kind: 'create-role',
    roleName,
    path: '/',
    description: '',
    maxSessionSeconds: 3600,
    trust: closed,
    tags: {},
  });
  expect(again).toMatchObject({
    ok: false,
    error: { code: expect.stringMatching(/^EntityAlreadyExists/) },
  });
});

it('calls a principal that is not there an invalid one', async () => {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${TOOLING}:role/nobody` },
        Action: 'sts:AssumeRole',
      },
    ],
  });
  const put = await bench().aws.write(bench().inPractice(DATA), {
    kind: 'put-trust',
    roleName,
    document,
  });
  expect(put).toMatchObject({
    ok: false,
    error: {
      code: expect.stringMatching(/^MalformedPolicyDocument/),
      message: expect.stringMatching(/invalid principal/i),
    },
  });
});

it('removes a policy, finds it done the second time, and removes the role', async () => {
  const at = bench().inPractice(DATA);
  const removal = { ...inline, kind: 'delete-inline-policy' } as const;
  worked(await bench().aws.write(at, removal));
  expect(worked(await bench().aws.write(at, removal))).toEqual({ requestId: '' });
  worked(await bench().aws.write(at, { kind: 'delete-role', roleName }));
  expect(worked(await bench().aws.readTarget(at, role))).toEqual({ exists: false });
});

it('never touches the console’s own roles', async () => {
  const put = await bench().aws.write(bench().inPractice(DATA), {
    kind: 'put-inline-policy',
    principal: 'role',
    principalName: 'drawbridge-inventory',
    policyName: 'more',
    document: policy,
  });
  expect(put).toMatchObject({ ok: false, error: { code: 'AccessDenied' } });
});
