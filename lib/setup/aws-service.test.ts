import { expect, it } from 'vitest';
import { DATA, TOOLING } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

const GOOD = {
  recipe: 'aws-service',
  service: 'states.amazonaws.com',
  bucket: 'app-logs',
} as const satisfies Partial<DraftFields>;
const ARN = `arn:aws:states:eu-west-1:${DATA}:stateMachine:nightly`;

const seen = (fields: Partial<DraftFields>) => previewOf({ ...GOOD, ...fields });

async function trustOf(fields: Partial<DraftFields>) {
  const view = await seen(fields);
  expect(view.fieldErrors).toEqual({});
  return JSON.parse(view.documents[0]?.json ?? '{}').Statement;
}

it('4.2: lets a service in for this account’s own resources, and says why', async () => {
  expect(await trustOf({})).toEqual([
    {
      Sid: 'ServiceMayAssume',
      Effect: 'Allow',
      Principal: { Service: 'states.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': DATA } },
    },
  ]);
  const view = await seen({});
  expect(view.suggestedRoleName).toBe('x-states-role');
  expect(view.bridge.sentence).toBe('Step Functions can read app-logs in Data.');
  expect(view.guards.map(({ field }) => field)).toEqual(['sourceGuard']);
});

it('narrows it to one resource', async () => {
  const fields = { sourceGuard: 'arn', sourceArn: ARN } as const;
  expect((await trustOf(fields))[0].Condition).toEqual({
    ArnLike: { 'aws:SourceArn': ARN },
    StringEquals: { 'aws:SourceAccount': DATA },
  });
  expect((await seen({ sourceGuard: 'arn' })).missing).toEqual(['sourceArn']);
});

it('lets the agent of Pod Identity tag its sessions', async () => {
  const fields = { service: 'pods.eks.amazonaws.com', sourceGuard: 'none' } as const;
  expect((await trustOf(fields))[0].Action).toEqual(['sts:AssumeRole', 'sts:TagSession']);
});

it.each([
  ['service', { service: 'lambda' }, 'lambda.amazonaws.com'],
  ['service', { service: '*.amazonaws.com' }, 'no pattern'],
  ['sourceArn', { sourceGuard: 'arn', sourceArn: 'nightly' }, 'ARN of a resource'],
  ['sourceArn', { sourceGuard: 'arn', sourceArn: 'arn:aws:states:*:*:*' }, 'strangers'],
  [
    'sourceArn',
    { sourceGuard: 'arn', sourceArn: ARN.replace(DATA, TOOLING) },
    `of account ${TOOLING}`,
  ],
  [
    'sourceArn',
    { sourceGuard: 'arn', sourceArn: ARN.replace('arn:aws:', 'arn:aws-cn:') },
    'of partition aws-cn',
  ],
] as const)('says at %s what is wrong with %o', async (field, fields, word) => {
  expect((await seen(fields)).fieldErrors[field]).toContain(word);
});

it.each([
  ['sourceGuard', { sourceGuard: 'none' }, 'another customer'],
  ['sourceGuard', { service: 'ec2.amazonaws.com' }, 'not known to say'],
  ['service', { service: 'ec2.amazonaws.com' }, 'instance profile'],
] as const)('warns at %s of %o', async (field, fields, word) => {
  expect((await seen(fields)).fieldWarnings[field]).toContain(word);
});
