import { nameOfArn } from '@/lib/core/arn';
import type { StoredAccount } from '@/lib/ports';
import type { Who, WhoOrAccount } from '../fields/who';
import type { Sides } from './names';

/** `ci-deploy`, `ops (3 members)`, `anyone in Tooling` */
export function sayWho({ kind, name, trustable }: WhoOrAccount): string {
  if (kind === 'account') return `anyone in ${name}`;
  return kind === 'group' ? `${name} (${sayCount(trustable.length, 'member')})` : name;
}

export const sayCount = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

export const sidesOf = (who: WhoOrAccount, trusting: StoredAccount): Sides => ({
  who: sayWho(who),
  trustedName: who.account.name,
  trustingName: trusting.name,
  trustedIsProduction: who.account.isProduction,
  trustingIsProduction: trusting.isProduction,
  isOutside: false,
});

const NAMES_MAX = 5;

/** `3 members: anna, lee, mei` */
export function sayMembers({ trustable }: Who): string {
  const names = trustable.slice(0, NAMES_MAX).map(nameOfArn).join(', ');
  const more = trustable.length - NAMES_MAX;
  return `${sayCount(trustable.length, 'member')}: ${names}${more > 0 ? ` and ${more} more` : ''}`;
}
