import { expect, it } from 'vitest';
import { LIST, S3 } from '../fakes/vocabulary';
import { keyOptions } from './complete-conditions';

it.each([
  ['s3:ExistingObjectTag/<key>', 's3:ExistingObjectTag/'],
  [`events:Metadata/\${MetadataKey}/Matcher`, 'events:Metadata/'],
])('offers %s up to the name of one’s own', (key, label) => {
  const words = { ...S3, keys: [{ key, type: 'String', says: '' }] };
  const [first] = keyOptions(LIST, [words], { isFollowed: false });
  expect(first).toMatchObject({ label });
});
