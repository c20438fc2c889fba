import { nameOfArn, parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import { hasEffect } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { StoredAccount } from '@/lib/ports';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import type { FoundBucket } from './bucket';
import { type Field, right, rightOf, wrong } from './field';
import { resolveWho, type Who, type WhoOrAccount } from './who';
import { resolveWholeAccount, type WholeAccount } from './whole-account';

type Principal = {
  who: Field<WhoOrAccount>;
  trustedAccount: Field<StoredAccount | null>;
};

/**
 * Whom a bucket's policy shall name: somebody, or an account alone. A group is none that it could.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function resolvePrincipal(
  { who: typed }: Pick<DraftFields, 'who'>,
  world: KnownWorld,
): Principal {
  const text = cleanTyped(typed);
  if (parseArn(text)?.resource.startsWith('group/'))
    return { who: wrong(sayGroup(nameOfArn(text))), trustedAccount: right(null) };
  const who: Field<WhoOrAccount> =
    resolveWholeAccount(text, world, sayBoth) ?? withAdvice(resolveWho(text, world));
  return { who, trustedAccount: right(rightOf(who)?.account ?? null) };
}

/** Across accounts the bucket's side is one of two, and the account's own is not written here. */
const sayBoth = ({ name }: WholeAccount['account']): string =>
  `Names all of ${name}: everybody there whose own policies allow the same gets in, now and later, and nobody else does. Those policies are for the administrators of ${name} to write; nothing is written there.`;

const sayGroup = (name: string): string =>
  `${name} is a group, and a group cannot be a principal: AWS refuses it in the policy of a bucket. Pick a user or a role, or share the bucket by role with all of ${name}.`;

function withAdvice(who: Field<Who>): Field<Who> {
  if (who.state !== 'right' || who.value.kind !== 'user') return who;
  const { name, account } = who.value;
  const advice = `${name} is a user. In the AWS console the list of buckets shows those of ${account.name} alone, and keys of a user stay good until they are deleted. For work in the console, or with temporary keys, share the bucket by role.`;
  return right(who.value, [who.warning, advice].filter(Boolean).join(' '));
}

const CROWD_MIN = 5;

/** Each principal takes a statement in one document of limited size: a role takes one for all. */
export function sayCrowd(
  { name, settings }: FoundBucket,
  who: WhoOrAccount | null,
): string | null {
  if (!settings?.Policy) return null;
  const { statements } = rememberPolicy(settings.Policy, 'bucket');
  const named = statements
    .filter((statement) => statement.effect === 'Allow' && hasEffect(statement))
    .flatMap(({ principal }) => principal?.aws ?? [])
    .filter((arn) => arn !== who?.arn);
  const total = new Set(named).size;
  return total < CROWD_MIN
    ? null
    : `The policy of ${name} names ${total} principals already, and each more adds statements to one document of 20 KB. One role for all of them is the better way: share the bucket by role.`;
}
