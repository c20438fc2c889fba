import { parseArn } from '@/lib/core/arn';
import type { ParsedStatement } from '../../parse/policy';
import type { Principal } from '../../question';
import { accountOfEntry, wholeAccountOf } from '../principals';
import type { Place } from '../rule';
import { type Ask, documentLets } from './document-lets';
import { namesFor, strangersFor } from './strangers';

/** Callers that an entry of `Principal.AWS` names, an account by the likes of its people. */
export function callersOf(place: Place, entry: string): Principal[] {
  if (entry === '*') return strangersFor(place).map(({ principal }) => principal);
  const accountId = accountOfEntry(entry);
  if (!accountId) return [];
  if (!wholeAccountOf(entry)) return [{ AWS: entry }];
  const partition =
    parseArn(entry)?.partition ?? parseArn(place.subject)?.partition ?? 'aws';
  return namesFor(place).map((name) => ({
    AWS: `arn:${partition}:iam::${accountId}:${name}`,
  }));
}

/** Whether a trust statement lets in one of the callers that an entry names. */
export const letsEntry = (
  place: Place,
  statement: ParsedStatement,
  entry: string,
  ask: Partial<Ask> = {},
): boolean =>
  callersOf(place, entry).some((principal) =>
    documentLets(place, statement, {
      action: 'sts:AssumeRole',
      resource: place.subject,
      ...ask,
      principal,
    }),
  );
