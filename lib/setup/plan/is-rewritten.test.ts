import { expect, it } from 'vitest';
import type { AwsTarget } from '@/lib/ports';
import { DATA, TOOLING } from '../fakes/inventory';
import { placeOf } from './is-rewritten';

it('takes a policy that is made and the document of it for one place', () => {
  const policyArn = `arn:aws:iam::${DATA}:policy/AllowAssume`;
  const made: AwsTarget = { kind: 'managed-policy', policyArn };
  const changed: AwsTarget = { kind: 'policy-document', policyArn };
  const place = placeOf({ accountId: DATA, target: made });
  expect(placeOf({ accountId: DATA, target: changed })).toBe(place);
  expect(placeOf({ accountId: TOOLING, target: changed })).not.toBe(place);
});
