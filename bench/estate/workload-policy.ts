import { REGION, TEAMS } from './account-plan';
import { allow, deny, type Policy, policy, type Statement } from './policy';
import type { Scene } from './scene';

const NUMBERED = 60;

/** Permissions that no crossing needs: most of the bytes of what is collected. */
export function workloadPolicy(scene: Scene): Policy {
  const statements = [...storage(scene), ...messages(scene), ...machines(scene)];
  return policy(...scene.random.sample(statements, 2 + scene.random.below(4)));
}

function storage({ account, random }: Scene): Statement[] {
  const team = random.pick(TEAMS);
  const bucket = `arn:aws:s3:::${team}-${account.id}-${random.below(NUMBERED)}`;
  const table = `arn:aws:dynamodb:${REGION}:${account.id}:table/${team}-${random.below(NUMBERED)}`;
  return [
    allow(['s3:ListBucket', 's3:GetBucketLocation'], bucket),
    allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], `${bucket}/*`),
    allow(
      ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:PutItem'],
      [table, `${table}/index/*`],
    ),
    deny(['s3:DeleteBucket', 's3:PutBucketPolicy'], '*'),
  ];
}

function messages({ account, random }: Scene): Statement[] {
  const place = `${REGION}:${account.id}`;
  const team = random.pick(TEAMS);
  return [
    allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
      `arn:aws:sqs:${place}:${team}-*`,
    ),
    allow('sns:Publish', `arn:aws:sns:${place}:${team}-events`),
    allow(
      ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:CreateLogGroup'],
      `arn:aws:logs:*:${account.id}:log-group:/aws/*`,
    ),
  ];
}

function machines({ account, random }: Scene): Statement[] {
  const place = `${REGION}:${account.id}`;
  return [
    allow(['kms:Decrypt', 'kms:GenerateDataKey'], `arn:aws:kms:${place}:key/*`, {
      StringEquals: { 'kms:ViaService': `s3.${REGION}.amazonaws.com` },
    }),
    allow(
      'secretsmanager:GetSecretValue',
      `arn:aws:secretsmanager:${place}:secret:${random.pick(TEAMS)}/*`,
    ),
    allow(['ec2:Describe*', 'autoscaling:Describe*'], '*'),
    allow('ssm:GetParameter*', `arn:aws:ssm:${place}:parameter/${random.pick(TEAMS)}/*`),
  ];
}
