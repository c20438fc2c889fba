import * as z from 'zod';
import { isObject } from '@/lib/iam/parse/values';
import type { CollectedAccount } from '@/lib/iam/world';
import { DETAIL_SHAPES, OTHER_SHAPES, RoleSettings } from './account-shapes';
import { sayIssue } from './say-issue';

type Complain = (what: string) => void;

const Details = z.looseObject({ RoleDetailList: z.unknown().array() });

/**
 * An account as `aws iam get-account-authorization-details` prints it. What does not have its
 * shape is left out and told; null when nothing of it can be used.
 */
export function checkAccount(
  value: unknown,
  complain: Complain,
): CollectedAccount | null {
  const details = Details.safeParse(value);
  if (!details.success) {
    complain(
      'is not what get-account-authorization-details prints: it has no RoleDetailList',
    );
    return null;
  }
  const given = details.data;
  if (given['IsTruncated'] === true || typeof given['NextToken'] === 'string') {
    complain('is one page of an account: the pages after it are missing');
  }
  // Every member that the engine reads has been looked at.
  return {
    ...checkLists(given, complain),
    RoleSettings: checkSettings(given['RoleSettings'] ?? {}, complain),
  } as CollectedAccount;
}

function checkLists(
  given: Record<string, unknown>,
  complain: Complain,
): Record<string, unknown> {
  const details = Object.entries(DETAIL_SHAPES).map(([name, shape]) => [
    name,
    checkList(name, given[name] ?? [], shape, complain),
  ]);
  const others = Object.entries(OTHER_SHAPES).flatMap(([name, shape]) =>
    given[name] === undefined || given[name] === null
      ? []
      : [[name, checkList(name, given[name], shape, complain)]],
  );
  return Object.fromEntries([...details, ...others]);
}

function checkSettings(given: unknown, complain: Complain): z.infer<typeof RoleSettings> {
  const settings = RoleSettings.safeParse(given);
  if (settings.success) return settings.data;
  complain(sayIssue(settings.error, given, 'RoleSettings'));
  return {};
}

function checkList(
  name: string,
  list: unknown,
  shape: z.ZodType,
  complain: Complain,
): unknown[] {
  if (!Array.isArray(list)) {
    complain(`${name}: is not a list`);
    return [];
  }
  const places = new Map<string, string>();
  return list.map(withoutNulls).filter((entry, at) => {
    const place = `${name}[${at}]`;
    const read = shape.safeParse(entry);
    if (!read.success) {
      complain(sayIssue(read.error, entry, place));
      return false;
    }
    const { Arn, Name } = Identity.parse(entry);
    const id = Arn ?? Name ?? '';
    const earlier = places.get(id);
    if (earlier === undefined) places.set(id, place);
    else complain(`${place}: ${id} stands at ${earlier} already`);
    return earlier === undefined;
  });
}

const Identity = z.object({ Arn: z.string().optional(), Name: z.string().optional() });

/** Some tools print what an entry does not have as null. */
const withoutNulls = (entry: unknown): unknown =>
  isObject(entry) && Object.values(entry).includes(null)
    ? Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null))
    : entry;
