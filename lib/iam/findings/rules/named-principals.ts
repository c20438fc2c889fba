import { parseArn } from '@/lib/core/arn';
import { saySome } from '../../explain/list-words';
import { findAccount, type WorldFacts } from '../../facts/world-facts';
import type { ParsedStatement } from '../../parse/policy';
import { fixWith } from '../edit/outcome';
import { dropPrincipals } from '../edit/principal-block';
import { allowsAws } from '../principals';
import { statementRule, WITH_PRINCIPAL } from '../rule';

const say = (entries: string[]): string => saySome(entries, 2, 'and');
const UNIQUE_ID = /^A(?:IDA|ROA)[A-Z0-9]+$/;
const isPattern = (entry: string): boolean => entry !== '*' && /[*?]/.test(entry);
const isOne = (entries: string[]): boolean => entries.length === 1;

/** A unique id that nobody has: what AWS shows when the user or role was deleted. */
export const danglingPrincipal = statementRule(
  'trust-dangling-principal',
  ['trust'],
  ({ principal }) => principal?.aws.some((entry) => UNIQUE_ID.test(entry)) === true,
  (place, statement) => {
    const dangling = (statement.principal?.aws ?? []).filter(
      (entry) => UNIQUE_ID.test(entry) && !place.survey.isKnownId(entry),
    );
    if (dangling.length === 0) return null;
    return {
      message: `${say(dangling)} ${isOne(dangling) ? 'is what is left of a deleted user or role: remove it' : 'are what is left of deleted users or roles: remove them'} from the trust policy.`,
      about: say(dangling),
      fix: () =>
        fixWith(
          dropPrincipals(place, statement, 'AWS', dangling),
          'What is left of deleted principals goes, and nobody loses access: add the ARN of a successor by hand if there is one.',
        ),
    };
  },
);

/** A principal that its account, which was read, does not hold. */
export const missingPrincipal = statementRule(
  'trust-missing-principal',
  ['trust'],
  allowsAws,
  (place, statement) => {
    const missing = (statement.principal?.aws ?? []).filter((entry) =>
      isMissing(place.world, entry),
    );
    if (missing.length === 0) return null;
    const [first = ''] = missing;
    return {
      message: /:group\//.test(first)
        ? `The principal ${first} is a group, which no role can trust: trust its users or its account.`
        : `The principal ${say(missing)} ${isOne(missing) ? 'does not exist, and whoever creates it gets in: remove it or create it yourself.' : 'do not exist, and whoever creates them gets in: remove them or create them yourself.'}`,
      about: say(missing),
      fix: () =>
        fixWith(
          dropPrincipals(place, statement, 'AWS', missing),
          'Principals that do not exist go, and nobody loses access: check the spelling first, the path included.',
        ),
    };
  },
);

function isMissing(world: WorldFacts, entry: string): boolean {
  const parts = /[*?]/.test(entry) ? null : parseArn(entry);
  const account = parts && findAccount(world, parts.accountId, parts.partition);
  if (!account || !parts) return false;
  if (parts.resource.startsWith('user/')) return !account.usersByArn.has(entry);
  if (parts.resource.startsWith('role/')) return !account.rolesByArn.has(entry);
  const [, roleName] = /^assumed-role\/([^/]+)\//.exec(parts.resource) ?? [];
  const isGroup = parts.resource.startsWith('group/');
  return isGroup || (roleName !== undefined && !account.rolesByName.has(roleName));
}

const patternsOf = ({ principal }: ParsedStatement): string[] =>
  [...(principal?.aws ?? []), ...(principal?.services ?? [])].filter(isPattern);

/** A pattern as principal, which AWS compares with nothing. */
export const principalWildcard = statementRule(
  'invalid-principal-wildcard',
  WITH_PRINCIPAL,
  (statement) => patternsOf(statement).length > 0,
  (place, statement) => {
    const patterns = patternsOf(statement);
    if (patterns.length === 0 || statement.principal?.isNegated) return null;
    return {
      message: `The principal ${say(patterns)} ${isOne(patterns) ? 'matches' : 'match'} nobody, since a principal takes no wildcard: name the principals.`,
      about: say(patterns),
      fix: () =>
        fixWith(
          dropPrincipals(place, statement, ['AWS', 'Service'], patterns),
          'What matched nobody goes, and nobody loses access: add those who should have it by name.',
        ),
    };
  },
);
