import { expect, it } from 'vitest';
import { sameAsCommand } from './same-as-command';
import { wholeLimits } from './session-limits';

const role = {
  roleArn: 'arn:aws:iam::777788889999:role/deploy',
  isByToken: false,
  externalId: null,
  grantLimits: wholeLimits({}),
  takesSourceIdentity: true,
  takesTags: true,
  tags: null,
};
const facts = {
  role,
  recordedAs: 'db-mei',
  durationSeconds: 900,
  limits: wholeLimits({}),
  endpointUrl: null,
};

it('is the call of the console, as the AWS CLI would make it', () => {
  expect(sameAsCommand(facts)).toBe(
    `aws sts assume-role \\
  --role-arn arn:aws:iam::777788889999:role/deploy \\
  --role-session-name db-mei-xxxxxxxx \\
  --duration-seconds 900 \\
  --source-identity db-mei`,
  );
});

it('says all that goes with it', () => {
  const tags = { 'db-request': 'r1', 'db-ticket': "Mei's 1" };
  const whole = {
    ...facts,
    role: {
      ...role,
      tags,
      externalId: 'db1-x',
      grantLimits: wholeLimits({ isReadOnly: true }),
    },
    limits: wholeLimits({ services: ['s3'] }),
    endpointUrl: 'http://127.0.0.1:4001',
  };
  expect(sameAsCommand(whole)).toBe(
    String.raw`aws sts assume-role \
  --role-arn arn:aws:iam::777788889999:role/deploy \
  --role-session-name db-mei-xxxxxxxx \
  --duration-seconds 900 \
  --external-id db1-x \
  --source-identity db-mei \
  --tags Key=db-request,Value=r1 'Key=db-ticket,Value=Mei'\''s 1' \
  --transitive-tag-keys db-request db-ticket \
  --policy '{"Version":"2012-10-17","Statement":[{"Sid":"OnlyTheseServices","Effect":"Deny","NotAction":["s3:*"],"Resource":"*"}]}' \
  --policy-arns arn=arn:aws:iam::aws:policy/ReadOnlyAccess \
  --endpoint-url http://127.0.0.1:4001`,
  );
});

it('goes by a token where the role trusts the issuer, which says who and why', () => {
  const command = sameAsCommand({ ...facts, role: { ...role, isByToken: true } });
  expect(command).toContain('aws sts assume-role-with-web-identity');
  expect(command).toContain('--web-identity-token file://token-of-this-console');
  expect(command).not.toContain('--source-identity');
});

it('is not shown for what the grant does not allow', () => {
  const grantLimits = wholeLimits({ services: ['s3'] });
  const limits = wholeLimits({ services: ['ec2'] });
  expect(sameAsCommand({ ...facts, role: { ...role, grantLimits }, limits })).toBeNull();
});
