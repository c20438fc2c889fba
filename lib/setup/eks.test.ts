import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { DATA, readings } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

const HOST = 'oidc.eks.eu-west-1.amazonaws.com/id/9F2C41D07A5B4E8C';
const PROVIDER = `arn:aws:iam::${DATA}:oidc-provider/${HOST}`;
const GOOD = {
  recipe: 'eks',
  issuerUrl: `https://${HOST}`,
  namespace: 'payments',
  serviceAccount: 'api',
  bucket: 'app-logs',
} as const satisfies Partial<DraftFields>;

function world() {
  const read = readings();
  const data = read[DATA];
  if (data)
    data.OpenIDConnectProviders = [
      { Arn: PROVIDER, Url: HOST, ClientIDList: ['sts.amazonaws.com'] },
    ];
  return fakeConsole({ world: read });
}
const seen = (fields: Partial<DraftFields>) => previewOf({ ...GOOD, ...fields }, world());

it('3.12, 2.2: lets in the pods of one service account, by exact audience and subject', async () => {
  const view = await seen({});
  expect(view.fieldErrors).toEqual({});
  expect(view.suggestedRoleName).toBe('x-eks-api');
  expect(view.bridge.sentence).toBe(
    'Pods of the service account payments/api can read app-logs in Data.',
  );
  expect(JSON.parse(view.documents[0]?.json ?? '{}').Statement).toEqual([
    {
      Sid: 'ServiceAccountsMayAssume',
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${HOST}:aud`]: 'sts.amazonaws.com',
          [`${HOST}:sub`]: 'system:serviceaccount:payments:api',
        },
      },
    },
  ]);
});

it('offers the clusters that an account has a provider for', async () => {
  const view = await seen({ issuerUrl: '' });
  expect(view.missing).toEqual(['issuerUrl']);
  expect(view.choices?.providers.map(({ id }) => id)).toEqual([`https://${HOST}`]);
});

it.each([HOST, PROVIDER, `https://${HOST}/`])(
  'takes %s for the cluster',
  async (issuerUrl) => {
    const view = await seen({ issuerUrl });
    expect(view.fieldErrors).toEqual({});
    expect(view.documents[0]?.json).toContain(PROVIDER);
  },
);

it.each([
  ['issuerUrl', { issuerUrl: 'https://gitlab.com' }, 'describe-cluster'],
  ['issuerUrl', { issuerUrl: '9F2C41D07A5B4E8C' }, 'describe-cluster'],
  ['namespace', { namespace: '*' }, 'Name one namespace'],
  ['namespace', { namespace: 'Payments' }, 'lower-case'],
  ['serviceAccount', { serviceAccount: 'api-*' }, 'Name one service account'],
  ['serviceAccount', { serviceAccount: 'a:b' }, 'lower-case'],
] as const)('says at %s what is wrong with %o', async (field, fields, word) => {
  expect((await seen({ ...fields })).fieldErrors[field]).toContain(word);
});
