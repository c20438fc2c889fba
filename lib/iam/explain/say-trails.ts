import { sayTime } from '@/lib/core/say-time';
import type { CollectedAccount, CollectedTrail } from '../world';

/** Whether what happens in an account is kept. `unknown`: nobody read it. */
export type TrailsView = { state: 'ok' | 'attention' | 'unknown'; sentence: string };

/**
 * Whether what happens in an account is kept, by its latest reading. CloudTrail's own history
 * goes back 90 days, whether there is a trail or not.
 *
 * @param account null where it was not read
 */
export function sayTrails(
  account: Pick<CollectedAccount, 'Trails'> | null,
  missingPermissions: readonly string[],
): TrailsView {
  if (!account?.Trails) return unknown(missingPermissions);
  const logging = account.Trails.filter(({ IsLogging }) => IsLogging);
  const whole = logging.find(({ IsMultiRegion }) => IsMultiRegion);
  if (whole) return { state: 'ok', sentence: sayTrail(whole, 'of all Regions') };
  const refused = account.Trails.filter(({ IsLogging }) => IsLogging === null);
  const hidden = refused.find(({ IsMultiRegion }) => IsMultiRegion);
  if (hidden) return unreadable(hidden);
  const [single] = logging;
  if (single)
    return {
      state: 'attention',
      sentence: `${sayTrail(single, 'of one Region')} What happens in other Regions is not kept past 90 days.`,
    };
  if (refused[0]) return unreadable(refused[0]);
  const [silent] = account.Trails;
  return {
    state: 'attention',
    sentence: silent
      ? `Trail ${silent.Name} is off. ${NOT_KEPT}`
      : `No trail of all Regions, and none of the Region that was read. ${NOT_KEPT}`,
  };
}

// Trails of one other Region are not read, nor are event data stores.
const NOT_KEPT =
  'Unless a trail of another Region or an event data store keeps it, what happens here is gone after 90 days.';

const sayTrail = ({ Name, Since }: CollectedTrail, of: string): string =>
  `Trail ${Name}, ${of}, is logging${Since ? ` since ${sayTime(Since)}` : ''}.`;

/** Another account may own it: then no permission of this one is enough. */
const unreadable = ({ Name }: CollectedTrail): TrailsView => ({
  state: 'unknown',
  sentence: `Whether trail ${Name} is logging could not be read: AWS refused cloudtrail:GetTrailStatus.`,
});

function unknown(missing: readonly string[]): TrailsView {
  const refused = missing.filter((action) => action.startsWith('cloudtrail:'));
  return {
    state: 'unknown',
    sentence:
      refused.length > 0
        ? `May not be read: ${refused.join(', ')}.`
        : 'Not read. Read the account again.',
  };
}
