import { nameOfArn } from '@/lib/core/arn';
import type { FoundBucket } from '../fields/bucket';
import type { Who } from '../fields/who';
import type { Sides } from './names';

/** `ci-deploy`, `ops (3 members)` */
export const sayWho = ({ kind, name, trustable }: Who): string =>
  kind === 'group' ? `${name} (${sayCount(trustable.length, 'member')})` : name;

export const sayCount = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

export const sidesOf = (who: Who, bucket: FoundBucket): Sides => ({
  who: sayWho(who),
  trustedName: who.account.name,
  trustingName: bucket.account.name,
  trustedIsProduction: who.account.isProduction,
  trustingIsProduction: bucket.account.isProduction,
  isOutside: false,
});

const NAMES_MAX = 5;

/** `3 members: anna, lee, mei` */
export function sayMembers({ trustable }: Who): string {
  const names = trustable.slice(0, NAMES_MAX).map(nameOfArn).join(', ');
  const more = trustable.length - NAMES_MAX;
  return `${sayCount(trustable.length, 'member')}: ${names}${more > 0 ? ` and ${more} more` : ''}`;
}
