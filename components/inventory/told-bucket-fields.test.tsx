import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { NOTHING_TOLD, type ToldTexts } from '@/lib/core/told-bucket';
import type { AskedBucket } from '@/lib/inventory/doctor/diagnosis';
import { ToldBucketFields } from './told-bucket-fields';

const show = (told: Partial<ToldTexts> = {}, errors: AskedBucket['errors'] = {}) =>
  renderToStaticMarkup(
    <ToldBucketFields
      asked={{ name: 'their-logs', errors }}
      told={{ ...NOTHING_TOLD, ...told }}
      onChange={() => undefined}
    />,
  );

it('asks whose bucket it is, and for its key’s policy only once a key is told', () => {
  expect(show()).toContain('No account that was read here has their-logs.');
  expect(show()).not.toContain('The key’s policy as it stands');
  expect(show({ bucketKey: 'arn:aws:kms:x' })).toContain('The key’s policy as it stands');
});

it('says at a field what is wrong with it', () => {
  const why = 'An AWS account ID has 12 digits.';
  expect(show({ bucketOwner: '12' })).not.toContain(why);
  expect(show({ bucketOwner: '12' }, { bucketOwner: why })).toContain(why);
});
