import { expect, it } from 'vitest';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { lintSubject } from '@/lib/iam/findings/lint-subject';
import { fakeConsole } from './fakes/console';
import { DATA, readings } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

const PROVIDERS = [
  ['token.actions.githubusercontent.com', 'sts.amazonaws.com'],
  ['gitlab.com', 'https://gitlab.com'],
  ['oidc.eks.eu-west-1.amazonaws.com/id/9F2C', 'sts.amazonaws.com'],
] as const;
const CORP = `arn:aws:iam::${DATA}:saml-provider/corp`;

function inventory() {
  const world = readings();
  const data = world[DATA];
  if (!data) throw new Error('The inventory has no Data.');
  data.OpenIDConnectProviders = PROVIDERS.map(([Url, aud]) => ({
    Arn: `arn:aws:iam::${DATA}:oidc-provider/${Url}`,
    Url,
    ClientIDList: [aud],
  }));
  data.SAMLProviders = [{ Arn: CORP }];
  return { world, data };
}

const ci = { recipe: 'ci-oidc', repository: 'acme/shop', runName: 'main' } as const;

it.each<Partial<DraftFields>>([
  ci,
  { ...ci, runName: '*' },
  { ...ci, repository: 'acme@1/*', subjectForm: 'both' },
  { ...ci, runs: 'pull-request' },
  { ...ci, issuerKind: 'gitlab' },
  {
    recipe: 'eks',
    issuerUrl: 'https://oidc.eks.eu-west-1.amazonaws.com/id/9F2C',
    namespace: 'payments',
    serviceAccount: 'api',
  },
  { recipe: 'aws-service', service: 'states.amazonaws.com' },
  { recipe: 'saml', samlProvider: CORP },
  {
    recipe: 'identity-center',
    accessApplication: `arn:aws:account-access:eu-west-1:${DATA}:application/aam-1`,
  },
])('writes a trust that no finding is about: %o', async (fields) => {
  const { world, data } = inventory();
  const view = await previewOf({ bucket: 'app-logs', ...fields }, fakeConsole({ world }));
  expect(view.fieldErrors).toEqual({});
  expect(view.missing).toEqual([]);
  const Arn = `arn:aws:iam::${DATA}:role/x-tried`;
  const role = {
    Path: '/',
    RoleName: 'x-tried',
    RoleId: 'AROATRIED',
    Arn,
    AssumeRolePolicyDocument: view.documents[0]?.json,
  };
  const tried = { ...data, RoleDetailList: [...data.RoleDetailList, role] };
  const facts = collectFacts({ accounts: { ...world, [DATA]: tried } });
  expect(lintSubject(facts, Arn).map(({ code }) => code)).toEqual([]);
});
