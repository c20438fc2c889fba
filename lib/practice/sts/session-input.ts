import type {
  AssumeRoleCommandInput,
  PolicyDescriptorType,
  Tag,
} from '@aws-sdk/client-sts';
import { CHAINED_SESSION_SECONDS } from '@/lib/core/duration';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { findPolicy } from '../iam/find-policy';
import { checkSessionPolicy } from '../iam/policy-document';
import { sessionTagsOf } from '../iam/tags';
import type { Call, Given } from '../operation';
import { malformedPolicy, validationError } from '../wire/aws-error';
import type { AccountState, StoredRole } from '../world/types';
import { checkMaxDuration } from './open-session';

export type AssumeInput = Given<AssumeRoleCommandInput>;

/** Refuses a session longer than the role, or role chaining, allows. */
export function checkDuration(call: Call, role: StoredRole, seconds: number): void {
  if (call.caller.kind === 'role' && seconds > CHAINED_SESSION_SECONDS)
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  checkMaxDuration(role, seconds);
}

/** Session tags: those given now and the transitive ones of the session before. */
export function sessionTags(
  call: Call,
  given: readonly Tag[] | undefined,
): { given: Record<string, string>; all: Record<string, string> } {
  const own = sessionTagsOf(given);
  const inherited = inheritedTags(call);
  const names = new Set(Object.keys(inherited).map((key) => key.toLowerCase()));
  const clash = Object.keys(own).find((key) => names.has(key.toLowerCase()));
  if (clash !== undefined)
    throw validationError(`The transitive session tag ${clash} cannot be overridden.`);
  return { given: own, all: { ...inherited, ...own } };
}

function inheritedTags(call: Call): Record<string, string> {
  if (call.caller.kind !== 'role') return {};
  const { tags, transitiveTagKeys } = call.caller.session;
  const isTransitive = new Set(transitiveTagKeys.map((key) => key.toLowerCase()));
  return Object.fromEntries(
    Object.entries(tags).filter(([key]) => isTransitive.has(key.toLowerCase())),
  );
}

/** Keys of the tags that go on down the chain: those of before, and those named now. */
export function transitiveTagKeys(
  { caller }: Call,
  given: readonly string[] | undefined,
  tags: Record<string, string>,
): string[] {
  checkTransitive(given ?? [], tags);
  const carried = caller.kind === 'role' ? caller.session.transitiveTagKeys : [];
  return [...new Set([...carried, ...(given ?? [])])];
}

/** Refuses to pass on a tag that the session does not have. */
export function checkTransitive(
  keys: readonly string[],
  tags: Record<string, string>,
): void {
  const has = new Set(Object.keys(tags).map((key) => key.toLowerCase()));
  if (!keys.every((key) => has.has(key.toLowerCase())))
    throw validationError(
      'The specified transitive tag key must be included in the requested tags.',
    );
}

/** The source identity of the new session: set once, carried on, never changed. */
export function sourceIdentity(call: Call, given: string | undefined): string | null {
  const carried = call.caller.kind === 'role' ? call.caller.session.sourceIdentity : null;
  if (given !== undefined && /^aws:/i.test(given))
    throw validationError('SourceIdentity must not begin with aws:.');
  if (carried !== null && given !== undefined && given !== carried)
    throw validationError(
      'SourceIdentity was set in this role chain and cannot be changed.',
    );
  return given ?? carried;
}

const MAX_POLICY_ARNS = NUMBER_RULES.SessionPolicyArnCount.max;

export function sessionPolicyArns(
  account: AccountState,
  given: readonly PolicyDescriptorType[] | undefined,
): string[] {
  const arns = (given ?? []).map(({ arn }) => arn ?? '');
  if (arns.length > MAX_POLICY_ARNS)
    throw validationError(`A session takes at most ${MAX_POLICY_ARNS} managed policies.`);
  for (const arn of arns)
    if (!findPolicy(account, arn))
      throw malformedPolicy(`The policy ${arn} does not exist in account ${account.id}.`);
  return arns;
}

export const sessionPolicies = (policy: string | undefined): string[] =>
  policy === undefined ? [] : [checkSessionPolicy(policy)];
