import { pushTo } from '@/lib/core/push-to';
import type { Template } from '../parse/template';
import { mayFit, startOf } from './role-range';

/** Things by the patterns of roles that they aim at: each where it tells most. */
export type ByAim<Thing> = {
  byRoleArn: Map<string, Thing[]>;
  /** Patterns that name an account, by that. */
  byAccount: Map<string, Map<string, Aimed<Thing>>>;
  byPattern: Map<string, Aimed<Thing>>;
};

type Aimed<Thing> = { pattern: Template; things: Thing[] };

/** A role by what finds it. */
export type Wanted = { roleArn: string; accountId: string };

export const makeByAim = <Thing>(): ByAim<Thing> => ({
  byRoleArn: new Map(),
  byAccount: new Map(),
  byPattern: new Map(),
});

const ROLE_OF_ACCOUNT = /^arn:[^:]*:iam::(\d{12}):/;

/** The account whose roles alone a pattern can fit; null where it leaves that open. */
export const accountAimedAt = (pattern: Template): string | null =>
  ROLE_OF_ACCOUNT.exec(startOf(pattern))?.[1] ?? null;

/** The one ARN that a pattern fits; null where it can be several. */
export const arnAimedAt = ({ constant }: Template): string | null =>
  constant && !constant.glob.hasWildcards ? constant.glob.tokens : null;

export function addAim<Thing>(
  { byRoleArn, byAccount, byPattern }: ByAim<Thing>,
  pattern: Template,
  thing: Thing,
): void {
  const roleArn = arnAimedAt(pattern);
  if (roleArn !== null) {
    pushTo(byRoleArn, roleArn, thing);
    return;
  }
  const accountId = accountAimedAt(pattern);
  const known = accountId === null ? byPattern : byAccount.get(accountId);
  const patterns = known ?? new Map<string, Aimed<Thing>>();
  if (accountId !== null) byAccount.set(accountId, patterns);
  const aimed = patterns.get(pattern.raw) ?? { pattern, things: [] };
  patterns.set(pattern.raw, aimed);
  aimed.things.push(thing);
}

/** All that may aim at a role; what several of its patterns fit comes as often. */
export function thingsAt<Thing>(
  { byRoleArn, byAccount, byPattern }: ByAim<Thing>,
  { roleArn, accountId }: Wanted,
): Thing[] {
  const found: Thing[] = [];
  const addFitting = ({ pattern, things }: Aimed<Thing>): void => {
    if (mayFit(pattern, roleArn)) for (const thing of things) found.push(thing);
  };
  for (const thing of byRoleArn.get(roleArn) ?? []) found.push(thing);
  byAccount.get(accountId)?.forEach(addFitting);
  byPattern.forEach(addFitting);
  return found;
}
