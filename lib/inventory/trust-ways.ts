import { parseArn } from '@/lib/core/arn';
import { conditionsOn } from '@/lib/iam/findings/conditions';
import { isAssumeAllow } from '@/lib/iam/findings/principals';
import type { ParsedStatement } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { RoleDetail } from '@/lib/iam/world';

/** Whom a trust entry lets in: their account, and their user's name where it names one. */
type Caller = { accountId: string | null; userName: string | null };

/** How a statement of a trust lets somebody in, and what it asks of them. */
export type Way = { person: Caller; externalId: string | null; isMfaAsked: boolean };

const USER = /^user\/(?:.*\/)?([^/]+)$/;
const IDENTITY_CENTER = /^role\/aws-reserved\/sso\.amazonaws\.com\//;
const ACCOUNT = /^\d{12}$/;

/** Anybody of an account, a user, a role. */
export function callerOf(entry: string): Caller | null {
  if (entry === '*') return { accountId: null, userName: null };
  if (ACCOUNT.test(entry)) return { accountId: entry, userName: null };
  const { accountId = '', resource = '' } = parseArn(entry) ?? {};
  return accountId === ''
    ? null
    : { accountId, userName: USER.exec(resource)?.[1] ?? null };
}

/** The people of an entry: a user, everybody of an account, or of Identity Center; null for a workload. */
export function personOf(entry: string): Caller | null {
  const caller = callerOf(entry);
  const { resource = 'root' } = parseArn(entry) ?? {};
  const isOfPeople =
    caller?.userName || resource === 'root' || IDENTITY_CENTER.test(resource);
  return isOfPeople ? caller : null;
}

/** Others may let the same people name themselves or set tags: by those alone nobody gets in. */
function callerIn(
  statement: ParsedStatement,
  read: (entry: string) => Caller | null,
): Caller | null {
  const { principal, isUsable } = statement;
  if (!isAssumeAllow(statement) || !isUsable || !principal || principal.isNegated)
    return null;
  const callers = principal.aws.flatMap((entry) => read(entry) ?? []);
  return callers[0] ?? (principal.isEveryone ? read('*') : null);
}

/** What a statement asks a key to be, whichever way it compares. */
const askedOf = (statement: ParsedStatement, key: string): string[] =>
  conditionsOn(statement, key)
    .filter(({ operator }) => operator.compare && !operator.isNegated)
    .flatMap(({ values }) => values.map(({ raw }) => raw));

const isMfaAsked = (statement: ParsedStatement): boolean =>
  askedOf(statement, 'aws:MultiFactorAuthPresent').includes('true') ||
  askedOf(statement, 'aws:MultiFactorAuthAge').length > 0;

/** Of the ways into a role by its trust the one that asks least of those whom `read` knows. */
export function easiestWay(
  { AssumeRolePolicyDocument }: RoleDetail,
  read: (entry: string) => Caller | null,
): Way | null {
  const { statements } = rememberPolicy(AssumeRolePolicyDocument, 'trust');
  const ways = statements.flatMap((statement): Way[] => {
    const person = callerIn(statement, read);
    const externalId = askedOf(statement, 'sts:ExternalId')[0] ?? null;
    return person ? [{ person, externalId, isMfaAsked: isMfaAsked(statement) }] : [];
  });
  const demands = (way: Way) => Number(way.externalId !== null) + Number(way.isMfaAsked);
  return ways.sort((a, b) => demands(a) - demands(b))[0] ?? null;
}
