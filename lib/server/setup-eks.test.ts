import { ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { DATA } from './test-aws';
import { useSetupWorld } from './test-setup';

const ISSUER = 'https://oidc.eks.eu-west-1.amazonaws.com/id/9F2C41D07A5B4E8C';
const world = useSetupWorld();

it('2.2, 3.12: makes the provider of a cluster, lets the pods of one service account in, and undoes both', async () => {
  const planId = await world().planFor({
    who: '',
    recipe: 'eks',
    issuerUrl: ISSUER,
    namespace: 'payments',
    serviceAccount: 'api',
    bucket: 'app-logs',
    access: 'write',
    roleName: 'x-eks-api',
  });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'assume-as-another-account denied',
    'assume-from-another-namespace denied',
    'assume-for-another-audience denied',
    'assume-as-another denied',
    'put works',
    'list denied',
    'get denied',
    'head denied',
    'delete denied',
  ]);
  expect(view.state).toBe('proven');
  const { iam } = await world().practice.admin(DATA);
  const providers = async () =>
    (await iam.send(new ListOpenIDConnectProvidersCommand({}))).OpenIDConnectProviderList;
  expect((await providers())?.length).toBe(1);
  await world().undoAndRun(planId, 'x-eks-api');
  expect(await providers()).toEqual([]);
  expect((await world().viewOf(planId)).state).toBe('undone');
});
