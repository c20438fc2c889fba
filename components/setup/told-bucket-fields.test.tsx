import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { PreviewView } from '@/lib/setup/preview-view';
import { DraftFields } from '@/lib/setup/schema';
import { ToldBucketFields } from './told-bucket-fields';

/** The form with this typed, and the newest verdict, which may be of an earlier text. */
const show = (bucket: string, verdict: Partial<PreviewView> | null): string =>
  renderToStaticMarkup(
    <ToldBucketFields
      form={{
        fields: DraftFields.parse({ recipe: 'bucket-policy', bucket }),
        set: () => undefined,
        preview: verdict && (verdict as PreviewView), // no more of it is looked at
        isFresh: false,
        errorOf: () => undefined,
        warningOf: () => undefined,
        searchUrl: '/search',
      }}
    />,
  );

it('offers an owner’s word only once the bucket was looked for and not found', () => {
  expect(show('their-logs', null)).toBe('');
  expect(show('their-logs', { found: null })).toBe('');
  expect(show('their-logs', { unknownBucket: 'their-log' })).toBe('');
  expect(show('their-logs', { unknownBucket: 'their-logs' })).toContain('checkbox');
});
