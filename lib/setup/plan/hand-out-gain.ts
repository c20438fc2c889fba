import type { PlanGainView } from '../plan-views';
import type { Access, Worlds } from '../recipes/recipe';
import { deckIn, partyOf } from './turns';

/** That the console may take the role by the plan, where it may; it gives it to nobody by itself. */
export function handOutGains(
  {
    request,
    place,
    deed,
  }: Pick<Access, 'request' | 'deed'> & {
    place: Pick<Access['place'], 'roleArn'>;
  },
  { today, after, nameOf }: Worlds,
): PlanGainView[] {
  const consoleArn = 'consoleArn' in request ? request.consoleArn : null;
  if (typeof consoleArn !== 'string') return [];
  return [
    {
      who: partyOf(consoleArn, nameOf),
      how: 'hands it out to the people and groups to whom it is given here',
      today: deckIn(today, consoleArn, place.roleArn),
      after: deckIn(after, consoleArn, place.roleArn),
      gains: deed,
    },
  ];
}
