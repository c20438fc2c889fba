import { beforeAll, expect, it } from 'vitest';
import { makeSamlProvider } from '@/lib/practice/test-saml-provider';
import { DATA } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const FIELDS = {
  who: '',
  recipe: 'saml',
  samlProvider: `arn:aws:iam::${DATA}:saml-provider/corp`,
  bucket: 'app-logs',
  access: 'write',
} as const;

beforeAll(async () => {
  const { practice, deps, actor } = world();
  await makeSamlProvider(practice, DATA);
  await deps.readAgain(actor.workspaceId, [DATA]);
});

const outcomes = async (planId: string) =>
  (await world().viewOf(planId)).proof?.checks.map(
    ({ id, outcome }) => `${id} ${outcome}`,
  );

it('3.7: lets one person in by a signed assertion, and nobody else', async () => {
  const roleName = 'x-saml-anna';
  const planId = await world().planFor({
    ...FIELDS,
    samlPeople: 'subject',
    samlValue: 'anna@acme.example',
    roleName,
  });
  await world().applyAndRun(planId);
  expect(await outcomes(planId)).toEqual([
    'assume works',
    'assume-as-another-person denied',
    'assume-for-another-service denied',
    'assume-as-another denied',
    'put works',
    'list denied',
    'get denied',
    'head denied',
    'delete denied',
  ]);
  expect((await world().viewOf(planId)).state).toBe('proven');
  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
});

it('says that an affiliation was not tested, and what it would come to', async () => {
  const planId = await world().planFor({
    ...FIELDS,
    samlPeople: 'affiliation',
    samlValue: 'staff',
    roleName: 'x-saml-staff',
  });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  expect(view.proof?.checks.map(({ code }) => code).slice(0, 3)).toEqual([
    'Not tested: no assertion with an affiliation can be made here. By evaluation: it works.',
    'Not tested: no assertion with an affiliation can be made here. By evaluation: denied.',
    'Not tested: no assertion with an affiliation can be made here. By evaluation: denied.',
  ]);
  expect(view.state).toBe('applied');
});

it('keeps out whoever breaks a guard, by real assertions', async () => {
  const roleName = 'x-saml-guarded';
  const planId = await world().planFor({
    ...FIELDS,
    access: 'custom',
    trustingAccount: DATA,
    customPolicy:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}',
    requireSessionName: true,
    sessionNames: 'corp-*',
    requireSessionTags: true,
    sessionTags: 'team=web|api',
    requireSourceIdentity: true,
    sourceIdentities: 'anna',
    requireEnd: true,
    endsAt: '2090-01-31T00:00:00Z',
    roleName,
  });
  await world().applyAndRun(planId);
  expect(await outcomes(planId)).toEqual([
    'assume works',
    'assume-for-another-service denied',
    'assume-after-end not-tested',
    'assume-with-wrong-session-name denied',
    'assume-without-source-identity denied',
    'assume-with-wrong-source-identity denied',
    'assume-without-tags denied',
    'assume-with-wrong-tag denied',
    'assume-with-further-tag denied',
    'assume-as-another denied',
    'may-1 not-tested',
  ]);
  expect((await world().viewOf(planId)).state).toBe('proven');
});
