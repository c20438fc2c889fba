import { expect, it } from 'vitest';
import { listedPolicies, policiesFor, withoutPolicy, withPolicy } from './policy-list';

const policies = ['ReadOnlyAccess', 'AmazonS3ReadOnlyAccess', 'Billing'].map((name) => ({
  arn: `arn:aws:iam::aws:policy/${name}`,
  name,
  detail: 'of AWS',
}));
const [READ = ''] = policies.map(({ arn }) => arn);

it('keeps picked policies once each, and takes one off again', () => {
  const two = withPolicy(withPolicy(withPolicy('', READ), ' ops '), READ);
  expect(listedPolicies(two)).toEqual([READ, 'ops']);
  expect(withoutPolicy(two, READ)).toBe('ops');
});

it('offers what fits the typed letters in any case, and not what was picked', () => {
  const names = (picked: string, typed: string) =>
    policiesFor(policies, picked, typed).map(({ label }) => label);
  expect(names('', 'readonly')).toEqual([
    'ReadOnlyAccess, of AWS',
    'AmazonS3ReadOnlyAccess, of AWS',
  ]);
  expect(names(READ, 'readonly')).toEqual(['AmazonS3ReadOnlyAccess, of AWS']);
  expect(names('Billing', '')).toHaveLength(2);
  expect(names('', 'nothing')).toEqual([]);
});
