import { expect, it } from 'vitest';
import { iamVocabulary } from './iam-vocabulary';

it('knows the services of AWS and the keys that all of them know', async () => {
  const { services, globalKeys } = await iamVocabulary.list();
  expect(services).toContainEqual({ id: 's3', name: 'Amazon S3' });
  expect(services.length).toBeGreaterThan(300);
  expect(globalKeys.map(({ key }) => key)).toContain('aws:PrincipalOrgID');
});

it('describes the actions, keys and resources of a service', async () => {
  const s3 = await iamVocabulary.serviceOf('s3');
  expect(s3?.actions).toContainEqual({
    name: 'GetObject',
    level: 'Read',
    says: 'Retrieve objects from Amazon S3',
    resources: expect.arrayContaining(['object']),
  });
  expect(s3?.keys.map(({ key }) => key)).toContain('s3:prefix');
  expect(s3?.resources).toContainEqual({
    name: 'bucket',
    arn: `arn:\${Partition}:s3:::\${BucketName}`,
  });
});

it.each(['s4', '', '../package', 's3/../../package', 'constructor', '__proto__'])(
  'knows no service %j',
  async (id) => {
    expect(await iamVocabulary.serviceOf(id)).toBeNull();
  },
);

it('can describe every service', async () => {
  const { services } = await iamVocabulary.list();
  const all = await Promise.all(services.map(({ id }) => iamVocabulary.serviceOf(id)));
  expect(all.filter((one) => one === null)).toEqual([]);
});
