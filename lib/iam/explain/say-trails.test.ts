import { expect, it } from 'vitest';
import { sayTrails } from './say-trails';

const NOT_KEPT =
  'Unless a trail of another Region or an event data store keeps it, what happens here is gone after 90 days.';
const trail = { Name: 'acme', IsMultiRegion: true, IsLogging: true, Since: null };

it.each([
  [[trail], 'ok', 'Trail acme, of all Regions, is logging.'],
  [
    [
      { ...trail, IsLogging: false },
      { ...trail, Name: 'second' },
    ],
    'ok',
    'Trail second, of all Regions, is logging.',
  ],
  [
    [{ ...trail, IsMultiRegion: false }],
    'attention',
    'Trail acme, of one Region, is logging. What happens in other Regions is not kept past 90 days.',
  ],
  [[{ ...trail, IsLogging: false }], 'attention', `Trail acme is off. ${NOT_KEPT}`],
  [
    [],
    'attention',
    `No trail of all Regions, and none of the Region that was read. ${NOT_KEPT}`,
  ],
] as const)('says of %j', (Trails, state, sentence) => {
  expect(sayTrails({ Trails: [...Trails] }, [])).toEqual({ state, sentence });
});

const REFUSED =
  'Whether trail theirs is logging could not be read: AWS refused cloudtrail:GetTrailStatus.';
const theirs = { ...trail, Name: 'theirs', IsLogging: null };
const oneRegion = { ...trail, IsMultiRegion: false };

it.each([
  [[theirs, trail], 'ok', 'Trail acme, of all Regions, is logging.'],
  [[oneRegion, theirs], 'unknown', REFUSED],
  [[{ ...trail, IsLogging: false }, theirs], 'unknown', REFUSED],
  [[{ ...theirs, IsMultiRegion: false }], 'unknown', REFUSED],
] as const)(
  'says of %j that a trail could not be read only where no other answers',
  (Trails, state, sentence) => {
    expect(sayTrails({ Trails: [...Trails] }, [])).toEqual({ state, sentence });
  },
);

it('says since when a trail is logging', () => {
  const Trails = [{ ...trail, Since: '2026-01-02T03:04:00.000Z' }];
  expect(sayTrails({ Trails }, []).sentence).toContain('is logging since');
});

it('names the permission by which trails could be read', () => {
  expect(sayTrails({}, ['s3:GetBucketPolicy', 'cloudtrail:DescribeTrails'])).toEqual({
    state: 'unknown',
    sentence: 'May not be read: cloudtrail:DescribeTrails.',
  });
  expect(sayTrails(null, []).state).toBe('unknown');
});
